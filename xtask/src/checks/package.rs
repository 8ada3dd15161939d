//! The npm package as tools of that world see it.

use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::tools::{npm, process};

/// The folder whose package.json pins the tools.
const TOOLS: &str = "xtask/package";

/// Fails where a bundler or TypeScript would not find what package.json promises.
pub(crate) fn check(shell: &Shell, package: &Path) -> Result<()> {
    npm::ensure(shell, TOOLS)?;
    let _folder = shell.push_dir(TOOLS);
    process::run(cmd!(shell, "npx publint --strict {package}"))
        .context("publint finds faults in npm/package.json")?;
    // It has ES modules only, as the console itself has.
    process::run(cmd!(shell, "npx attw --profile esm-only --quiet {package}"))
        .context("TypeScript does not find the types that npm/package.json names")
}
