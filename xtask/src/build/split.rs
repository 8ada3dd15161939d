//! The production build's WebAssembly in two files: what the list needs, and the
//! pages that are fetched after it. trunk knows one file only, so what it made
//! is replaced.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::build::assets;
use crate::tools::{cargo, process};

/// The program, as cargo names it.
pub(crate) const PROGRAM: &str = "upcloud-peerings";

/// The cargo profile that index.html names.
pub(crate) const PROFILE: &str = "wasm-release";

/// The part that `src/pages/lazy_pages.rs` names.
const PART: &str = "pages";

/// The script with the policy for markup.
const POLICY: &str = "trusted-types.js";

/// How the program's script makes markup.
const MARKUP: &str = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);";

/// Whether a file of the build is of the part that is fetched after the list.
pub(crate) fn is_part(name: &str) -> bool {
    let wasm = name.starts_with(&format!("{PART}-")) && name.ends_with(".wasm");
    wasm || (name.starts_with("later-") && name.ends_with(".css"))
}

/// Cuts the program that trunk just had built with the feature `split`, and puts
/// both files and their script into the build.
pub(crate) fn split(shell: &Shell, site: &Path) -> Result<()> {
    let target = cargo::target_folder(shell)?;
    let linked = target
        .join(cargo::WASM)
        .join(PROFILE)
        .join(format!("{PROGRAM}.wasm"));
    let work = target.join("split");
    // Nothing of an earlier build may get into this one.
    shell.remove_path(&work)?;
    shell.create_dir(&work)?;
    process::run(cmd!(
        shell,
        "cargo run --quiet --locked --package split -- {linked} {PROGRAM} {work}"
    ))?;
    let first = work.join(format!("{PROGRAM}.wasm"));
    process::run(cmd!(
        shell,
        "wasm-bindgen --target web --no-typescript --keep-lld-exports --out-dir {work} --out-name {PROGRAM} {first}"
    ))?;
    let part_name = format!("{PART}-0000000000000000.wasm");
    let first = optimised(shell, &work.join(format!("{PROGRAM}_bg.wasm")))?;
    let part = optimised(shell, &work.join(format!("split_{PART}.wasm")))?;

    let loader = work.join("__wasm_split.js");
    let script = fs::read_to_string(&loader)?;
    let script = with_integrity(&script, &part_name, &assets::integrity(&part))?;
    fs::write(&loader, script)?;
    let glue = work.join(format!("{PROGRAM}.js"));
    fs::write(&glue, with_trusted_types(&fs::read_to_string(&glue)?)?)?;
    shell.copy_file(format!("public/{POLICY}"), work.join(POLICY))?;
    // Each imports the other; a browser would fetch them one after the other.
    let glue = cmd!(
        shell,
        "esbuild {glue} --bundle --format=esm --log-level=warning"
    )
    .quiet()
    .read()
    .context("esbuild could not put the two scripts of the program together")?;

    let wasm_name = only(site, "wasm")?;
    let glue = glue.replace(&format!("{PROGRAM}_bg.wasm"), &wasm_name);
    let glue_name = wasm_name.replace("_bg.wasm", ".js");
    assets::replace(site, &glue_name, glue.as_bytes())?;
    assets::replace(site, &wasm_name, &first)?;
    fs::write(site.join(part_name), part)?;
    Ok(())
}

/// The name of the only file in the build with this extension.
fn only(site: &Path, extension: &str) -> Result<String> {
    match assets::names(site, extension)?.as_slice() {
        [name] => Ok(name.clone()),
        names => bail!("one {extension} file was expected of trunk, not {names:?}"),
    }
}

/// A WebAssembly file as short as wasm-opt makes it.
pub(crate) fn optimised(shell: &Shell, file: &Path) -> Result<Vec<u8>> {
    let out = file.with_extension("opt.wasm");
    // Not -Oz: what it makes is smaller as it is, and larger once compressed.
    // By their names those functions stand together that one generic one became,
    // which are alike: one and a half kilobytes in a hundred and eighty.
    process::run(cmd!(
        shell,
        "wasm-opt -Os --reorder-functions-by-name {file} -o {out}"
    ))?;
    Ok(fs::read(out)?)
}

/// The script with each making of markup passed through the policy of `trusted-types.js`:
/// under `require-trusted-types-for` browsers take no text for it.
fn with_trusted_types(script: &str) -> Result<String> {
    let made = script.matches(".innerHTML = ").count();
    let known = script.matches(MARKUP).count();
    if made != 1 || known != 1 {
        bail!(
            "the script of the program makes markup in {made} places, of which {known} are known"
        );
    }
    let script = script.replace(
        MARKUP,
        "arg0.innerHTML = trusted(getStringFromWasm0(arg1, arg2));",
    );
    Ok(format!(
        "import {{ trusted }} from \"./{POLICY}\";\nexport {{ trusted }};\n{script}"
    ))
}

/// The script that fetches the part, under its name in the build and checking
/// what it gets. It switches the part's style sheet on, which the browser then
/// fetches beside it: that is a small share of the part, and here before it.
fn with_integrity(script: &str, name: &str, integrity: &str) -> Result<String> {
    let plain = format!("new URL(\"./split_{PART}.wasm\", import.meta.url)");
    if !script.contains(&plain) {
        bail!("the script of the split does not fetch as it used to: {script}");
    }
    let styled = "document.querySelector(\"[data-later]\")?.removeAttribute(\"disabled\")";
    let checked = format!(
        "({styled}, new URL(\"./{name}\", import.meta.url)), {{ integrity: \"{integrity}\" }}"
    );
    Ok(script.replace(&plain, &checked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_markup_passes_the_policy_or_it_is_an_error() {
        let told = with_trusted_types(&format!("{{ {MARKUP} }}")).unwrap_or_default();
        assert!(told.contains("arg0.innerHTML = trusted("), "{told}");
        assert!(with_trusted_types("").is_err());
        assert!(with_trusted_types(&format!("{MARKUP} other.innerHTML = text;")).is_err());
    }

    #[test]
    fn the_part_is_fetched_by_its_new_name_and_checked() {
        let script = "fetch(new URL(\"./split_pages.wasm\", import.meta.url));";
        let expected = "fetch((document.querySelector(\"[data-later]\")?.removeAttribute(\"disabled\"), new URL(\"./pages-1.wasm\", import.meta.url)), { integrity: \"sha384-x\" });";
        let told = with_integrity(script, "pages-1.wasm", "sha384-x").ok();
        assert_eq!(told.as_deref(), Some(expected));
        assert!(with_integrity("fetch(elsewhere)", "pages-1.wasm", "sha384-x").is_err());
    }
}
