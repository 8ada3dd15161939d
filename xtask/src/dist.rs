//! `cargo xtask build`: the production build in dist/, every text in it also
//! compressed ahead, so that a server need not.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use lexopt::{Arg, Parser, ValueExt};
use xshell::{Shell, cmd};

use crate::tools::{self, say};
use crate::{children, finish, npm, remap, split, styles, workspace};

const HELP: &str = "\
cargo xtask build [--public-url PATH]

Makes the production build in dist/, with a .br and a .gz beside every text.

  --public-url PATH  where a server shows it [/], such as /portal/peerings/";

/// Where the production build goes.
pub(crate) const DIST: &str = "dist";

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

/// Where a server shows the build; none at the root.
pub(crate) type PublicUrl = Option<String>;

/// Reads the flags and builds.
pub(crate) fn run(args: Parser) -> Result<()> {
    match parse(args)? {
        Some(public_url) => build(&workspace::shell()?, public_url.as_deref()),
        None => {
            println!("{HELP}");
            Ok(())
        }
    }
}

/// Reads the flags of a command that builds. None when only the help is wanted.
pub(crate) fn parse(mut args: Parser) -> Result<Option<PublicUrl>> {
    let mut public_url = None;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("public-url") => public_url = Some(args.value()?.string()?),
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(public_url))
}

/// Makes the production build, from the tools on.
pub(crate) fn build(shell: &Shell, public_url: Option<&str>) -> Result<()> {
    tools::ensure_build(shell)?;
    npm::ensure(shell, npm::TOOLS)?;
    say("making the production build");
    make(shell, public_url)
}

/// Makes the production build with the tools that are there.
pub(crate) fn make(shell: &Shell, public_url: Option<&str>) -> Result<()> {
    let place = public_url
        .map(|url| ["--public-url", url])
        .into_iter()
        .flatten();
    let trunk = cmd!(
        shell,
        "trunk build --release --features split --dist {DIST} {place...}"
    );
    let (name, value) = remap::env(shell)?;
    children::run(trunk.envs(tools::trunk_env()).env(name, value))
        .context("the production build failed: the lines above tell why")?;
    let site = shell.current_dir().join(DIST);
    split::split(shell, &site)?;
    styles::join(&site)?;
    finish::finish(shell, &site)?;
    for file in assets(&site)? {
        compress(&file)?;
    }
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
    if !has_extension(file, TEXTS) {
        return Ok(());
    }
    let bytes = fs::read(file)?;
    let mut brotli = CompressorWriter::new(File::create(with_suffix(file, ".br"))?, 4096, 11, 24);
    brotli.write_all(&bytes)?;
    brotli.flush()?;
    drop(brotli);
    let mut gzip = GzEncoder::new(File::create(with_suffix(file, ".gz"))?, Compression::best());
    gzip.write_all(&bytes)?;
    gzip.finish()?;
    Ok(())
}
