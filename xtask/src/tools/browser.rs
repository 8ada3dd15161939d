//! Chromium and its driver, for the tests that need a browser.

use std::{env, ffi::OsString};

use anyhow::{Context, Result};
use xshell::Shell;

use crate::tools::apt;

/// Where the browser and its driver are.
pub(crate) struct Browser {
    pub(crate) program: OsString,
    pub(crate) driver: OsString,
}

const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-liberation"];
const ADVICE: &str = "install Chromium and its chromedriver (Debian: `apt-get install chromium chromium-driver`), or name them in CHROMIUM and CHROMEDRIVER";

/// The browser that CHROMIUM and CHROMEDRIVER name, or the machine's own; on
/// Debian and its kin one is installed when there is none.
pub(crate) fn ensure(shell: &Shell) -> Result<Browser> {
    if let Some(browser) = find(shell) {
        return Ok(browser);
    }
    apt::install(shell, PACKAGES, ADVICE)?;
    find(shell).context("Chromium and chromedriver were installed but are not on the PATH")
}

fn find(shell: &Shell) -> Option<Browser> {
    let program = env::var_os("CHROMIUM").or_else(|| apt::on_path(shell, "chromium"))?;
    let driver = env::var_os("CHROMEDRIVER").or_else(|| apt::on_path(shell, "chromedriver"))?;
    Some(Browser { program, driver })
}
