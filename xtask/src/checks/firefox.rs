//! The end-to-end tests in Firefox: those of what engines do differently.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::build::site;
use crate::servers::workers;
use crate::tools::{browser, npm};

/// Runs the tests that `args` name, or all that Firefox runs.
pub(crate) fn check(shell: &Shell, args: &[OsString]) -> Result<()> {
    let browser = browser::ensure_firefox(shell)?;
    npm::ensure(shell, npm::FIREFOX)?;
    let workers = workers::start(shell, "firefox", workers::USUAL)?;
    let tests = copy_tests(shell, &workers.folder)?;
    let args = [&["--config=firefox.config.ts".into()], args].concat();
    workers.run_playwright(shell, &tests, &args, &[("FIREFOX", browser)])
}

/// A copy of the tests that has another Playwright: scripts find packages by where they are.
/// The production build is where they look for it.
fn copy_tests(shell: &Shell, folder: &Path) -> Result<PathBuf> {
    let copy = shell.create_dir(folder.join(npm::TESTS))?;
    for path in shell.read_dir(npm::TESTS)? {
        if path.ends_with("node_modules") || path.ends_with("results") {
            continue;
        }
        cmd!(shell, "cp -R {path} {copy}").quiet().run()?;
    }
    let packages = shell.current_dir().join(npm::FIREFOX).join("node_modules");
    let dist = shell.current_dir().join(site::DIST);
    cmd!(shell, "ln -s {packages} {copy}").quiet().run()?;
    cmd!(shell, "ln -s {dist} {folder}").quiet().run()?;
    Ok(copy)
}
