//! The layers of `cargo xtask test`, cheap ones first.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{
    browser, children::run, dist, e2e, portals, reproducible, size, soak, supply, tidy, tools,
};

/// A set of checks that can be run alone.
pub(crate) struct Layer {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) run: fn(&Shell, &mut Site) -> Result<()>,
}

/// Whether this run has made the production build, which some layers share.
#[derive(PartialEq, Eq)]
pub(crate) enum Site {
    NotBuilt,
    Built,
}

/// All of them, in the order in which they run.
pub(crate) const LAYERS: &[Layer] = &[
    Layer {
        name: "tidy",
        about: "the repository keeps its own rules",
        run: tidy,
    },
    Layer {
        name: "format",
        about: "rustfmt has nothing to change",
        run: format,
    },
    Layer {
        name: "supply",
        about: "the dependencies have licences, sources and versions that are allowed, and no known faults",
        run: supply,
    },
    Layer {
        name: "lint",
        about: "clippy has nothing to say, natively and for the browser",
        run: lint,
    },
    Layer {
        name: "native",
        about: "the tests that need neither browser nor server",
        run: native,
    },
    Layer {
        name: "emulator",
        about: "the stand-in API, over HTTP and as a page calls it",
        run: emulator,
    },
    Layer {
        name: "browser",
        about: "the console's parts in headless Chromium",
        run: browser,
    },
    Layer {
        name: "size",
        about: "the production build keeps its size budget",
        run: size,
    },
    Layer {
        name: "reproducible",
        about: "the production build has the same bytes when made elsewhere",
        run: reproducible,
    },
    Layer {
        name: "e2e",
        about: "the production build behind nginx, as a user drives it",
        run: e2e,
    },
    Layer {
        name: "portals",
        about: "consoles in the example portals, in every way of embedding",
        run: portals,
    },
    Layer {
        name: "faults",
        about: "the production build on bad days: seeded walks with faults",
        run: faults,
    },
];

fn tidy(shell: &Shell, _: &mut Site) -> Result<()> {
    tidy::check(shell)
}

fn format(shell: &Shell, _: &mut Site) -> Result<()> {
    run(cmd!(shell, "cargo fmt --all --check")).context("`cargo fmt` mends it")
}

fn supply(shell: &Shell, _: &mut Site) -> Result<()> {
    supply::check(shell)
}

fn lint(shell: &Shell, _: &mut Site) -> Result<()> {
    tools::ensure_wasm(shell)?;
    let wasm = tools::WASM;
    run(cmd!(
        shell,
        "cargo clippy --locked --workspace --all-targets -- --deny warnings"
    ))?;
    run(cmd!(
        shell,
        "cargo clippy --locked --package upcloud-peerings --all-targets --all-features --target {wasm} -- --deny warnings"
    ))?;
    // The stand-in's core has to do without its edge there.
    run(cmd!(
        shell,
        "cargo clippy --locked --package emulator --no-default-features --target {wasm} -- --deny warnings"
    ))?;
    run(cmd!(
        shell,
        "cargo clippy --locked --package demo --all-targets --target {wasm} -- --deny warnings"
    ))
}

fn native(shell: &Shell, _: &mut Site) -> Result<()> {
    run(cmd!(
        shell,
        "cargo test --locked --package domain --package fuzz --package xtask --package split --package upcloud-peerings"
    ))
}

fn emulator(shell: &Shell, _: &mut Site) -> Result<()> {
    run(cmd!(
        shell,
        "cargo test --locked --package emulator --package demo"
    ))
}

fn browser(shell: &Shell, _: &mut Site) -> Result<()> {
    tools::ensure_wasm(shell)?;
    tools::ensure_wasm_bindgen(shell)?;
    let browser = browser::ensure(shell)?;
    let wasm = tools::WASM;
    // Documentation examples are the native layer's.
    let tests = cmd!(
        shell,
        "cargo test --locked --package upcloud-peerings --target {wasm} --tests"
    );
    run(tests.env("CHROMEDRIVER", browser.driver))
}

fn size(shell: &Shell, site: &mut Site) -> Result<()> {
    built(shell, site)?;
    size::check(&shell.current_dir().join(dist::DIST))
}

fn reproducible(shell: &Shell, site: &mut Site) -> Result<()> {
    built(shell, site)?;
    reproducible::check(shell)
}

fn e2e(shell: &Shell, site: &mut Site) -> Result<()> {
    built(shell, site)?;
    e2e::check(shell, &[])
}

fn portals(shell: &Shell, site: &mut Site) -> Result<()> {
    built(shell, site)?;
    portals::check(shell)
}

fn faults(shell: &Shell, site: &mut Site) -> Result<()> {
    built(shell, site)?;
    soak::suite(shell, &[], &[])
}

fn built(shell: &Shell, site: &mut Site) -> Result<()> {
    if *site == Site::NotBuilt {
        dist::build(shell)?;
        *site = Site::Built;
    }
    Ok(())
}
