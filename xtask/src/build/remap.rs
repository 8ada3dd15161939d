//! The production build without paths of the machine that makes it: messages of a
//! panic name source files, and every machine keeps those elsewhere.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::tools::{cargo, workspace};

/// Where the flags stand that the wasm is compiled with in any case.
const CONFIG: &str = ".cargo/config.toml";

/// The variable for trunk, and through it for cargo, that has the compiler name
/// files the same way wherever they lie.
pub(crate) fn env(shell: &Shell) -> Result<(&'static str, String)> {
    let config = shell.read_file(CONFIG)?;
    // The variable takes the place of what the file says, so that is repeated.
    let mut flags = configured(&config)?;
    for (from, to) in prefixes(shell)? {
        flags.push(format!("--remap-path-prefix={from}={to}"));
    }
    // Unlike RUSTFLAGS, this one stands spaces in a path.
    Ok(("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))
}

/// Which folders are named how. Where two fit a file the later one counts.
fn prefixes(shell: &Shell) -> Result<Vec<(String, String)>> {
    let root = shell.current_dir();
    let mut prefixes = vec![
        (text(&root)?, "console".to_owned()),
        (text(&cargo::target_folder(shell)?)?, "target".to_owned()),
    ];
    // One folder for each registry that this machine has crates of, a mirror too.
    let sources = workspace::cargo_home()?.join("registry/src");
    let registries = fs::read_dir(&sources)
        .with_context(|| format!("{} holds no sources of crates", sources.display()))?;
    for registry in registries {
        prefixes.push((text(&registry?.path())?, "crates".to_owned()));
    }
    // The standard library's sources, where the machine has them. Without them
    // the compiler names them in this way by itself.
    let sysroot = cmd!(shell, "rustc --print sysroot").quiet().read()?;
    let version = cmd!(shell, "rustc --version --verbose").quiet().read()?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .context("rustc does not report its commit")?;
    prefixes.push((
        format!("{}/lib/rustlib/src/rust", sysroot.trim()),
        format!("/rustc/{commit}"),
    ));
    Ok(prefixes)
}

/// The folders of this machine, which no text of the build may name.
pub(crate) fn folders(shell: &Shell) -> Result<Vec<String>> {
    let mut folders: Vec<_> = prefixes(shell)?.into_iter().map(|(from, _)| from).collect();
    folders.push(text(&workspace::cargo_home()?)?);
    Ok(folders)
}

/// Those of the folders that a text of the build names all the same.
pub(crate) fn left_over<'a>(folders: &'a [String], bytes: &[u8]) -> Vec<&'a str> {
    let left = folders.iter().filter(|folder| named(bytes, folder));
    left.map(String::as_str).collect()
}

fn named(bytes: &[u8], folder: &str) -> bool {
    let mut places = bytes.windows(folder.len());
    places.any(|place| place == folder.as_bytes())
}

fn text(path: &Path) -> Result<String> {
    let path = path.to_str().context("a path that is no text")?;
    Ok(path.to_owned())
}

/// The flags for the wasm in the text of cargo's configuration.
fn configured(config: &str) -> Result<Vec<String>> {
    let table = format!("[target.{}]", cargo::WASM);
    let flags = config
        .lines()
        .skip_while(|line| *line != table)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| line.strip_prefix("rustflags = "));
    let Some(flags) = flags else {
        bail!("{CONFIG} has no line with the rustflags of {}", cargo::WASM);
    };
    serde_json::from_str(flags).with_context(|| format!("the rustflags in {CONFIG}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_of_the_configuration_are_kept() {
        let config = "[alias]\nrustflags = [\"no\"]\n\n[target.wasm32-unknown-unknown]\n\
                      runner = \"x\"\nrustflags = [\"--cfg\", \"erase_components\"]\n";
        let flags = configured(config).ok();
        assert_eq!(flags, Some(vec!["--cfg".into(), "erase_components".into()]));
        assert!(configured("[target.wasm32-unknown-unknown]\n[build]\nrustflags = []").is_err());
    }

    #[test]
    fn a_folder_is_found_in_the_midst_of_bytes() {
        assert!(named(
            b"\0at /here/and/there/src/lib.rs\xff",
            "/here/and/there"
        ));
        assert!(!named(b"\0at console/src/lib.rs\xff", "/here/and/there"));
        assert!(!named(b"", "/here"));
    }

    #[test]
    fn the_repository_configures_them_where_they_are_looked_for() {
        let config = include_str!("../../../.cargo/config.toml");
        assert!(configured(config).is_ok_and(|flags| !flags.is_empty()));
    }
}
