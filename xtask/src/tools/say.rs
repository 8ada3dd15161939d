//! Progress messages on the standard error output.

/// Prints what is being done, so that no long wait is silent.
pub(crate) fn say(line: &str) {
    eprintln!("xtask: {line}");
}
