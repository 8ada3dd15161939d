//! The fault suite: seeded random walks through the production build.

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::build::site;
use crate::servers::stand_in;
use crate::tools::process;
use crate::tools::process::Running;
use crate::tools::{browser, npm, ports};

/// As many walks go on side by side, each with a stand-in of its own.
const WALKERS: usize = 2;

/// Runs specs of the fault suite against the production build that is there.
pub(crate) fn suite(shell: &Shell, specs: &[&str], wanted: &[(&str, &str)]) -> Result<()> {
    let browser = browser::ensure_headless(shell)?;
    npm::ensure(shell, npm::TESTS)?;
    let flags = ["--site", site::DIST, "--control", "--scenario", "empty"].map(Into::into);
    stand_in::build(shell)?;
    let mut stand_ins: Vec<Running> = Vec::new();
    let mut sites: Vec<String> = Vec::new();
    for _ in 0..WALKERS {
        let [port] = ports::free_ports()?;
        stand_ins.push(stand_in::run(shell, port, &flags)?);
        sites.push(format!("http://127.0.0.1:{port}/"));
    }
    let _folder = shell.push_dir(npm::TESTS);
    let tests = cmd!(shell, "npx playwright test --config ../faults {specs...}")
        .env("STAND_IN_URL", sites.join(" "))
        .env("CHROMIUM", browser)
        .envs(wanted.iter().copied());
    process::run(tests)
}
