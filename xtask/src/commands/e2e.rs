//! Single end-to-end tests: `cargo xtask e2e`.

use std::path::Path;

use anyhow::{Result, ensure};
use lexopt::Parser;

use crate::build::site;
use crate::checks::{e2e, firefox};
use crate::tools::workspace;

pub(crate) const HELP: &str = "\
cargo xtask e2e [--firefox] [PLAYWRIGHT ARGUMENTS]

Runs the end-to-end tests on the production build as it is in dist/, behind
nginx and Caddy. `cargo xtask e2e headers.spec.ts -g S-11` runs only these.

  --firefox  comes first: in Firefox instead of Chromium";

/// The command.
pub(crate) fn run(mut args: Parser) -> Result<()> {
    let mut args: Vec<_> = args.raw_args()?.collect();
    let shell = workspace::shell()?;
    ensure!(
        shell.path_exists(Path::new(site::DIST).join("index.html")),
        "there is no production build: `cargo xtask build` makes one"
    );
    if args.first().is_some_and(|first| first == "--firefox") {
        args.remove(0);
        return firefox::check(&shell, &args);
    }
    e2e::check(&shell, &args)
}
