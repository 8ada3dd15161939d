//! The crates of the program, as cargo reports them: those that are compiled into the
//! WebAssembly, and those that only run during the build. The sample data is included.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::build::{sample_data, split};
use crate::tools::cargo;

/// A crate by name and version, of which the program has no two.
pub(crate) type Id = (String, String);

/// A crate that something of the program is made with.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Crate {
    /// Whether it is compiled for the browser and linked.
    pub(crate) linked: bool,
    /// Whether its source is in this repository.
    pub(crate) ours: bool,
    pub(crate) uses: BTreeSet<Id>,
    pub(crate) about: About,
}

/// What a crate says of itself, and what Cargo.lock knows of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) licence: String,
    pub(crate) description: String,
    pub(crate) repository: String,
    pub(crate) sha256: Option<String>,
    pub(crate) authors: Vec<String>,
    /// The folder of its manifest.
    pub(crate) folder: PathBuf,
    /// The file there that the manifest names, if it names one.
    pub(crate) licence_file: Option<String>,
}

pub(crate) type Crates = BTreeMap<Id, Crate>;

/// All crates of the production build.
pub(crate) fn read(shell: &Shell) -> Result<Crates> {
    let mut crates = Crates::new();
    for (package, features) in [(split::PROGRAM, "split"), (sample_data::PACKAGE, "")] {
        let tree = |edges| tree(shell, package, features, edges);
        // Macros and build scripts run on the machine that builds.
        add(&mut crates, &tree("normal,build")?, false)?;
        add(&mut crates, &tree("normal,no-proc-macro")?, true)?;
    }
    fetched_by_the_program(&mut crates);
    let abouts = abouts(shell)?;
    for (id, known) in &mut crates {
        let about = abouts
            .get(id)
            .with_context(|| format!("cargo does not know {} {}", id.0, id.1))?;
        known.about = about.clone();
    }
    Ok(crates)
}

/// The dependencies of a package as the production build has them, each line with
/// its depth.
fn tree(shell: &Shell, package: &str, features: &str, edges: &str) -> Result<String> {
    let wasm = cargo::WASM;
    Ok(cmd!(
        shell,
        "cargo tree --locked --offline --package {package} --features {features} --target {wasm} --edges {edges} --prefix depth"
    )
    .quiet()
    .read()?)
}

/// The demonstration is linked with nothing of the console: the page fetches it.
fn fetched_by_the_program(crates: &mut Crates) {
    let find = |wanted: &str| crates.keys().find(|(name, _)| name == wanted).cloned();
    let (program, demo) = (find(split::PROGRAM), find(sample_data::PACKAGE));
    let program = program.and_then(|program| crates.get_mut(&program));
    if let (Some(program), Some(demo)) = (program, demo) {
        program.uses.insert(demo);
    }
}

/// Adds the crates of a tree.
fn add(crates: &mut Crates, tree: &str, linked: bool) -> Result<()> {
    let mut above: Vec<Id> = Vec::new();
    for line in tree.lines() {
        let name_at = line
            .find(|c: char| !c.is_ascii_digit())
            .context("a line of cargo's tree without a name")?;
        let (depth, rest) = line.split_at(name_at);
        let mut words = rest.split(' ');
        let name = words.next().unwrap_or_default();
        let version = words.next().and_then(|word| word.strip_prefix('v'));
        let version = version.with_context(|| format!("no version in {line:?}"))?;
        let id = (name.to_owned(), version.to_owned());
        above.truncate(depth.parse()?);
        if let Some(parent) = above.last().and_then(|parent| crates.get_mut(parent)) {
            parent.uses.insert(id.clone());
        }
        let known = crates.entry(id.clone()).or_default();
        known.linked |= linked;
        // Those of the registry have no path after their version.
        known.ours |= words.any(|word| word.starts_with("(/"));
        above.push(id);
    }
    Ok(())
}

/// The metadata of every crate in Cargo.lock.
fn abouts(shell: &Shell) -> Result<BTreeMap<Id, About>> {
    let metadata = cmd!(
        shell,
        "cargo metadata --format-version 1 --locked --offline"
    )
    .quiet()
    .read()?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.context("cargo reports no packages")?;
    let lock = shell.read_file("Cargo.lock")?;
    let checksums = checksums(&lock);
    let about = |package: &Value| {
        let text = |key| {
            let value = package.get(key).and_then(Value::as_str);
            value.unwrap_or_default().trim().to_owned()
        };
        let id = (text("name"), text("version"));
        let authors = package.get("authors").and_then(Value::as_array);
        let authors = authors.into_iter().flatten().filter_map(Value::as_str);
        let manifest = text("manifest_path");
        let licence_file = package.get("license_file").and_then(Value::as_str);
        let about = About {
            // Written so before SPDX was.
            licence: text("license").replace('/', " OR "),
            description: text("description"),
            repository: text("repository"),
            sha256: checksums.get(&id).cloned(),
            authors: authors.map(str::to_owned).collect(),
            folder: Path::new(&manifest)
                .parent()
                .unwrap_or(Path::new(""))
                .to_owned(),
            licence_file: licence_file.map(str::to_owned),
        };
        (id, about)
    };
    Ok(packages.iter().map(about).collect())
}

/// The checksums in the text of a Cargo.lock.
fn checksums(lock: &str) -> BTreeMap<Id, String> {
    let packages = lock.split("[[package]]").skip(1);
    let checksum = |package: &str| {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key))?;
            Some(line.strip_prefix(" = \"")?.strip_suffix('"')?.to_owned())
        };
        Some(((value("name")?, value("version")?), value("checksum")?))
    };
    packages.filter_map(checksum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> Id {
        (name.to_owned(), "1.0.0".to_owned())
    }

    #[test]
    fn a_macro_is_not_linked_and_what_both_use_is() -> Result<()> {
        let everything = "0console v1.0.0 (/here)\n1macro v1.0.0 (proc-macro)\n2both v1.0.0\n\
                          1library v1.0.0\n2both v1.0.0 (*)\n";
        let linked = "0console v1.0.0 (/here)\n1library v1.0.0\n2both v1.0.0\n";
        let mut crates = Crates::new();
        add(&mut crates, everything, false)?;
        add(&mut crates, linked, true)?;
        let of = |wanted: fn(&Crate) -> bool| -> Vec<&str> {
            let found = crates.iter().filter(|(_, known)| wanted(known));
            found.map(|((name, _), _)| name.as_str()).collect()
        };
        assert_eq!(of(|known| known.linked), ["both", "console", "library"]);
        assert_eq!(of(|known| known.ours), ["console"]);
        let uses = |name: &str| crates.get(&id(name)).map(|known| known.uses.clone());
        assert_eq!(uses("console"), Some([id("library"), id("macro")].into()));
        assert_eq!(uses("macro"), Some([id("both")].into()));
        assert_eq!(uses("both"), Some([].into()));
        Ok(())
    }

    #[test]
    fn the_demonstration_belongs_to_the_program() -> Result<()> {
        let mut crates = Crates::new();
        for tree in ["0upcloud-peerings v1.0.0 (/here)", "0demo v1.0.0 (/here)"] {
            add(&mut crates, tree, true)?;
        }
        fetched_by_the_program(&mut crates);
        let program = crates.get(&id(split::PROGRAM));
        assert_eq!(
            program.map(|known| known.uses.clone()),
            Some([id("demo")].into())
        );
        Ok(())
    }

    #[test]
    fn checksums_are_those_of_the_lock_file() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\
                    checksum = \"00ff\"\n\n[[package]]\nname = \"ours\"\nversion = \"1.0.0\"\n";
        assert_eq!(checksums(lock), [(id("a"), "00ff".to_owned())].into());
    }
}
