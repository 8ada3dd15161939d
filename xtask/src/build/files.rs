//! The files of a build, and their compressed copies.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// What is compressed; images and fonts already are.
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

/// Every file of the build but the compressed copies.
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

/// Writes the .br and the .gz of a text, at the highest level.
pub(crate) fn compress(file: &Path) -> Result<()> {
    // An installation edits this file, and servers would still send the old copy.
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
