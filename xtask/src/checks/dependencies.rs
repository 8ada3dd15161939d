//! Licences, sources, versions and security advisories of the dependencies. cargo-deny
//! checks the crates against deny.toml, npm checks the packages. Where a database of
//! advisories cannot be reached, that is reported and nothing fails. The SBOM and the
//! licence texts are made too, and the SBOM is validated.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::build::{licences, sbom};
use crate::tools::process;
use crate::tools::say::say;
use crate::tools::{cargo, git, npm, workspace};

/// How long a database may take: a filtered connection never answers.
const PATIENCE: Duration = Duration::from_secs(120);

/// Checks crates and packages; fails on the first kind of finding.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    cargo::ensure_cargo_deny(shell)?;
    cargo::ensure_sources(shell)?;
    // Two versions of a crate cost nothing in the commands and the stand-in.
    process::run(cmd!(
        shell,
        "cargo deny --locked --offline --workspace check --allow duplicate licenses bans sources"
    ))?;
    let wasm = cargo::WASM;
    process::run(cmd!(
        shell,
        "cargo deny --locked --offline --exclude-dev --target {wasm} check bans"
    ))?;
    // The exceptions of deny.toml are for the console.
    process::run(cmd!(
        shell,
        "cargo deny --locked --offline --exclude-dev --target {wasm} --manifest-path emulator/browser/Cargo.toml check --allow unmatched-skip bans"
    ))?;
    advisories(shell)?;
    npm::require_node(shell)?;
    for lock in npm_locks(shell)? {
        audit(shell, &lock)?;
    }
    sbom::checked_list(shell)?;
    licences::make(shell).map(drop)
}

/// Looks the crates up in the RustSec database, which comes with git.
fn advisories(shell: &Shell) -> Result<()> {
    let fetch = cmd!(shell, "cargo deny --locked fetch db").env("GIT_TERMINAL_PROMPT", "0");
    let fetched = process::output_within(PATIENCE, fetch.into())?;
    let reason = match &fetched {
        Some(output) if output.success => {
            return process::run(cmd!(shell, "cargo deny --locked check advisories"));
        }
        Some(output) => reason(&output.stderr),
        None => "it did not answer in time",
    };
    if !has_copy(&workspace::cargo_home()?.join("advisory-dbs")) {
        say(&format!("advisories were not checked: {reason}"));
        return Ok(());
    }
    say(&format!(
        "advisories are checked with the copy fetched last: {reason}"
    ));
    process::run(cmd!(
        shell,
        "cargo deny --locked --offline check advisories"
    ))
}

/// git's line with the reason, or the last one.
fn reason(errors: &str) -> &str {
    let mut lines = errors
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines
        .clone()
        .find(|line| line.starts_with("fatal: "))
        .or_else(|| lines.next_back())
        .unwrap_or("the database could not be fetched")
}

/// Whether an earlier fetch left a database in this folder.
fn has_copy(folder: &Path) -> bool {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    entries
        .into_iter()
        .any(|entry| entry.path().join(".git").exists())
}

/// The folders of the lock files that are or would be committed.
fn npm_locks(shell: &Shell) -> Result<Vec<String>> {
    let files = git::files(shell, "*package-lock.json")?;
    let folders = files.iter();
    let folders = folders.filter_map(|file| file.strip_suffix("/package-lock.json"));
    Ok(folders.map(str::to_owned).collect())
}

/// Has npm look the packages of a lock file up, without installing them.
fn audit(shell: &Shell, folder: &str) -> Result<()> {
    let audit = cmd!(
        shell,
        "npm audit --prefix {folder} --package-lock-only --json --fetch-retries=0 --fetch-timeout=30000"
    );
    let output = process::output_within(PATIENCE, audit.into())?;
    let answer = output.as_ref().map_or("", |output| &output.stdout);
    match outcome(answer) {
        Outcome::Clean => println!("npm audit finds nothing in {folder}"),
        Outcome::Found(faults) => bail!("npm audit finds in {folder}: {}", faults.join(", ")),
        Outcome::NotChecked(reason) => {
            say(&format!(
                "the packages of {folder} were not checked: {reason}"
            ));
        }
    }
    Ok(())
}

/// The result of an audit.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    Found(Vec<String>),
    NotChecked(String),
}

/// Reads npm's answer, which is a report or an error.
fn outcome(answer: &str) -> Outcome {
    let Ok(answer) = serde_json::from_str::<Value>(answer) else {
        return Outcome::NotChecked("npm gave no answer".to_owned());
    };
    let Some(faults) = answer.get("vulnerabilities").and_then(Value::as_object) else {
        let message = answer.get("message").and_then(Value::as_str);
        return Outcome::NotChecked(message.unwrap_or("npm could not ask").to_owned());
    };
    if faults.is_empty() {
        return Outcome::Clean;
    }
    let named = faults.iter().map(|(package, fault)| {
        let severity = fault.get("severity").and_then(Value::as_str);
        format!("{package} ({})", severity.unwrap_or("of unknown severity"))
    });
    Outcome::Found(named.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_is_clean_finds_something_or_did_not_happen() {
        let clean = r#"{"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {}}"#;
        assert_eq!(outcome(clean), Outcome::Clean);
        let found = r#"{"auditReportVersion": 2, "vulnerabilities":
            {"left-pad": {"name": "left-pad", "severity": "high"}}}"#;
        assert_eq!(
            outcome(found),
            Outcome::Found(vec!["left-pad (high)".into()])
        );
        let refused = r#"{"message": "405 Method Not Allowed", "statusCode": 405}"#;
        assert_eq!(
            outcome(refused),
            Outcome::NotChecked("405 Method Not Allowed".into())
        );
        assert!(matches!(outcome(""), Outcome::NotChecked(_)));
    }

    #[test]
    fn the_reason_is_the_line_that_tells_most() {
        let errors =
            "[ERROR] failed to fetch\nCloning into 'x'...\nfatal: unable to access 'y'\n\n";
        assert_eq!(reason(errors), "fatal: unable to access 'y'");
        assert_eq!(reason("one\ntwo\n"), "two");
        assert_eq!(reason(""), "the database could not be fetched");
    }
}
