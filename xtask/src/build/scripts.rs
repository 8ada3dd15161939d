//! The scripts of the production build: all bundled and minified by one call, so that
//! none of them imports another file but by choice.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::build::assets::{Assets, Role};
use crate::build::split::PROGRAM;

/// The scripts of `public/` that get a name made of their content.
const NAMED: &[(Role, &str)] = &[
    (Role::Start, "boot"),
    (Role::Validation, "validate"),
    (Role::FrameScript, "frame"),
];

/// The modules that hosts import under names that never change. They are sent with
/// `no-cache`, so that an update arrives.
const MODULES: &[&str] = &["embed", "embed-frame"];

/// The declarations of those modules.
const DECLARATIONS: &[&str] = &["embed.d.ts", "embed-frame.d.ts"];

/// The inline script of the page. It imports nothing.
const BASE: &str = "public/base.js";

/// Adds all scripts. `work` holds what wasm-bindgen generated for the program and the
/// sample data. Returns the inline script of the page.
pub(crate) fn add(shell: &Shell, work: &Path, assets: &mut Assets) -> Result<String> {
    let out = work.join("scripts");
    bundle(shell, work, &out, assets)?;
    let read = |name: &str| {
        let file = out.join(format!("{name}.js"));
        fs::read(&file).with_context(|| format!("esbuild wrote no {}", file.display()))
    };
    assets.add(Role::Glue, &read(PROGRAM)?)?;
    assets.add(Role::SampleScript, &read("demo")?)?;
    for (role, name) in NAMED {
        assets.add(*role, &read(name)?)?;
    }
    for name in MODULES {
        assets.write(&format!("{name}.js"), &read(name)?)?;
    }
    for name in DECLARATIONS {
        let declarations = shell.read_binary_file(Path::new("public").join(name))?;
        assets.write(name, &declarations)?;
    }
    minified(shell, "js", &shell.read_file(BASE)?)
}

/// The text without what only readers need; `loader` names its language.
pub(crate) fn minified(shell: &Shell, loader: &str, text: &str) -> Result<String> {
    let short = cmd!(
        shell,
        "esbuild --minify --loader={loader} --log-level=warning"
    )
    .quiet()
    .stdin(text)
    .read()
    .with_context(|| format!("esbuild could not minify the {loader} of the build"))?;
    Ok(short.trim_end().to_owned())
}

/// Bundles every entry point into `out`.
fn bundle(shell: &Shell, work: &Path, out: &Path, assets: &Assets) -> Result<()> {
    let glue = work.join(format!("{PROGRAM}.js"));
    let generated = [glue.clone(), work.join("demo.js")];
    let names = NAMED
        .iter()
        .map(|(_, name)| *name)
        .chain(MODULES.iter().copied());
    let sources: Vec<_> = names.map(|name| format!("public/{name}.js")).collect();
    let define = |name: &str, value: String| format!("--define:{name}={value}");
    let json = |role| assets.get(role).map(|asset| asset.as_json());
    let styles = format!("[{},{}]", json(Role::Style)?, json(Role::LaterStyle)?);
    let defines = [
        define("WASM", json(Role::Program)?),
        define("STYLES", styles),
        define("STAND_IN", json(Role::SampleProgram)?),
    ];
    let alias = format!("--alias:program={}", glue.display());
    cmd!(
        shell,
        "esbuild {generated...} {sources...} --bundle --minify --format=esm --target=es2022 --loader:.html=text --entry-names=[name] --outdir={out} --log-level=warning {alias} {defines...}"
    )
    .quiet()
    .run()
    .context("esbuild could not bundle the scripts")
}
