//! The sample data of the sign-in page: the stand-in API as a WebAssembly file with a
//! script. A page fetches them only on demand.

use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::tools::{cargo, process};

/// The crate, as cargo names it.
pub(crate) const PACKAGE: &str = "demo";

/// The generated script, as `public/demo.js` imports it.
pub(crate) const GLUE: &str = "stand_in.js";

/// Its name for wasm-bindgen.
const NAME: &str = "stand_in";

/// The WebAssembly file beside that script.
pub(crate) const PROGRAM: &str = "stand_in_bg.wasm";

/// Compiles the stand-in with a cargo profile, and puts its files and `demo.js` into a
/// folder.
pub(crate) fn compile(shell: &Shell, profile: &str, folder: &Path) -> Result<()> {
    let wasm = cargo::WASM;
    process::run(cmd!(
        shell,
        "cargo build --quiet --locked --offline --package {PACKAGE} --target {wasm} --profile {profile}"
    ))
    .context("the sample data could not be compiled")?;
    // cargo calls the folder of this profile by another name.
    let built = if profile == "dev" { "debug" } else { profile };
    let linked = cargo::target_folder(shell)?
        .join(wasm)
        .join(built)
        .join(format!("{PACKAGE}.wasm"));
    process::run(cmd!(
        shell,
        "wasm-bindgen --target web --no-typescript --out-dir {folder} --out-name {NAME} {linked}"
    ))?;
    shell.copy_file("public/demo.js", folder)?;
    Ok(())
}
