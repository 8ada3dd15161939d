//! Properties of every input, as functions of bytes that panic if a property is violated.
//! `tests/seeds.rs` runs them on seeds and mutated seeds; `cargo xtask fuzz` runs them with libFuzzer.

mod credentials;
mod export;
mod form;
mod responses;
mod route;
mod search;
mod storage;

pub struct Target {
    /// Also the name of a program in `fuzz/libfuzzer`.
    pub name: &'static str,
    /// Panics if a property is violated.
    pub check: fn(&[u8]),
    /// Folders of seeds, relative to the root of the repository.
    pub seeds: &'static [&'static str],
}

const RESPONSES: &[&str] = &["domain/tests/fixtures", "fuzz/seeds/responses"];
const TEXT: &[&str] = &["fuzz/seeds/text"];

#[rustfmt::skip]
pub const TARGETS: &[Target] = &[
    Target { name: "decode_peerings", check: responses::peerings, seeds: RESPONSES },
    Target { name: "decode_inventory", check: responses::inventory, seeds: RESPONSES },
    Target { name: "error_envelope", check: responses::error, seeds: RESPONSES },
    Target { name: "route", check: route::route, seeds: &["fuzz/seeds/route"] },
    Target { name: "condition", check: search::condition, seeds: &["fuzz/seeds/condition"] },
    Target { name: "palette", check: search::palette, seeds: TEXT },
    Target { name: "saved_views", check: storage::saved_views, seeds: &["fuzz/seeds/stored"] },
    Target { name: "export", check: export::export, seeds: TEXT },
    Target { name: "credentials", check: credentials::credentials, seeds: TEXT },
    Target { name: "form", check: form::form, seeds: TEXT },
];

/// Runs the target with this name.
///
/// # Panics
/// If a property is violated, or if there is no such target.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    assert!(target.is_some(), "there is no target {name}");
    if let Some(target) = target {
        (target.check)(bytes);
    }
}
