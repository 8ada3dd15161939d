//! Installing the programs that tests need, on Debian and its kin.

use std::env;
use std::ffi::OsString;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::tools::process;
use crate::tools::say::say;

/// The program of that name on the PATH.
pub(crate) fn on_path(shell: &Shell, program: &str) -> Option<OsString> {
    let path = shell.var_os("PATH")?;
    let found = env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file());
    Some(found?.into_os_string())
}

/// Installs the packages, or fails with `advice`.
pub(crate) fn install(shell: &Shell, packages: &[&str], advice: &str) -> Result<()> {
    if on_path(shell, "apt-get").is_none() {
        bail!("a program that the tests need is not on the PATH: {advice}");
    }
    let is_root = cmd!(shell, "id --user").quiet().read()?.trim() == "0";
    let sudo: &[&str] = if is_root {
        &[]
    } else {
        &["sudo", "--non-interactive"]
    };
    say(&format!("installing {} with apt-get", packages.join(", ")));
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
        process::run(cmd!(shell, "{program} {rest...}"))
            .with_context(|| format!("apt-get could not do it: {advice}"))
    };
    run(&["update"])?;
    run(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}
