//! What the test servers share: their folders, how the examples in `deploy/` are
//! adapted to this machine, and what their logs may contain.

use std::{path::PathBuf, rc::Rc};

use anyhow::{Result, bail, ensure};
use xshell::Shell;

use crate::servers::certificates::Certificates;

/// Where a server is and what it serves.
pub(crate) struct Place {
    /// What it writes goes here.
    pub(crate) folder: PathBuf,
    /// A copy of the production build.
    pub(crate) root: PathBuf,
    /// What the host serves besides the console.
    pub(crate) host: PathBuf,
    pub(crate) certificates: Rc<Certificates>,
}

/// Replaces the first text of each pair with the second. Every first text has to occur,
/// because the example may have changed.
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

/// Fails where a log of these servers, which are the same kind, holds what it is not
/// to hold, or where none of them holds anything. Which of them gets how many of the
/// tests is chance, and a server that was asked nothing may have no log at all.
pub(crate) fn check_logs<'a>(shell: &Shell, places: impl Iterator<Item = &'a Place>) -> Result<()> {
    let mut has_list = false;
    let mut looked_at = Vec::new();
    for place in places {
        let logs = place.folder.join("logs");
        for file in shell.read_dir(&logs)? {
            let text = shell.read_file(&file)?;
            if let Some(line) = text.lines().find(|line| leaks(line)) {
                bail!(
                    "{}: a log has a query or credentials: {line}",
                    file.display()
                );
            }
            has_list |=
                file.ends_with("peerings.access.log") && text.contains("/1.3/network-peering");
        }
        looked_at.push(logs.display().to_string());
    }
    ensure!(
        has_list || looked_at.is_empty(),
        "{}: no access log has a read of the list",
        looked_at.join(", ")
    );
    Ok(())
}

/// Whether a line of a log has a query, or credentials of the stand-in's. The user "demo"
/// is told from the files of the sample data.
fn leaks(line: &str) -> bool {
    let line = line.replace("/demo-", "/");
    ["?", "demo", "Basic", "Bearer", "ucat_"]
        .iter()
        .any(|secret| line.contains(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_the_example_no_longer_has_is_reported() {
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
        assert!(!leaks(fine));
        assert!(!leaks("\"GET /demo-1c47efca3fab5d63.js HTTP/2.0\" 404 548"));
        for secret in ["/1.3/network-peering?label=a", "Basic ZGVtbw==", "- demo ["] {
            assert!(leaks(secret), "{secret}");
        }
    }
}
