//! Chromium and its driver, for the tests that need a browser.

use std::env;
use std::ffi::OsString;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::children;
use crate::tools::say;

/// Where the browser and its driver are.
pub(crate) struct Browser {
    pub(crate) program: OsString,
    pub(crate) driver: OsString,
}

/// The browser that CHROMIUM and CHROMEDRIVER name, or the machine's own; on
/// Debian and its kin one is installed when there is none.
pub(crate) fn ensure(shell: &Shell) -> Result<Browser> {
    if let Some(browser) = find(shell) {
        return Ok(browser);
    }
    install(shell)?;
    find(shell).context("Chromium and chromedriver were installed but are not on the PATH")
}

fn find(shell: &Shell) -> Option<Browser> {
    let program = env::var_os("CHROMIUM").or_else(|| on_path(shell, "chromium"))?;
    let driver = env::var_os("CHROMEDRIVER").or_else(|| on_path(shell, "chromedriver"))?;
    Some(Browser { program, driver })
}

fn on_path(shell: &Shell, program: &str) -> Option<OsString> {
    let path = shell.var_os("PATH")?;
    let found = env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file());
    Some(found?.into_os_string())
}

fn install(shell: &Shell) -> Result<()> {
    const ADVICE: &str = "install Chromium and its chromedriver (Debian: `apt-get install chromium chromium-driver`), or name them in CHROMIUM and CHROMEDRIVER";
    if on_path(shell, "apt-get").is_none() {
        bail!("there is no chromium or no chromedriver on the PATH: {ADVICE}");
    }
    let is_root = cmd!(shell, "id --user").quiet().read()?.trim() == "0";
    let sudo: &[&str] = if is_root {
        &[]
    } else {
        &["sudo", "--non-interactive"]
    };
    say("installing Chromium and chromedriver with apt-get");
    let run = |args: &[&str]| {
        let line = [
            sudo,
            &[
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "--quiet=2",
            ],
            args,
        ]
        .concat();
        let (program, rest) = line.split_first().context("no command")?;
        children::run(cmd!(shell, "{program} {rest...}"))
            .with_context(|| format!("apt-get could not do it: {ADVICE}"))
    };
    run(&["update"])?;
    run(&[
        "install",
        "--yes",
        "--no-install-recommends",
        "chromium",
        "chromium-driver",
        "fonts-liberation",
    ])
}
