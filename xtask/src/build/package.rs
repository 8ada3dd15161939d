//! The npm package: a loader with types for a portal's bundler, and the files of the
//! build that the portal's server serves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::Shell;

use crate::build::archive::{Files, archive, seconds};
use crate::build::{files, licences, site};

/// The folder with what is not built.
const SOURCE: &str = "npm";

/// The module that names the files it fetches, with what stands beside it.
const MODULE: &str = "embed.js";
const BESIDE: &[&str] = &["embed.d.ts", "embed-frame.js", "embed-frame.d.ts"];

/// The version in package.json, which this program's replaces.
const NO_VERSION: &str = r#""version": "0.0.0""#;

/// The package's name as a file, as `npm pack` gives it.
pub(crate) fn file_name() -> String {
    format!("upcloud-peerings-embed-{}.tgz", env!("CARGO_PKG_VERSION"))
}

/// Packs the build that is in dist/. The same build gives the same bytes.
pub(crate) fn pack(shell: &Shell) -> Result<Vec<u8>> {
    let mut package = Files::new();
    for (path, bytes) in files::contents(&shell.current_dir().join(SOURCE))? {
        package.insert(path.display().to_string(), bytes);
    }
    let manifest = shell.read_file(Path::new(SOURCE).join("package.json"))?;
    ensure!(
        manifest.contains(NO_VERSION),
        "{SOURCE}/package.json has a version of its own"
    );
    let version = format!(r#""version": "{}""#, env!("CARGO_PKG_VERSION"));
    let manifest = manifest.replace(NO_VERSION, &version);
    package.insert("package.json".to_owned(), manifest.into_bytes());
    for file in ["LICENSE-APACHE", "LICENSE-MIT"] {
        package.insert(file.to_owned(), shell.read_binary_file(file)?);
    }
    let others = licences::make(shell)?;
    package.insert(licences::FILE.to_owned(), others.into_bytes());
    let build = files::contents(&shell.current_dir().join(site::DIST))?;
    for (path, bytes) in served(build)? {
        package.insert(format!("files/{}", path.display()), bytes);
    }
    archive("package", &package, seconds(shell))
}

/// The files of the build that an embedded console consists of, with compressed copies.
fn served(build: BTreeMap<PathBuf, Vec<u8>>) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let module = build.get(Path::new(MODULE));
    let module = module.with_context(|| format!("the build has no {MODULE}"))?;
    let module = String::from_utf8(module.clone())?;
    let belongs = |path: &Path| {
        let name = path.display().to_string();
        let original = name.trim_end_matches(".br").trim_end_matches(".gz");
        original == MODULE || BESIDE.contains(&original) || module.contains(original)
    };
    Ok(build
        .into_iter()
        .filter(|(path, _)| belongs(path))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_module_names_is_served_and_nothing_else() -> Result<()> {
        let build = |names: &[&str]| {
            let named = "fetch('a-1.wasm');sheet('b-2.css')";
            let files = names.iter().map(|&name| (name.into(), named.into()));
            files.collect()
        };
        let files = served(build(&[
            "a-1.wasm",
            "a-1.wasm.br",
            "a-3.wasm",
            "b-2.css",
            "config.json",
            "embed-frame.js",
            "embed.d.ts",
            "embed.js",
            "embed.js.gz",
            "index.html",
        ]))?;
        let names: Vec<_> = files
            .keys()
            .map(|path| path.display().to_string())
            .collect();
        assert_eq!(
            names,
            [
                "a-1.wasm",
                "a-1.wasm.br",
                "b-2.css",
                "embed-frame.js",
                "embed.d.ts",
                "embed.js",
                "embed.js.gz"
            ]
        );
        assert!(served(build(&["index.html"])).is_err());
        Ok(())
    }
}
