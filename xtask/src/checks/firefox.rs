//! The end-to-end tests in Firefox: those of what engines do differently.

use std::ffi::OsString;

use anyhow::Result;
use xshell::Shell;

use crate::servers::workers;
use crate::tools::browser;

/// Runs the tests that `args` name, or all that Firefox runs.
pub(crate) fn check(shell: &Shell, args: &[OsString]) -> Result<()> {
    let browser = browser::ensure_firefox(shell)?;
    let workers = workers::start(shell, "firefox", workers::USUAL)?;
    let args = [&["--config=firefox.config.ts".into()], args].concat();
    workers.run_playwright(shell, &args, &[("FIREFOX", browser)])
}
