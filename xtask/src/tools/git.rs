//! What git knows of the checkout.

use anyhow::Result;
use xshell::{Shell, cmd};

/// The files that are or would be committed and match the pattern.
pub(crate) fn files(shell: &Shell, pattern: &str) -> Result<Vec<String>> {
    let files = cmd!(
        shell,
        "git ls-files --cached --others --exclude-standard {pattern}"
    )
    .quiet()
    .read()?;
    Ok(files.lines().map(str::to_owned).collect())
}

/// What git says, if there is a git, it knows this folder and has something to say.
pub(crate) fn output(shell: &Shell, arguments: &[&str]) -> Option<String> {
    let said = cmd!(shell, "git {arguments...}")
        .quiet()
        .ignore_stderr()
        .read();
    said.ok().filter(|text| !text.is_empty())
}
