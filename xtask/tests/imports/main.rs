//! Imports point one way: no crate has a circle of files that import one another, and
//! folders keep the order of layers in ARCHITECTURE.md.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot read the sources should fail"
)]

mod circles;
mod layers;
mod rules;
mod sources;
mod tokens;

use std::path::Path;

use sources::Crate;

/// The crates and the folders of their sources.
const CRATES: [(&str, &str); 6] = [
    ("console", "src"),
    ("domain", "domain/src"),
    ("emulator", "emulator/src"),
    ("demo", "emulator/browser/src"),
    ("fuzz", "fuzz/src"),
    ("xtask", "xtask/src"),
];

fn load(name: &str) -> Crate {
    let folder = CRATES.iter().find(|(known, _)| *known == name).unwrap().1;
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    Crate::read(Path::new(root), folder)
}

fn report(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn no_files_import_one_another_in_a_circle() {
    let breaches: Vec<_> = CRATES
        .iter()
        .flat_map(|(name, _)| circles::find(&load(name)))
        .collect();
    report(&breaches);
}

#[test]
fn the_console_keeps_its_layers() {
    report(&layers::breaches(&load("console"), &layers::CONSOLE));
}

#[test]
fn the_features_keep_their_layers() {
    report(&layers::breaches(&load("console"), &layers::FEATURES));
}

#[test]
fn the_features_are_in_folders() {
    report(&layers::code_outside_folders(&load("console"), "features"));
}

#[test]
fn the_domain_keeps_its_layers() {
    report(&layers::breaches(&load("domain"), &layers::DOMAIN));
}
