//! Where the commands run: the repository's root, with the pinned tools first
//! on the PATH.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use xshell::Shell;

use crate::tools::npm;

/// A shell in the repository's root whose PATH finds the tools that
/// [`crate::tools`] and [`crate::npm`] keep, before any others of the machine.
pub(crate) fn shell() -> Result<Shell> {
    shell_in(root()?)
}

/// The same in the root of another checkout.
pub(crate) fn shell_in(root: PathBuf) -> Result<Shell> {
    let shell = Shell::new().context("the current folder cannot be read")?;
    shell.change_dir(root);

    let machine = env::var_os("PATH").unwrap_or_default();
    let ours = [
        cargo_home()?.join("bin"),
        shell
            .current_dir()
            .join(npm::TOOLS)
            .join("node_modules/.bin"),
    ];
    let path = env::join_paths(ours.into_iter().chain(env::split_paths(&machine)))
        .context("the PATH cannot be extended")?;
    shell.set_var("PATH", path);
    Ok(shell)
}

/// The repository's root.
fn root() -> Result<PathBuf> {
    // Set by `cargo run` to this crate's folder. Read at run time, so that the
    // binary carries no path of the machine that built it.
    let here = env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask`")?;
    let root = Path::new(&here).parent().context("xtask has no folder")?;
    Ok(root.to_path_buf())
}

/// Where cargo keeps the programs that `cargo install` builds.
pub(crate) fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    let home = env::home_dir().context("neither CARGO_HOME nor HOME is set")?;
    Ok(home.join(".cargo"))
}

/// A program that this workspace built with the same profile as xtask itself,
/// wherever the target folder is. Only the folder of the running xtask counts: the
/// tests of a run may have compiled xtask again and replaced its file.
pub(crate) fn built(program: &str) -> Result<PathBuf> {
    let xtask = env::current_exe().context("xtask does not know where it is")?;
    let folder = xtask.parent().context("xtask has no folder")?;
    Ok(folder.join(program))
}

/// The same program, built with the profile `release`.
pub(crate) fn built_for_speed(program: &str) -> Result<PathBuf> {
    let beside = built(program)?;
    let target = beside.parent().and_then(Path::parent);
    let target = target.context("xtask has no target folder")?;
    Ok(target.join("release").join(program))
}
