//! The repository's rules about itself, one line for each breach.

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use crate::checks::{checklist, pinned_versions};
use crate::tools::git;

/// Checks every file that is or would be committed, and the dependencies between crates.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let mut breaches = Vec::new();
    for path in &git::files(shell, "*")? {
        // Files that are deleted but not committed yet, and binary files, are skipped.
        if let Ok(text) = shell.read_file(path) {
            breaches.extend(in_file(path, &text));
            breaches.extend(pinned_versions::in_file(path, &text));
        }
    }
    let document = shell.read_file(checklist::FILE)?;
    breaches.extend(checklist::breaches(&document, |path| {
        shell.read_file(path).ok()
    }));
    breaches.extend(dependencies(shell)?);

    for breach in &breaches {
        println!("{breach}");
    }
    if !breaches.is_empty() {
        bail!("{} breaches of the repository's rules", breaches.len());
    }
    Ok(())
}

/// A rule about the words in a file.
struct Rule {
    /// Whether the rule is about the file at this path.
    covers: fn(&str) -> bool,
    /// Whether a line breaks the rule.
    breaks: fn(&str) -> bool,
    /// What to do instead.
    instead: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        covers: is_console,
        breaks: |line| {
            // An allocator is the program's by its nature, and holds no state of a console.
            let is_allocator = line.contains("ZeroAlloc<System>");
            line.contains("thread_local!") || (is_static_item(line) && !is_allocator)
        },
        instead: "keep state in the context of one mounted console, not in the whole program",
    },
    Rule {
        covers: is_rust,
        breaks: |line| line.trim_start().starts_with(concat!("#[", "ignore")),
        instead: "fix the test or remove it",
    },
    Rule {
        covers: |_| true,
        breaks: |line| words(line).any(|word| UNFINISHED.contains(&word)),
        instead: "finish it, or document what is missing",
    },
    Rule {
        covers: |_| true,
        breaks: |line| ELSEWHERE.iter().any(|name| line.contains(name)),
        instead: "name nothing of one machine or of a package registry's hosts",
    },
    Rule {
        covers: |path| path.ends_with("package-lock.json"),
        breaks: |line| line.contains("\"resolved\""),
        instead: "lock npm packages without addresses: omit-lockfile-registry-resolved=true",
    },
    Rule {
        covers: |path| path == "Trunk.toml",
        breaks: |line| line.starts_with("[[prox"),
        instead: "leave the proxy to `cargo xtask start`, which chooses what is behind it",
    },
];

// In pieces, so that this file keeps the rules too.
const UNFINISHED: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];
const ELSEWHERE: &[&str] = &[
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/wo", "rk/"),
    concat!("index.cra", "tes.io"),
    concat!("static.cra", "tes.io"),
    concat!("registry.np", "mjs"),
];

/// The breaches of one file, each as a line that a terminal can open.
fn in_file(path: &str, text: &str) -> Vec<String> {
    let rules: Vec<_> = RULES.iter().filter(|rule| (rule.covers)(path)).collect();
    let mut breaches = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let broken = rules.iter().filter(|rule| (rule.breaks)(line));
        breaches.extend(broken.map(|rule| format!("{path}:{number}: {}", rule.instead)));
    }
    breaches
}

fn is_console(path: &str) -> bool {
    path.starts_with("src/")
}

fn is_rust(path: &str) -> bool {
    path.ends_with(".rs")
}

/// Constants do what an immutable one would; the others are state.
fn is_static_item(line: &str) -> bool {
    let line = line.trim_start();
    let item = match line.strip_prefix("pub") {
        Some(rest) => rest.trim_start_matches(|c: char| c != ' ').trim_start(),
        None => line,
    };
    item.starts_with("static ")
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The breaches that only cargo can find.
fn dependencies(shell: &Shell) -> Result<Vec<String>> {
    // With all that these depend on in turn.
    let tree = cmd!(
        shell,
        "cargo tree --locked --package domain --edges normal --prefix none"
    )
    .quiet()
    .read()?;
    let domain = packages(&tree)
        .filter(|name| {
            ["leptos", "web-sys", "js-sys", "wasm-bindgen"].contains(name)
                || name.starts_with("gloo")
        })
        .map(|name| format!("domain/Cargo.toml: {name} is for the browser, and domain is pure"));
    let direct = cmd!(
        shell,
        "cargo tree --locked --package emulator --edges normal --prefix none --depth 1"
    )
    .quiet()
    .read()?;
    let emulator = packages(&direct).filter(|name| *name == "domain").map(|_| {
        "emulator/Cargo.toml: with the console's own types it could not contradict them".to_owned()
    });
    Ok(domain.chain(emulator).collect())
}

/// The names in what `cargo tree --prefix none` prints.
fn packages(tree: &str) -> impl Iterator<Item = &str> {
    tree.lines().filter_map(|line| line.split(' ').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breach_names_its_line() {
        let text = "use std::fmt;\nthread_local! {}\n";
        assert_eq!(
            in_file("src/pages/list.rs", text),
            [
                "src/pages/list.rs:2: keep state in the context of one mounted console, not in the whole program"
            ]
        );
    }

    #[test]
    fn each_rule_catches_its_breach_and_spares_the_rest() {
        let unfinished = concat!("// TO", "DO: later");
        let home = concat!("binary = \"/ho", "me/me/chromium\"");
        let cases = [
            (
                "emulator/src/lib.rs",
                "static COUNT: AtomicU32 = AtomicU32::new(0);",
                0,
            ),
            (
                "src/app.rs",
                "static COUNT: AtomicU32 = AtomicU32::new(0);",
                1,
            ),
            (
                "src/app.rs",
                "pub(crate) static COUNT: AtomicU32 = AtomicU32::new(0);",
                1,
            ),
            ("src/app.rs", "fn name() -> &'static str {", 0),
            ("src/app.rs", "/// static pages, public and static ones", 0),
            (
                "src/app.rs",
                "thread_local! { static A: Cell<u8> = Cell::new(0); }",
                1,
            ),
            (
                "domain/src/model/cidr.rs",
                concat!("    #[", "ignore = \"slow\"]"),
                1,
            ),
            ("README.md", unfinished, 1),
            ("README.md", "mastodons", 0),
            ("webdriver.json", home, 1),
            (
                "tests/e2e/package-lock.json",
                "\"resolved\": \"somewhere\",",
                1,
            ),
            ("Trunk.toml", "[[proxy]]", 1),
        ];
        for (path, line, breaches) in cases {
            assert_eq!(in_file(path, line).len(), breaches, "{path}: {line}");
        }
    }

    #[test]
    fn packages_are_the_first_words() {
        let tree = "domain v0.1.0 (here)\nserde v1.0.2\nserde_core v1.0.2 (*)\n";
        assert_eq!(
            packages(tree).collect::<Vec<_>>(),
            ["domain", "serde", "serde_core"]
        );
    }
}
