//! The portals of `examples/`, built with the npm package as portals of others are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::build::package;
use crate::tools::say::say;
use crate::tools::{npm, process, workspace};

/// The folder of all portals.
pub(crate) const EXAMPLES: &str = "examples";

/// Those that are built: their folders, and paths on the server.
pub(crate) const BUILT: &[&str] = &[REACT, "vue", "svelte", "angular", "next"];
const REACT: &str = "react";

/// What is made for the portals.
pub(crate) struct Prepared {
    /// For configurations and logs. Not temporary, so that they can be read afterwards.
    pub(crate) folder: PathBuf,
    pub(crate) package: PathBuf,
}

/// Packs the npm package, and builds the portals with it.
pub(crate) fn prepare(shell: &Shell) -> Result<Prepared> {
    let folder = workspace::built("portals")?;
    shell.remove_path(&folder)?;
    shell.create_dir(&folder)?;
    let package = folder.join(package::file_name());
    shell.write_file(&package, package::pack(shell)?)?;
    for name in BUILT {
        build(shell, name, &package)?;
    }
    Ok(Prepared { folder, package })
}

fn build(shell: &Shell, name: &str, package: &Path) -> Result<()> {
    let example = format!("{EXAMPLES}/{name}");
    npm::ensure(shell, &example)?;
    say(&format!("building the portal of {example}"));
    let _folder = shell.push_dir(&example);
    // Its hash changes with each build, so no lock file can name it.
    process::run(cmd!(
        shell,
        "npm install --no-save --offline --ignore-scripts --no-audit --no-fund {package}"
    ))?;
    let command = cmd!(shell, "npm run --silent build");
    let mut command = command
        .env("NEXT_TELEMETRY_DISABLED", "1")
        .env("NG_CLI_ANALYTICS", "false");
    if name == REACT {
        // React's own build for development: only that mounts everything twice under
        // StrictMode, which a console has to stand.
        command = command.env("NODE_ENV", "development");
    }
    process::run(command).with_context(|| format!("the portal of {example} could not be built"))
}
