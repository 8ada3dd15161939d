//! The production build in dist/. trunk compiles the program and calls
//! [`assemble`] as its hook, so `trunk build --release` makes the production build too.

use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::build::assets::{Assets, Role};
use crate::build::{files, imports, page, remap, sample_data, scripts, split, styles};
use crate::tools::say::say;
use crate::tools::{cargo, npm, process, workspace};

/// Where the production build goes.
pub(crate) const DIST: &str = "dist";

/// Installs the tools, then makes the production build.
pub(crate) fn build(shell: &Shell) -> Result<()> {
    cargo::ensure_build(shell)?;
    npm::ensure(shell, npm::TOOLS)?;
    say("making the production build");
    make(shell)
}

/// Makes the production build with the tools that are installed.
pub(crate) fn make(shell: &Shell) -> Result<()> {
    let (name, value) = remap::env(shell)?;
    let trunk = cmd!(shell, "trunk build --release --dist {DIST}")
        .envs(cargo::trunk_env())
        .env(name, value)
        // The hook runs this program, which need not be compiled with those flags.
        .env("XTASK", workspace::built("xtask")?);
    process::run(trunk).context("the production build failed: the lines above say why")
}

/// Compiles what [`assemble`] and trunk use for development.
pub(crate) fn precompile(shell: &Shell) -> Result<()> {
    let (program, sample, wasm) = (split::PROGRAM, sample_data::PACKAGE, cargo::WASM);
    say("compiling the console");
    // Without the errors of the console itself, which trunk reports after each edit.
    let _ = process::run(cmd!(
        shell,
        "cargo build --locked --offline --target {wasm} --bin {program}"
    ));
    process::run(cmd!(
        shell,
        "cargo build --locked --offline --target {wasm} --package {sample}"
    ))
}

/// Completes trunk's build in its staging folder. For development, only the sample data
/// is missing. For production, everything is made from the program that cargo linked:
/// trunk cannot divide the program, bundle scripts or name files after their content.
pub(crate) fn assemble(shell: &Shell, is_release: bool, staging: &Path) -> Result<()> {
    if !is_release {
        return sample_data::compile(shell, "dev", staging);
    }
    for folder in [staging, &work_folder(shell)?] {
        // Nothing of trunk's or of an earlier build gets into this one.
        shell.remove_path(folder)?;
        shell.create_dir(folder)?;
    }
    let work = work_folder(shell)?;
    let mut assets = Assets::new(staging.to_path_buf());
    split::add(shell, &work, &mut assets)?;
    sample_data::compile(shell, split::PROFILE, &work)?;
    let mut program = split::optimised(shell, &work.join(sample_data::PROGRAM))?;
    let glue = work.join(sample_data::GLUE);
    let mut script = shell.read_file(&glue)?;
    imports::number(&mut program, &mut script)?;
    shell.write_file(&glue, script)?;
    assets.add(Role::SampleProgram, &program)?;
    styles::add(shell, &mut assets)?;
    assets.add(Role::Icon, &shell.read_binary_file("public/favicon.svg")?)?;
    let base_script = scripts::add(shell, &work, &mut assets)?;
    page::write(shell, &assets, &base_script)?;
    assets.write(
        "config.json",
        &shell.read_binary_file("public/config.json")?,
    )?;
    for file in files::assets(staging)? {
        files::compress(&file)?;
    }
    Ok(())
}

/// Where the files lie of which assets are made.
fn work_folder(shell: &Shell) -> Result<std::path::PathBuf> {
    Ok(cargo::target_folder(shell)?.join("site"))
}
