//! `cargo xtask build`: the production build in dist/, every text in it also
//! compressed ahead, so that a server need not.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use lexopt::{Arg, Parser};
use xshell::{Shell, cmd};

use crate::{
    children, demo, embed, finish, npm, remap, split, styles,
    tools::{self, say},
    workspace,
};

const HELP: &str = "\
cargo xtask build

Makes the production build in dist/, with a .br and a .gz beside every text. It can
be shown at any path.";

/// Where the production build goes.
pub(crate) const DIST: &str = "dist";

/// What looks at the configuration, before it is named after its content.
const CHECK: &str = "check-0000000000000000.js";

/// What is compressed ahead; images and fonts are as short as they get.
const TEXTS: &[&str] = &[
    "html",
    "js",
    "css",
    "wasm",
    "svg",
    "json",
    "txt",
    "webmanifest",
];

/// Reads the flags and builds.
pub(crate) fn run(args: Parser) -> Result<()> {
    if is_for_help(args)? {
        println!("{HELP}");
        return Ok(());
    }
    build(&workspace::shell()?)
}

/// Reads the flags of a command that has none but for its help: whether that is
/// wanted.
pub(crate) fn is_for_help(mut args: Parser) -> Result<bool> {
    match args.next()? {
        None => Ok(false),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(true),
        Some(other) => Err(other.unexpected().into()),
    }
}

/// Makes the production build, from the tools on.
pub(crate) fn build(shell: &Shell) -> Result<()> {
    tools::ensure_build(shell)?;
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
    children::run(trunk.envs(tools::trunk_env()).env(name, value))
        .context("the production build failed: the lines above tell why")?;
    let site = shell.current_dir().join(DIST);
    split::split(shell, &site)?;
    styles::join(&site)?;
    start_script(shell, &site)?;
    demo::make(shell, &site)?;
    finish::finish(shell, &site)?;
    embed::make(shell, &site)?;
    for file in assets(&site)? {
        compress(&file)?;
    }
    Ok(())
}

/// Puts what the script that starts the program imports into it: a browser would
/// fetch one after the other.
fn start_script(shell: &Shell, site: &Path) -> Result<()> {
    let names = finish::names(site, "js")?;
    let boot = names.iter().find(|name| name.starts_with("boot-"));
    let boot = boot.context("trunk made no script that starts the program")?;
    let script = cmd!(
        shell,
        "esbuild public/boot.js --bundle --format=esm --log-level=warning"
    )
    .quiet()
    .read()?;
    finish::replace(site, boot, script.as_bytes())?;
    fs::remove_file(site.join("options.js"))?;

    // This one only who needs it fetches, by the name that the page tells.
    let script = fs::read_to_string(site.join("check.js"))?;
    fs::rename(site.join("check.js"), site.join(CHECK))?;
    let page = site.join("index.html");
    let html = fs::read_to_string(&page)?;
    let html = html.replace("./check.js", &format!("./{CHECK}")).replace(
        &format!("sha384-of-{CHECK}"),
        &finish::integrity(script.as_bytes()),
    );
    fs::write(page, html)?;
    Ok(())
}

/// Every file of the build that is not another one compressed.
pub(crate) fn assets(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = files(folder)?;
    found.retain(|path| !has_extension(path, &["br", "gz"]));
    Ok(found)
}

/// Every file of a folder by its path in it.
pub(crate) type Contents = BTreeMap<PathBuf, Vec<u8>>;

/// Reads a whole folder, the compressed files too.
pub(crate) fn contents(folder: &Path) -> Result<Contents> {
    files(folder)?
        .into_iter()
        .map(|path| Ok((path.strip_prefix(folder)?.to_path_buf(), fs::read(&path)?)))
        .collect()
}

/// Every file of a folder and of those in it.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder)
        .with_context(|| format!("{} cannot be read: was it built?", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// The file with `suffix` after its whole name.
pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn has_extension(file: &Path, extensions: &[&str]) -> bool {
    file.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|own| extensions.contains(&own))
}

/// Writes the .br and the .gz of a text, each with its utmost effort.
fn compress(file: &Path) -> Result<()> {
    // Whoever runs the console changes this one, and servers would go on sending a twin.
    let is_config = file.file_name() == Some(OsStr::new("config.json"));
    if is_config || !has_extension(file, TEXTS) {
        return Ok(());
    }
    let bytes = fs::read(file)?;
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = File::create(with_suffix(file, ".br"))?;
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut compressed, &parameters)?;
    let mut gzip = GzEncoder::new(File::create(with_suffix(file, ".gz"))?, Compression::best());
    gzip.write_all(&bytes)?;
    gzip.finish()?;
    Ok(())
}
