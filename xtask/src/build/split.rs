//! The program in two WebAssembly files: what the list needs, and the pages that are
//! fetched after it. `src/pages/lazy_pages.rs` says what is in the second one.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use crate::build::assets::{Asset, Assets, Role};
use crate::build::imports;
use crate::tools::{cargo, process};

/// The program, as cargo names it.
pub(crate) const PROGRAM: &str = "upcloud-peerings";

/// The cargo profile that index.html names.
pub(crate) const PROFILE: &str = "wasm-release";

/// The name of the second file's functions in `src/pages/lazy_pages.rs`.
const PART: &str = "pages";

/// The script with the policy for markup.
const POLICY: &str = "trusted-types.js";

/// How the generated script makes markup.
const MARKUP: &str = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);";

/// Divides the program that cargo built last, and adds both files. Their script is
/// left in `work` for the bundle.
pub(crate) fn add(shell: &Shell, work: &Path, assets: &mut Assets) -> Result<()> {
    let linked = cargo::target_folder(shell)?
        .join(cargo::WASM)
        .join(PROFILE)
        .join(format!("{PROGRAM}.wasm"));
    // The flags in the environment are those of the program, not of this machine.
    process::run(
        cmd!(
            shell,
            "cargo run --quiet --locked --package split -- {linked} {PROGRAM} {work}"
        )
        .env_remove("CARGO_ENCODED_RUSTFLAGS"),
    )?;
    let first = work.join(format!("{PROGRAM}.wasm"));
    process::run(cmd!(
        shell,
        "wasm-bindgen --target web --no-typescript --keep-lld-exports --out-dir {work} --out-name {PROGRAM} {first}"
    ))?;
    let generated = format!("{PROGRAM}_bg.wasm");
    let glue = work.join(format!("{PROGRAM}.js"));
    let mut script = fs::read_to_string(&glue)?;
    let mut program = optimised(shell, &work.join(&generated))?;
    imports::number(&mut program, &mut script)?;
    assets.add(Role::Program, &program)?;
    let pages = work.join(format!("split_{PART}.wasm"));
    assets.add(Role::Pages, &optimised(shell, &pages)?)?;

    let loader = work.join("__wasm_split.js");
    let checked = with_integrity(&fs::read_to_string(&loader)?, assets.get(Role::Pages)?)?;
    fs::write(loader, checked)?;
    let script = with_trusted_types(&script)?;
    let script = script.replace(&generated, &assets.get(Role::Program)?.name);
    fs::write(glue, script)?;
    shell.copy_file(format!("public/{POLICY}"), work.join(POLICY))?;
    Ok(())
}

/// Optimises a WebAssembly file for its compressed size.
pub(crate) fn optimised(shell: &Shell, file: &Path) -> Result<Vec<u8>> {
    let out = file.with_extension("opt.wasm");
    // -Oz gives a smaller file that compresses worse. Flattening and building the loops
    // anew saves 1.7 of 180 kilobytes; merging functions that differ in constants only, and
    // optimising what that leaves, saves 1.0. Neither costs time that can be measured.
    // Ordered by name, the copies of one generic function stand together and compress
    // better: 1.5 kilobytes.
    process::run(cmd!(
        shell,
        "wasm-opt --flatten --rereloop -Os --merge-similar-functions -Os --reorder-functions-by-name {file} -o {out}"
    ))?;
    Ok(fs::read(out)?)
}

/// The generated script with all markup passed through the policy of `trusted-types.js`:
/// under `require-trusted-types-for` browsers accept no plain text as markup.
fn with_trusted_types(script: &str) -> Result<String> {
    let found = script.matches(".innerHTML = ").count();
    let known = script.matches(MARKUP).count();
    if found != 1 || known != 1 {
        bail!("the generated script makes markup in {found} places, of which {known} are known");
    }
    let script = script.replace(
        MARKUP,
        "arg0.innerHTML = trusted(getStringFromWasm0(arg1, arg2));",
    );
    Ok(format!(
        "import {{ trusted }} from \"./{POLICY}\";\nexport {{ trusted }};\n{script}"
    ))
}

/// The script that fetches the pages, with their name and integrity in the build. It
/// also enables their style sheet, which the browser fetches at the same time.
fn with_integrity(script: &str, pages: &Asset) -> Result<String> {
    let plain = format!("new URL(\"./split_{PART}.wasm\", import.meta.url)");
    if !script.contains(&plain) {
        bail!("wasm_split generates another script than expected: {script}");
    }
    let Asset {
        name, integrity, ..
    } = pages;
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
        let rewritten = with_trusted_types(&format!("{{ {MARKUP} }}")).unwrap_or_default();
        assert!(
            rewritten.contains("arg0.innerHTML = trusted("),
            "{rewritten}"
        );
        assert!(with_trusted_types("").is_err());
        assert!(with_trusted_types(&format!("{MARKUP} other.innerHTML = text;")).is_err());
    }

    #[test]
    fn the_part_is_fetched_by_its_new_name_and_checked() {
        let script = "fetch(new URL(\"./split_pages.wasm\", import.meta.url));";
        let pages = Asset {
            role: Role::Pages,
            name: "pages-1.wasm".to_owned(),
            integrity: "sha384-x".to_owned(),
        };
        let expected = "fetch((document.querySelector(\"[data-later]\")?.removeAttribute(\"disabled\"), new URL(\"./pages-1.wasm\", import.meta.url)), { integrity: \"sha384-x\" });";
        let rewritten = with_integrity(script, &pages).ok();
        assert_eq!(rewritten.as_deref(), Some(expected));
        assert!(with_integrity("fetch(elsewhere)", &pages).is_err());
    }
}
