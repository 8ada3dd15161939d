//! The end-to-end tests: `cargo xtask e2e` and the layer of that name. Each of
//! Playwright's workers has a stand-in API and an nginx of its own.

use std::path::Path;

use anyhow::{Result, ensure};
use lexopt::Parser;

use crate::build::site;
use crate::checks::e2e;
use crate::tools::workspace;

pub(crate) const HELP: &str = "\
cargo xtask e2e [PLAYWRIGHT ARGUMENTS]

Runs the end-to-end tests on the production build as it is in dist/, behind
nginx and, where it is installed, Caddy. `cargo xtask e2e headers.spec.ts -g S-11` runs only these.";

/// The command.
pub(crate) fn run(mut args: Parser) -> Result<()> {
    let args: Vec<_> = args.raw_args()?.collect();
    let shell = workspace::shell()?;
    ensure!(
        shell.path_exists(Path::new(site::DIST).join("index.html")),
        "there is no production build: `cargo xtask build` makes one"
    );
    e2e::check(&shell, &args)
}
