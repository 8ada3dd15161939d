//! Single end-to-end tests: `cargo xtask e2e`.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Result, ensure};
use lexopt::Parser;

use crate::build::site;
use crate::checks::{e2e, firefox, webkit};
use crate::tools::workspace;

pub(crate) const HELP: &str = "\
cargo xtask e2e [--firefox | --webkit] [PLAYWRIGHT ARGUMENTS]

Runs the end-to-end tests on the production build as it is in dist/, behind
nginx and Caddy. `cargo xtask e2e headers.spec.ts -g S-11` runs only these.

  --firefox  comes first: in Firefox instead of Chromium
  --webkit   comes first: those of tests/webkit, in WebKit";

/// The command.
pub(crate) fn run(mut args: Parser) -> Result<()> {
    let args: Vec<OsString> = args.raw_args()?.collect();
    let shell = workspace::shell()?;
    ensure!(
        shell.path_exists(Path::new(site::DIST).join("index.html")),
        "there is no production build: `cargo xtask build` makes one"
    );
    match args.split_first() {
        Some((first, rest)) if first == "--firefox" => firefox::check(&shell, rest),
        Some((first, rest)) if first == "--webkit" => webkit::check(&shell, rest),
        _ => e2e::check(&shell, &args),
    }
}
