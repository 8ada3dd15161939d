//! The layers of `cargo xtask test`, cheap ones first.

pub(crate) mod checklist;
pub(crate) mod dependencies;
pub(crate) mod e2e;
pub(crate) mod faults;
pub(crate) mod firefox;
pub(crate) mod package;
pub(crate) mod pinned_versions;
pub(crate) mod portals;
pub(crate) mod reproducible;
pub(crate) mod size;
pub(crate) mod tidy;
pub(crate) mod webkit;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::tools::{browser, cargo, npm, process};

/// A set of checks that can be run alone.
pub(crate) struct Layer {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) run: fn(&Shell) -> Result<()>,
    pub(crate) build: Build,
}

/// Whether a layer needs the production build.
#[derive(PartialEq, Eq)]
pub(crate) enum Build {
    Unused,
    Needed,
    /// It also needs one core for long, so that it may run beside those after it.
    NeededAside,
}

/// All of them, in the order in which they run.
pub(crate) const LAYERS: &[Layer] = &[
    Layer {
        name: "tidy",
        about: "the repository keeps its own rules",
        run: tidy::check,
        build: Build::Unused,
    },
    Layer {
        name: "format",
        about: "rustfmt has nothing to change",
        run: run_format,
        build: Build::Unused,
    },
    Layer {
        name: "supply",
        about: "the dependencies have allowed licences, sources and versions, and no security advisories",
        run: dependencies::check,
        build: Build::Unused,
    },
    Layer {
        name: "lint",
        about: "clippy (natively and for the browser) and tsc (the browser tests) find nothing",
        run: run_lint,
        build: Build::Unused,
    },
    Layer {
        name: "native",
        about: "the tests that need neither browser nor server",
        run: run_native,
        build: Build::Unused,
    },
    Layer {
        name: "emulator",
        about: "the stand-in API, over HTTP and as a page calls it",
        run: run_emulator,
        build: Build::Unused,
    },
    Layer {
        name: "browser",
        about: "the console's parts in headless Chromium",
        run: run_browser,
        build: Build::Unused,
    },
    Layer {
        name: "size",
        about: "the production build keeps its size budget",
        run: size::check,
        build: Build::Needed,
    },
    Layer {
        name: "compatibility",
        about: "the production build uses nothing that a supported browser lacks",
        run: run_compatibility,
        build: Build::Needed,
    },
    Layer {
        name: "reproducible",
        about: "the production build has the same bytes when made elsewhere",
        run: reproducible::check,
        build: Build::NeededAside,
    },
    Layer {
        name: "e2e",
        about: "the production build behind nginx, as a user drives it",
        run: |shell| e2e::check(shell, &[]),
        build: Build::Needed,
    },
    Layer {
        name: "firefox",
        about: "the same in Firefox: what engines do differently",
        run: |shell| firefox::check(shell, &[]),
        build: Build::Needed,
    },
    Layer {
        name: "webkit",
        about: "the production build in WebKit: every page, layout, embedding, integrity",
        run: |shell| webkit::check(shell, &[]),
        build: Build::Needed,
    },
    Layer {
        name: "portals",
        about: "consoles in the example portals, in every way of embedding",
        run: portals::check,
        build: Build::Needed,
    },
    Layer {
        name: "faults",
        about: "the production build on bad days: seeded walks with faults",
        run: |shell| faults::suite(shell, &[], &[]),
        build: Build::Needed,
    },
];

fn run_format(shell: &Shell) -> Result<()> {
    process::run(cmd!(shell, "cargo fmt --all --check")).context("`cargo fmt` fixes it")
}

fn run_lint(shell: &Shell) -> Result<()> {
    cargo::ensure_wasm(shell)?;
    let wasm = cargo::WASM;
    process::run(cmd!(
        shell,
        "cargo clippy --locked --workspace --all-targets -- --deny warnings"
    ))?;
    process::run(cmd!(
        shell,
        "cargo clippy --locked --package upcloud-peerings --all-targets --all-features --target {wasm} -- --deny warnings"
    ))?;
    // In a browser the stand-in's core runs without its edge.
    process::run(cmd!(
        shell,
        "cargo clippy --locked --package emulator --no-default-features --target {wasm} -- --deny warnings"
    ))?;
    process::run(cmd!(
        shell,
        "cargo clippy --locked --package demo --all-targets --target {wasm} -- --deny warnings"
    ))?;
    // Playwright runs the tests without looking at their types.
    npm::ensure(shell, npm::TESTS)?;
    let tests = npm::TESTS;
    process::run(cmd!(shell, "npm run --silent --prefix {tests} check"))
}

fn run_native(shell: &Shell) -> Result<()> {
    process::run(cmd!(
        shell,
        "cargo test --locked --package domain --package fuzz --package xtask --package split --package upcloud-peerings"
    ))
}

fn run_emulator(shell: &Shell) -> Result<()> {
    process::run(cmd!(
        shell,
        "cargo test --locked --package emulator --package demo"
    ))
}

fn run_browser(shell: &Shell) -> Result<()> {
    cargo::ensure_wasm(shell)?;
    cargo::ensure_wasm_bindgen(shell)?;
    let browser = browser::ensure(shell)?;
    let wasm = cargo::WASM;
    // The native layer runs the documentation examples.
    let tests = cmd!(
        shell,
        "cargo test --locked --package upcloud-peerings --target {wasm} --tests"
    );
    process::run(tests.env("CHROMEDRIVER", browser.driver))
}

fn run_compatibility(shell: &Shell) -> Result<()> {
    npm::ensure(shell, npm::COMPATIBILITY)?;
    let folder = npm::COMPATIBILITY;
    process::run(cmd!(shell, "node {folder}/check.mjs"))
}
