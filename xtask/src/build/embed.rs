//! What pages of others load: `embed.js` with all of the program's script in it, the
//! page for frames, and the declarations. Their names stay, so that hosts can rely on
//! them, and servers have each use of them ask whether it is still the same.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::build::{assets, split};

/// The page for frames, and its script before that is named after its content.
const FRAME: (&str, &str) = ("frame.html", "frame-0000000000000000.js");

/// What is handed on as it is.
const DECLARATIONS: &[&str] = &["embed.d.ts", "embed-frame.d.ts"];

/// Whether a file of the build is one that only pages of others load.
pub(crate) fn is_for_hosts(name: &str) -> bool {
    name.starts_with("embed") || name.starts_with("frame")
}

/// Whether a page with `embed.js` in it loads a file before the list is shown.
pub(crate) fn is_loaded_first(name: &str) -> bool {
    let is_program = name.starts_with(split::PROGRAM) && name.ends_with(".wasm");
    name == "embed.js" || is_program || name.ends_with(".css")
}

/// Makes them for a build whose files have their last names and contents.
pub(crate) fn make(shell: &Shell, site: &Path) -> Result<()> {
    let program = named(site, "js", |name| name.starts_with(split::PROGRAM))?;
    let wasm = named(site, "wasm", |name| name.starts_with(split::PROGRAM))?;
    let sheets =
        ["style-", "later-"].map(|start| named(site, "css", |name| name.starts_with(start)));
    let [first, later] = sheets;
    let alias = format!("--alias:program={}", site.join(program).display());
    let wasm = format!("--define:WASM={}", told(site, &wasm)?);
    let styles = format!(
        "--define:STYLES=[{},{}]",
        told(site, &first?)?,
        told(site, &later?)?
    );
    let bundled = |source: &str| -> Result<String> {
        cmd!(shell, "esbuild public/{source} --bundle --minify --format=esm --target=es2022 --loader:.html=text --log-level=warning {alias} {wasm} {styles}")
            .quiet()
            .read()
            .with_context(|| format!("esbuild could not put {source} together"))
    };
    for module in ["embed.js", "embed-frame.js"] {
        fs::write(site.join(module), bundled(module)?)?;
    }
    let (page, script) = FRAME;
    let content = bundled("frame.js")?;
    let name = assets::name_after(script, content.as_bytes());
    let html = shell.read_file(Path::new("public").join(page))?;
    let html = html
        .replace(script, &name)
        .replace("sha384-0", &assets::integrity(content.as_bytes()));
    if !html.contains(&name) {
        bail!("{page} does not load {script}");
    }
    fs::write(site.join(name), content)?;
    fs::write(site.join(page), html)?;
    for declarations in DECLARATIONS {
        fs::copy(
            Path::new("public").join(declarations),
            site.join(declarations),
        )?;
    }
    Ok(())
}

/// The one file of the build with this extension and a name that is meant.
fn named(site: &Path, extension: &str, is_meant: impl Fn(&str) -> bool) -> Result<String> {
    let mut names = assets::names(site, extension)?;
    names.retain(|name| is_meant(name));
    match names.as_slice() {
        [name] => Ok(name.clone()),
        names => bail!("one {extension} file of the program was expected, not {names:?}"),
    }
}

/// A file as the scripts know it: its name, and what it is checked against.
fn told(site: &Path, name: &str) -> Result<String> {
    let integrity = assets::integrity(&fs::read(site.join(name))?);
    Ok(format!(
        "{{\"name\":\"{name}\",\"integrity\":\"{integrity}\"}}"
    ))
}
