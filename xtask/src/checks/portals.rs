//! The npm package, and the example portals that use it, tried in a browser.

use std::env;
use std::ffi::OsString;

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::build::portals::{self as examples, Prepared};
use crate::checks::package;
use crate::servers::portals::{self, Ports, Servers};
use crate::servers::{nginx, stand_in};
use crate::tools::{browser, npm, ports, process};

/// As many portals are tried side by side, each with a stand-in of its own.
const WORKERS: usize = 2;

/// Tries the portals in a browser, on the production build that is there.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let browser = browser::ensure_headless(shell)?;
    let nginx = nginx::ensure(shell)?;
    npm::ensure(shell, npm::TESTS)?;
    stand_in::build(shell)?;
    let Prepared { folder, package } = examples::prepare(shell)?;
    package::check(shell, &package)?;
    let next = portals::serve_next(shell)?;
    let mut workers = Vec::new();
    for _ in 0..WORKERS {
        let [portal, frame] = ports::free_ports()?;
        let ports = Ports { portal, frame };
        let flags = ["--control"].map(OsString::from);
        workers.push(portals::serve(
            shell, &nginx, &folder, &ports, next.port, &flags,
        )?);
    }
    let urls = |port: fn(&Servers) -> u16| {
        let urls = workers.iter().map(port);
        let urls: Vec<_> = urls
            .map(|port| format!("http://127.0.0.1:{port}/"))
            .collect();
        urls.join(" ")
    };
    let folders = env::join_paths(workers.iter().map(|servers| &servers.folder))?;
    let _folder = shell.push_dir(npm::TESTS);
    let tests = cmd!(shell, "npx playwright test --config ../portals")
        .env("PORTAL_URL", urls(|servers| servers.portal))
        .env("STAND_IN_URL", urls(|servers| servers.stand_in_port))
        .env("SERVER_FOLDERS", folders)
        .env("CHROMIUM", browser);
    process::run(tests)
}
