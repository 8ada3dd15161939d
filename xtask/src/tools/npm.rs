//! What comes from npm: wasm-opt for the production build, the end-to-end tests, and
//! what browsers can do. Versions are pinned by the lock file of each folder.

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::tools::process;
use crate::tools::say::say;

/// The folder whose package.json pins the build tools.
pub(crate) const TOOLS: &str = "xtask/npm";

/// The folder with the end-to-end tests, whose package.json pins Playwright.
pub(crate) const TESTS: &str = "tests/e2e";

/// The folder whose package.json pins the Playwright that drives Firefox as distributions
/// ship it. Later ones cannot, and its clock is too slow for the other tests.
pub(crate) const FIREFOX: &str = "tests/firefox";

/// The folder that knows which browser has had what since when.
pub(crate) const COMPATIBILITY: &str = "tests/compatibility";

/// A copy of the lock file from which node_modules was installed.
const STAMP: &str = "node_modules/.installed-from.json";

/// Installs the packages that `folder`'s lock file names, unless they are installed.
pub(crate) fn ensure(shell: &Shell, folder: &str) -> Result<()> {
    let lock = shell.read_file(format!("{folder}/package-lock.json"))?;
    let stamp = format!("{folder}/{STAMP}");
    if shell.path_exists(&stamp) && shell.read_file(&stamp)? == lock {
        return Ok(());
    }
    require_node(shell)?;
    say(&format!("installing the npm packages of {folder}"));
    // Without their scripts: one of them would download a browser.
    process::run(cmd!(
        shell,
        "npm ci --prefix {folder} --ignore-scripts --no-audit --no-fund"
    ))
    .with_context(|| {
        format!("the npm packages of {folder} could not be installed: run this again online")
    })?;
    shell.write_file(stamp, lock)?;
    Ok(())
}

/// Fails with what to do when the machine has no npm.
pub(crate) fn require_node(shell: &Shell) -> Result<()> {
    if cmd!(shell, "npm --version")
        .quiet()
        .ignore_stdout()
        .ignore_stderr()
        .run()
        .is_err()
    {
        bail!("npm is missing: install Node.js 20.19 or newer, which brings it");
    }
    Ok(())
}
