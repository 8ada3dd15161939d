//! Imports point one way: no crate has a circle of files that import one another, and
//! folders keep the order of layers in ARCHITECTURE.md.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot read the sources should stop there"
)]

mod circles;
mod layers;
mod sources;
mod tokens;

use std::{env, path::PathBuf};

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

/// The repository; another checkout where `IMPORTS_ROOT` names one.
fn root() -> PathBuf {
    env::var_os("IMPORTS_ROOT").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")),
        PathBuf::from,
    )
}

fn load(name: &str) -> Crate {
    let folder = CRATES.iter().find(|(known, _)| *known == name).unwrap().1;
    Crate::read(&root(), folder)
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
    report(&layers::breaches(&load("console"), &layers::FEATURES));
}

#[test]
fn the_domain_keeps_its_layers() {
    report(&layers::breaches(&load("domain"), &layers::DOMAIN));
}

mod rules {
    use super::{Crate, circles, layers};

    fn sources(files: &[(&str, &str)]) -> Crate {
        Crate::from_texts(
            files
                .iter()
                .map(|(path, text)| ((*path).into(), (*text).into())),
        )
    }

    #[test]
    fn a_circle_is_found_through_a_re_export() {
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "mod one; pub(crate) use one::One;"),
            ("a/one.rs", "use crate::b::Two;\nstruct One;"),
            ("b.rs", "use crate::a::One;\nstruct Two;"),
        ];
        let circles = circles::find(&sources(&files));
        assert_eq!(
            circles,
            ["a circle of imports:\n  a/one.rs:1: imports b.rs\n  b.rs:1: imports a/one.rs"]
        );
    }

    #[test]
    fn a_circle_is_found_through_the_parent() {
        let child = ("a/child.rs", "fn f(x: super::Parent) {}");
        let with = |parent| sources(&[("lib.rs", "mod a;"), ("a.rs", parent), child]);
        assert_eq!(
            circles::find(&with("mod child; use self::child::f; struct Parent;")).len(),
            1
        );
        assert!(circles::find(&with("mod child; pub use child::f; struct Parent;")).is_empty());
    }

    #[test]
    fn tests_may_import_anything() {
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B;"),
            (
                "b.rs",
                "struct B; #[cfg(test)] mod tests { use crate::a::A; }",
            ),
        ];
        assert!(circles::find(&sources(&files)).is_empty());
    }

    #[test]
    fn an_upward_import_is_found_in_a_macro() {
        let files = [
            ("lib.rs", "mod pages; mod data;"),
            ("pages.rs", "struct Page;"),
            (
                "data.rs",
                "fn f() {\n    view! { <p>{crate::pages::Page}</p> }\n}",
            ),
        ];
        assert_eq!(
            layers::breaches(&sources(&files), &layers::CONSOLE),
            ["data.rs:2: imports pages.rs: data is below pages"]
        );
    }

    #[test]
    fn rooms_beside_one_another_do_not_import_one_another() {
        let files = [
            ("lib.rs", "mod features;"),
            ("features.rs", "pub mod list; pub mod bulk;"),
            ("features/list.rs", "use super::bulk::Bulk;"),
            ("features/bulk.rs", "struct Bulk;"),
        ];
        assert_eq!(
            layers::breaches(&sources(&files), &layers::FEATURES),
            ["features/list.rs:1: imports features/bulk.rs: list and bulk are joined by pages"]
        );
    }

    #[test]
    fn a_folder_without_a_layer_is_reported() {
        let files = [("lib.rs", "mod extra;"), ("extra.rs", "")];
        assert_eq!(
            layers::breaches(&sources(&files), &layers::CONSOLE),
            ["extra.rs:1: extra has no place among the layers"]
        );
    }
}
