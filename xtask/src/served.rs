//! What the test servers have in common: where they are, how the examples in
//! `deploy/` are fitted to this machine, and what their logs may hold.

use std::path::PathBuf;
use std::rc::Rc;

use anyhow::{Result, bail, ensure};
use xshell::Shell;

use crate::certificates::Certificates;

/// Where a server is and what it serves.
pub(crate) struct Place {
    /// What it writes goes here.
    pub(crate) folder: PathBuf,
    /// The production build.
    pub(crate) root: PathBuf,
    pub(crate) certificates: Rc<Certificates>,
}

/// The text with each of these in the place of the other, all of which have to
/// be there: the example may have changed.
pub(crate) fn replaced(text: &str, pairs: &[(&str, String)]) -> Result<String> {
    let mut text = text.to_owned();
    for (example, own) in pairs {
        ensure!(
            text.contains(example),
            "the example has no {example:?}, which the tests replace"
        );
        text = text.replace(example, own);
    }
    Ok(text)
}

/// Fails where a log holds what it is not to hold, or nothing at all.
pub(crate) fn check_logs(shell: &Shell, place: &Place) -> Result<()> {
    let logs = place.folder.join("logs");
    let access = shell.read_file(logs.join("peerings.access.log"))?;
    if !access.contains("/1.3/network-peering") {
        bail!("{}: the access log has no read of the list", logs.display());
    }
    for file in shell.read_dir(&logs)? {
        let text = shell.read_file(&file)?;
        if let Some(line) = text.lines().find(|line| tells(line)) {
            bail!("{}: a log tells too much: {line}", file.display());
        }
    }
    Ok(())
}

/// Whether a line of a log has a query, or credentials of the stand-in's.
fn tells(line: &str) -> bool {
    ["?", "demo", "Basic", "Bearer", "ucat_"]
        .iter()
        .any(|secret| line.contains(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_example_no_longer_has_is_told() {
        let pairs = [("listen 80;", "listen 81;".to_owned())];
        assert_eq!(
            replaced("listen 80; # 80", &pairs).expect("it is there"),
            "listen 81; # 80"
        );
        let error = replaced("listen 8080;", &pairs).expect_err("it is not");
        assert!(error.to_string().contains("listen 80;"), "{error}");
    }

    #[test]
    fn a_log_may_hold_a_path_but_no_query_and_no_secret() {
        let fine = "127.0.0.1 [2026-01-01T00:00:00+00:00] \"GET /1.3/network-peering HTTP/2.0\" 200 12 0.010 200";
        assert!(!tells(fine));
        for secret in ["/1.3/network-peering?label=a", "Basic ZGVtbw==", "- demo ["] {
            assert!(tells(secret), "{secret}");
        }
    }
}
