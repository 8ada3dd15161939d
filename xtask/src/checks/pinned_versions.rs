//! Versions are pinned: what npm's files say, and what cargo is called with.

use serde_json::{Map, Value};

/// The breaches of one file, each as a line that a terminal can open.
pub(crate) fn in_file(path: &str, text: &str) -> Vec<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let found = match name {
        "package.json" => read(text).map(|json| ranges(&json)),
        "package-lock.json" => read(text).map(|json| unchecked(&json)),
        _ if path.starts_with("xtask/src/") => return unlocked(path, text),
        _ => return Vec::new(),
    };
    let Some(found) = found else {
        return vec![format!("{path}: is no JSON")];
    };
    let lines = found.into_iter().map(|breach| format!("{path}: {breach}"));
    lines.collect()
}

fn read(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

/// The dependencies that more than one version would satisfy.
fn ranges(package: &Map<String, Value>) -> Vec<String> {
    let kinds = package
        .iter()
        .filter(|(key, _)| key.to_lowercase().ends_with("dependencies"));
    kinds
        .filter_map(|(_, dependencies)| dependencies.as_object())
        .flatten()
        .filter(|(_, version)| !version.as_str().is_some_and(is_exact))
        .map(|(name, _)| format!("name one version of {name}, and no range"))
        .collect()
}

fn is_exact(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or(version);
    let numbers: Vec<_> = core.split('.').collect();
    numbers.len() == 3 && numbers.iter().all(|part| part.parse::<u64>().is_ok())
}

/// The packages of a lock file whose content is not known from it.
fn unchecked(lock: &Map<String, Value>) -> Vec<String> {
    let Some(packages) = lock.get("packages").and_then(Value::as_object) else {
        return vec!["has no packages: npm before version 7 wrote it".to_owned()];
    };
    packages
        .iter()
        // The project itself.
        .filter(|(name, _)| !name.is_empty())
        .filter(|(_, package)| {
            let integrity = package.get("integrity").and_then(Value::as_str);
            !integrity.is_some_and(|hash| hash.starts_with("sha512-"))
        })
        .map(|(name, _)| format!("{name} has no sha512 integrity"))
        .collect()
}

/// What of cargo resolves dependencies, and would change Cargo.lock unasked.
const RESOLVING: &[&str] = &[
    "bench", "build", "clippy", "deny", "doc", "fetch", "install", "run", "test", "tree",
];

/// The calls of cargo without `--locked`.
fn unlocked(path: &str, text: &str) -> Vec<String> {
    let lines = (1..).zip(text.lines());
    lines
        .filter(|(_, line)| calls_cargo(line) && !line.contains("--locked"))
        .map(|(number, _)| format!("{path}:{number}: call cargo with --locked"))
        .collect()
}

fn calls_cargo(line: &str) -> bool {
    let Some((_, call)) = line.split_once("\"cargo ") else {
        return false;
    };
    let command = call.split([' ', '"']).next().unwrap_or_default();
    RESOLVING.contains(&command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_npm_dependency_is_of_one_version() {
        for (version, breaches) in [
            ("1.2.3", 0),
            ("1.2.3-rc.1", 0),
            ("^1.2.3", 1),
            ("1.2", 1),
            ("1.2.x", 1),
            ("*", 1),
            ("latest", 1),
        ] {
            for kind in ["dependencies", "devDependencies"] {
                let text = format!(r#"{{"private": true, "{kind}": {{"a": "{version}"}}}}"#);
                let found = in_file("tests/e2e/package.json", &text);
                assert_eq!(found.len(), breaches, "{version}: {found:?}");
            }
        }
    }

    #[test]
    fn each_npm_package_is_checked_when_it_is_installed() {
        let lock = |package: &str| {
            let text = format!(r#"{{"packages": {{"": {{}}, "node_modules/a": {package}}}}}"#);
            in_file("package-lock.json", &text)
        };
        assert!(lock(r#"{"integrity": "sha512-x"}"#).is_empty());
        assert_eq!(lock(r#"{"integrity": "sha1-x"}"#).len(), 1);
        let expected = "package-lock.json: node_modules/a has no sha512 integrity";
        assert_eq!(lock("{}"), [expected]);
        assert_eq!(in_file("package-lock.json", "{}").len(), 1);
        assert_eq!(in_file("package-lock.json", "<").len(), 1);
    }

    #[test]
    fn cargo_is_held_to_its_lock_file() {
        let call = |line: &str| in_file("xtask/src/layers.rs", line).len();
        assert_eq!(call(concat!("\"car", "go test --package a\"")), 1);
        assert_eq!(call(concat!("\"car", "go install a --version 1.2.3\"")), 1);
        assert_eq!(call("\"cargo test --locked --package a\""), 0);
        assert_eq!(call("\"cargo fmt --all --check\""), 0);
        assert_eq!(call("/// `cargo test` does that."), 0);
        assert_eq!(in_file("src/a.rs", concat!("\"car", "go test\"")).len(), 0);
    }
}
