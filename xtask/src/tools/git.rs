//! What git knows of the checkout.

use xshell::{Shell, cmd};

/// What git says, if there is a git, it knows this folder and has something to say.
pub(crate) fn output(shell: &Shell, arguments: &[&str]) -> Option<String> {
    let said = cmd!(shell, "git {arguments...}")
        .quiet()
        .ignore_stderr()
        .read();
    said.ok().filter(|text| !text.is_empty())
}
