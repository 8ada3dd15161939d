//! The demonstration in the production build: the stand-in as a WebAssembly file of
//! its own with a script around it. Neither is fetched unless somebody asks for it.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::build::{assets, remap, split};
use crate::tools::{cargo, process};

/// The crate, as cargo names it, and what its files in the build begin with.
pub(crate) const PACKAGE: &str = "demo";

/// What `public/demo.js` calls the stand-in's script, and that its WebAssembly.
const GLUE: &str = "stand_in";

/// The names that both have until they are named after what they hold.
const SCRIPT: &str = "demo-0000000000000000.js";
const WASM: &str = "demo-0000000000000000_bg.wasm";

/// Whether a file of the build belongs to the demonstration.
pub(crate) fn is_demo(name: &str) -> bool {
    name.strip_prefix(PACKAGE)
        .is_some_and(|rest| rest.starts_with('-'))
}

/// Builds the demonstration and puts its two files into the build.
pub(crate) fn make(shell: &Shell, site: &Path) -> Result<()> {
    let (wasm, profile) = (cargo::WASM, split::PROFILE);
    let (name, value) = remap::env(shell)?;
    let compiled = cmd!(
        shell,
        "cargo build --quiet --locked --offline --package {PACKAGE} --target {wasm} --profile {profile}"
    );
    process::run(compiled.env(name, value)).context("the demonstration could not be compiled")?;

    let target = cargo::target_folder(shell)?;
    let linked = target
        .join(wasm)
        .join(profile)
        .join(format!("{PACKAGE}.wasm"));
    let work = target.join(PACKAGE);
    // Nothing of an earlier build may get into this one.
    shell.remove_path(&work)?;
    shell.create_dir(&work)?;
    process::run(cmd!(
        shell,
        "wasm-bindgen --target web --no-typescript --out-dir {work} --out-name {GLUE} {linked}"
    ))?;
    let wasm = split::optimised(shell, &work.join(format!("{GLUE}_bg.wasm")))?;

    // Beside the glue, which it imports by a name that is right only there.
    let script = work.join("demo.js");
    shell.copy_file("public/demo.js", &script)?;
    let script = cmd!(
        shell,
        "esbuild {script} --bundle --format=esm --log-level=warning"
    )
    .quiet()
    .read()
    .context("esbuild could not put the two scripts of the demonstration together")?;
    let script = with_integrity(&script, &assets::integrity(&wasm))?;

    // Where the page names the script, it tells the integrity too: `import` takes none.
    let page = site.join("index.html");
    let html = fs::read_to_string(&page)?;
    let integrity = assets::integrity(script.as_bytes());
    fs::write(page, html.replace(&place(SCRIPT), &integrity))?;
    fs::write(site.join(SCRIPT), script)?;
    fs::write(site.join(WASM), wasm)?;
    Ok(())
}

/// The script that fetches the WebAssembly, under its name in the build and checking
/// what it gets.
fn with_integrity(script: &str, integrity: &str) -> Result<String> {
    let name = format!("{GLUE}_bg.wasm");
    let place = place(&name);
    if !script.contains(&place) {
        bail!("public/demo.js has no place for the integrity of what it fetches");
    }
    Ok(script.replace(&place, integrity).replace(&name, WASM))
}

/// Stands for the integrity of a file until that is known.
fn place(name: &str) -> String {
    format!("sha384-of-{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wasm_is_fetched_by_its_new_name_and_checked() {
        let script = include_str!("../../../public/demo.js");
        let told = with_integrity(script, "sha384-x").unwrap_or_default();
        assert!(told.contains("integrity: 'sha384-x'"), "{told}");
        assert!(told.contains(&format!("fetch(new URL('./{WASM}', import.meta.url)")));
        assert!(!told.contains("stand_in_bg"));
        assert!(with_integrity("fetch('stand_in_bg.wasm')", "sha384-x").is_err());
    }

    #[test]
    fn its_files_are_told_by_their_names() {
        assert!(is_demo(SCRIPT) && is_demo(WASM));
        assert!(!is_demo("demonstration-0.js") && !is_demo("pages-demo-0.wasm"));
    }
}
