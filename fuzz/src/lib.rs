//! What must hold of every input, as functions of bytes that panic where it
//! does not. `tests/seeds.rs` tries them over the seeds and some changes of
//! them; `cargo xtask fuzz` lets libFuzzer look for what breaks them.

mod answers;
mod credentials;
mod export;
mod finding;
mod form;
mod route;
mod stored;

/// Something to be tried.
pub struct Target {
    /// What it is called, here and as a program of `fuzz/libfuzzer`.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub check: fn(&[u8]),
    /// The folders of its seeds, from the repository's root.
    pub seeds: &'static [&'static str],
}

const FIXTURES: &str = "domain/tests/fixtures";

/// All of them.
pub const TARGETS: &[Target] = &[
    Target {
        name: "decode_peerings",
        check: answers::peerings,
        seeds: &[FIXTURES, "fuzz/seeds/answers"],
    },
    Target {
        name: "decode_surroundings",
        check: answers::surroundings,
        seeds: &[FIXTURES, "fuzz/seeds/answers"],
    },
    Target {
        name: "error_envelope",
        check: answers::error,
        seeds: &[FIXTURES, "fuzz/seeds/answers"],
    },
    Target {
        name: "route",
        check: route::route,
        seeds: &["fuzz/seeds/route"],
    },
    Target {
        name: "condition",
        check: finding::condition,
        seeds: &["fuzz/seeds/condition"],
    },
    Target {
        name: "palette",
        check: finding::palette,
        seeds: &["fuzz/seeds/text"],
    },
    Target {
        name: "saved_views",
        check: stored::saved_views,
        seeds: &["fuzz/seeds/stored"],
    },
    Target {
        name: "export",
        check: export::export,
        seeds: &["fuzz/seeds/text"],
    },
    Target {
        name: "credentials",
        check: credentials::credentials,
        seeds: &["fuzz/seeds/text"],
    },
    Target {
        name: "form",
        check: form::form,
        seeds: &["fuzz/seeds/text"],
    },
];

/// Tries the target of that name.
///
/// # Panics
/// Where something does not hold, and where there is no such target.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    assert!(target.is_some(), "there is no target {name}");
    if let Some(target) = target {
        (target.check)(bytes);
    }
}
