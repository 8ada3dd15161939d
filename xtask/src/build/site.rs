//! The production build in dist/.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::build::files;
use crate::build::{assets, demo, embed, remap, split, styles};
use crate::tools::say::say;
use crate::tools::{cargo, npm, process};

/// Where the production build goes.
pub(crate) const DIST: &str = "dist";

/// What looks at the configuration, before it is named after its content.
const CHECK: &str = "validate-0000000000000000.js";

/// Makes the production build, from the tools on.
pub(crate) fn build(shell: &Shell) -> Result<()> {
    cargo::ensure_build(shell)?;
    npm::ensure(shell, npm::TOOLS)?;
    say("making the production build");
    make(shell)
}

/// Makes the production build with the tools that are there.
pub(crate) fn make(shell: &Shell) -> Result<()> {
    // Every address in the page is one below its base, which public/base.js finds.
    let trunk = cmd!(
        shell,
        "trunk build --release --features split --dist {DIST} --public-url ./"
    );
    let (name, value) = remap::env(shell)?;
    process::run(trunk.envs(cargo::trunk_env()).env(name, value))
        .context("the production build failed: the lines above tell why")?;
    let site = shell.current_dir().join(DIST);
    split::split(shell, &site)?;
    styles::join(&site)?;
    start_script(shell, &site)?;
    demo::make(shell, &site)?;
    assets::finish(shell, &site)?;
    embed::make(shell, &site)?;
    for file in files::assets(&site)? {
        files::compress(&file)?;
    }
    Ok(())
}

/// Puts what the script that starts the program imports into it: a browser would
/// fetch one after the other.
fn start_script(shell: &Shell, site: &Path) -> Result<()> {
    let names = assets::names(site, "js")?;
    let boot = names.iter().find(|name| name.starts_with("boot-"));
    let boot = boot.context("trunk made no script that starts the program")?;
    let script = cmd!(
        shell,
        "esbuild public/boot.js --bundle --format=esm --log-level=warning"
    )
    .quiet()
    .read()?;
    assets::replace(site, boot, script.as_bytes())?;
    fs::remove_file(site.join("options.js"))?;

    // This one only who needs it fetches, by the name that the page tells.
    let script = fs::read_to_string(site.join("validate.js"))?;
    fs::rename(site.join("validate.js"), site.join(CHECK))?;
    let page = site.join("index.html");
    let html = fs::read_to_string(&page)?;
    let html = html
        .replace("./validate.js", &format!("./{CHECK}"))
        .replace(
            &format!("sha384-of-{CHECK}"),
            &assets::integrity(script.as_bytes()),
        );
    fs::write(page, html)?;
    Ok(())
}
