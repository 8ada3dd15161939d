//! Chromium with its driver, and Firefox, for the tests that need a browser.

use std::{env, ffi::OsString};

use anyhow::{Context, Result};
use xshell::Shell;

use crate::tools::{apt, say::say};

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

const HEADLESS: &str = "chromium-headless-shell";

/// The same engine without windows, in fewer processes, for tests that only drive pages:
/// they take about half as long with it. Chromium itself where it cannot be had.
pub(crate) fn ensure_headless(shell: &Shell) -> Result<OsString> {
    let browser = ensure(shell)?;
    if env::var_os("CHROMIUM").is_some() {
        return Ok(browser.program);
    }
    if apt::on_path(shell, HEADLESS).is_none()
        && let Err(error) = apt::install(shell, &[HEADLESS], "tests use Chromium itself instead")
    {
        say(&format!("{error:#}"));
    }
    Ok(apt::on_path(shell, HEADLESS).unwrap_or(browser.program))
}

const FIREFOX_ESR: &str = "firefox-esr";
const FIREFOX_ADVICE: &str =
    "install Firefox (Debian: `apt-get install firefox-esr`), or name it in FIREFOX";

/// The Firefox that FIREFOX names, or the machine's own; installed like Chromium.
/// Playwright drives it as distributions ship it.
pub(crate) fn ensure_firefox(shell: &Shell) -> Result<OsString> {
    let find = || {
        let own = || apt::on_path(shell, FIREFOX_ESR).or_else(|| apt::on_path(shell, "firefox"));
        env::var_os("FIREFOX").or_else(own)
    };
    if let Some(program) = find() {
        return Ok(program);
    }
    apt::install(shell, &[FIREFOX_ESR], FIREFOX_ADVICE)?;
    find().context("Firefox was installed but is not on the PATH")
}

fn find(shell: &Shell) -> Option<Browser> {
    let program = env::var_os("CHROMIUM").or_else(|| apt::on_path(shell, "chromium"))?;
    let driver = env::var_os("CHROMEDRIVER").or_else(|| apt::on_path(shell, "chromedriver"))?;
    Some(Browser { program, driver })
}
