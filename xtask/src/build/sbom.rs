//! The software bill of materials (SBOM) in the format CycloneDX 1.6.
//!
//! What is linked into the WebAssembly has the scope `required`; what only runs
//! while it is built is `excluded`: macros, build scripts and the build tools.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use xshell::{Shell, cmd};

use crate::build::crates::{About, Crate, Crates, Id};
use crate::build::{crates, split};
use crate::tools::git;
use crate::tools::{cargo, npm};

/// The folder with what holds a list against the schema.
const SCHEMA: &str = "xtask/sbom";

/// Makes the SBOM and validates it.
pub(crate) fn checked_list(shell: &Shell) -> Result<String> {
    let list = make(shell)?;
    check(shell, &list)?;
    println!("{}", summary(&list)?);
    Ok(list)
}

/// The commit that is built, if git knows it.
fn commit(shell: &Shell) -> Option<String> {
    let changed = git::output(shell, &["status", "--porcelain"]).is_some();
    let commit = git::output(shell, &["rev-parse", "HEAD"])?;
    Some(commit + if changed { " with changes" } else { "" })
}

/// Makes the list. The same commit gives the same text.
fn make(shell: &Shell) -> Result<String> {
    let crates = crates::read(shell)?;
    let root = crates.keys().find(|(name, _)| name == split::PROGRAM);
    let root = root.context("cargo's tree lacks the console")?;
    let mut components: Vec<Value> = crates
        .iter()
        .filter(|(id, _)| *id != root)
        .map(|(id, known)| component(id, known))
        .collect();
    components.push(standard_library(shell)?);
    components.extend(build_tools(shell)?);
    let list = document(shell, root, &crates, components);
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}

/// Fails where the list does not follow the schema.
fn check(shell: &Shell, list: &str) -> Result<()> {
    npm::ensure(shell, SCHEMA)?;
    let script = format!("{SCHEMA}/check.mjs");
    cmd!(shell, "node {script}")
        .quiet()
        .stdin(list)
        .run()
        .context("the list of what the program is made of does not follow CycloneDX's schema")
}

/// One line about the list.
fn summary(list: &str) -> Result<String> {
    let list: Value = serde_json::from_str(list)?;
    let components = list.get("components").and_then(Value::as_array);
    let components = components.context("a list without components")?;
    let required = components
        .iter()
        .filter(|part| part.get("scope").is_some_and(|scope| scope == "required"))
        .count();
    let others = components.len() - required;
    Ok(format!(
        "the program is made of itself and {required} others; {others} more only run while it is built"
    ))
}

fn document(shell: &Shell, root: &Id, crates: &Crates, components: Vec<Value>) -> Value {
    let dependencies: Vec<Value> = crates
        .iter()
        .map(|(id, known)| {
            let uses: Vec<String> = known.uses.iter().map(purl).collect();
            json!({ "ref": purl(id), "dependsOn": uses })
        })
        .collect();
    let mut metadata = json!({
        "tools": { "components": [
            { "type": "application", "name": "cargo xtask dist", "version": env!("CARGO_PKG_VERSION") },
        ] },
        "component": crates.get(root).map(|known| component(root, known)),
    });
    // As CycloneDX writes times.
    if let Some(time) = git::output(shell, &["log", "-1", "--format=%cI"]) {
        set(&mut metadata, "timestamp", json!(time));
    }
    if let Some(commit) = commit(shell) {
        let commit = json!([{ "name": "git:commit", "value": commit }]);
        set(&mut metadata, "properties", commit);
    }
    if let Some(program) = metadata.get_mut("component") {
        set(program, "type", json!("application"));
    }
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": metadata,
        "components": components,
        "dependencies": dependencies,
    })
}

fn component(id: &Id, known: &Crate) -> Value {
    let About {
        licence,
        description,
        repository,
        sha256,
        ..
    } = &known.about;
    let mut component = json!({
        "type": "library",
        "bom-ref": purl(id),
        "name": id.0,
        "version": id.1,
        "description": description,
        "scope": if known.linked { "required" } else { "excluded" },
        "licenses": [{ "expression": licence }],
        "purl": purl(id),
    });
    if let Some(sha256) = sha256 {
        let hashes = json!([{ "alg": "SHA-256", "content": sha256 }]);
        set(&mut component, "hashes", hashes);
    }
    if !repository.is_empty() {
        let references = json!([{ "type": "vcs", "url": repository }]);
        set(&mut component, "externalReferences", references);
    }
    component
}

/// The licence of Rust's own library.
pub(crate) const RUST_LICENCE: &str = "MIT OR Apache-2.0";

/// The version of the compiler, and of the library that comes with it.
pub(crate) fn rust_version(shell: &Shell) -> Result<String> {
    let version = cmd!(shell, "rustc --version").quiet().read()?;
    let version = version.split(' ').nth(1);
    Ok(version
        .context("rustc does not report its version")?
        .to_owned())
}

/// Rust's own library is in the program, but no crate of cargo's.
fn standard_library(shell: &Shell) -> Result<Value> {
    let version = rust_version(shell)?;
    Ok(json!({
        "type": "library",
        "bom-ref": "rust-standard-library",
        "name": "Rust standard library",
        "version": version,
        "scope": "required",
        "licenses": [{ "expression": RUST_LICENCE }],
        "purl": format!("pkg:generic/rust@{version}"),
    }))
}

/// The programs that make the build, other than cargo and rustc.
fn build_tools(shell: &Shell) -> Result<Vec<Value>> {
    let from_cargo = cargo::of_the_build(shell)?;
    let from_cargo = from_cargo.iter().map(|(name, version)| {
        let purl = format!("pkg:cargo/{name}@{version}");
        json!({
            "type": "application", "bom-ref": format!("tool:{purl}"), "purl": purl,
            "name": name, "version": version, "scope": "excluded",
        })
    });
    let package = shell.read_file(format!("{}/package.json", npm::TOOLS))?;
    let package: Value = serde_json::from_str(&package)?;
    let from_npm = package.get("devDependencies").and_then(Value::as_object);
    let Some(from_npm) = from_npm else {
        bail!("{}/package.json names no tools", npm::TOOLS);
    };
    let from_npm = from_npm.iter().map(|(name, version)| {
        let purl = format!("pkg:npm/{name}@{}", version.as_str().unwrap_or_default());
        json!({
            "type": "application", "bom-ref": purl, "purl": purl,
            "name": name, "version": version, "scope": "excluded",
        })
    });
    Ok(from_cargo.chain(from_npm).collect())
}

/// The name of a crate that is the same in all such lists.
fn purl((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}
