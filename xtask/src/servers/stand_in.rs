//! The stand-in API as a server.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::tools::process::Running;
use crate::tools::say::say;
use crate::tools::{process, workspace};

/// Builds the stand-in.
pub(crate) fn build(shell: &Shell) -> Result<()> {
    say("building the stand-in API");
    process::run(cmd!(shell, "cargo build --locked --package emulator"))
        .context("the stand-in does not build")
}

/// Starts the stand-in that was built, and waits until it answers.
pub(crate) fn run(shell: &Shell, port: u16, flags: &[OsString]) -> Result<Running> {
    run_program(shell, &workspace::built("emulator")?, port, flags)
}

/// Starts a stand-in, and waits until it answers.
pub(crate) fn run_program(
    shell: &Shell,
    program: &Path,
    port: u16,
    flags: &[OsString],
) -> Result<Running> {
    let port_text = port.to_string();
    let command = cmd!(shell, "{program} --port {port_text} {flags...}");
    let mut stand_in = Running::start("the stand-in", command.into())?;
    // Without credentials the API answers 401, which is an answer.
    process::wait_for(port, "/1.3/zone", |_| true, &mut [&mut stand_in])?;
    Ok(stand_in)
}
