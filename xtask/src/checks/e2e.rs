//! The end-to-end tests in Chromium.

use std::ffi::OsString;

use anyhow::Result;
use xshell::Shell;

use crate::servers::workers;
use crate::tools::{browser, npm, spreadsheet};

/// Runs the tests that `args` name, or all.
pub(crate) fn check(shell: &Shell, args: &[OsString]) -> Result<()> {
    let browser = browser::ensure_headless(shell)?;
    spreadsheet::ensure(shell)?;
    npm::ensure(shell, npm::TESTS)?;
    let workers = workers::start(shell, "e2e", workers::USUAL)?;
    workers.run_playwright(shell, npm::TESTS.as_ref(), args, &[("CHROMIUM", browser)])?;
    // A part of the tests need not cause the entries that this check expects.
    if args.is_empty() {
        workers.check_logs(shell)?;
    }
    Ok(())
}
