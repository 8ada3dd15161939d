//! `cargo xtask assemble`: what trunk runs after each of its builds, as `Trunk.toml`
//! says.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::Shell;

use crate::build::site;
use crate::tools::{npm, workspace};

/// Completes the build that trunk describes in the environment.
pub(crate) fn run() -> Result<()> {
    let variable = |name: &str| {
        env::var_os(name).with_context(|| format!("{name} is not set: trunk runs this command"))
    };
    let shell: Shell = workspace::shell_in(PathBuf::from(variable("TRUNK_SOURCE_DIR")?))?;
    let is_release = variable("TRUNK_PROFILE")? == "release";
    // `cargo xtask build` has done so, and its PATH is inherited.
    if is_release && env::var_os("XTASK").is_none() {
        npm::ensure(&shell, npm::TOOLS)?;
    }
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    site::assemble(&shell, is_release, &staging)
}
