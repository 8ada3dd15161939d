//! A file seldom passes 300 lines, and one that does says why in its first lines: "Long
//! because …". None passes 400, and no function 80.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot read the sources should fail"
)]

use std::{fs, path::Path, process::Command};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

const MAX_FILE: usize = 300;
const MAX_WITH_REASON: usize = 400;
const MAX_FUNCTION: usize = 80;
const EXTENSIONS: [&str; 5] = [".rs", ".ts", ".js", ".css", ".html"];
const REASON: &str = "Long because ";
/// The reason must be within this many lines from the top.
const TOP: usize = 12;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn files_and_functions_are_short() {
    let list = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(ROOT)
        .output()
        .expect("git runs");
    let list = String::from_utf8(list.stdout).unwrap();
    let is_source = |path: &&str| EXTENSIONS.iter().any(|end| path.ends_with(end));
    let mut count = 0;
    let mut breaches = Vec::new();
    for path in list.lines().filter(is_source) {
        // One that was just deleted is still in git's list.
        if let Ok(text) = fs::read_to_string(Path::new(ROOT).join(path)) {
            count += 1;
            breaches.extend(check(path, &text));
        }
    }
    assert!(count > 100, "git lists {count} sources");
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn long_files_say_why() {
    let long = "struct S;\n".repeat(MAX_FILE + 1);
    assert_eq!(
        check("src/a.rs", &long),
        ["src/a.rs:1: 301 lines, more than 300: divide it, or say why at its top: Long because …"]
    );
    assert_eq!(check("style/a.css", &long).len(), 1);
    let reason = format!("//! A table. Long because it has\n//! many rows.\n{long}");
    assert!(check("src/a.rs", &reason).is_empty());
    assert_eq!(
        check("src/a.rs", &format!("{long}// Long because.\n")).len(),
        1
    );
    assert!(check("src/a.rs", &"struct S;\n".repeat(MAX_FILE)).is_empty());
    let reason = format!(
        "/* Long because it has many rows. */\n{}",
        "a {}\n".repeat(399)
    );
    assert!(check("style/a.css", &reason).is_empty());
    assert_eq!(
        check("style/a.css", &format!("{reason}a {{}}\n")),
        ["style/a.css:1: 401 lines, more than 400: divide it by subject"]
    );
}

#[test]
fn long_functions_are_reported() {
    let function = |lines: usize| {
        format!(
            "mod a {{\nfn f() {{\n{}}}\n}}\n",
            "x();\n".repeat(lines - 2)
        )
    };
    assert_eq!(
        check("src/a.rs", &function(MAX_FUNCTION + 1)),
        ["src/a.rs:2: f has 81 lines, more than 80"]
    );
    assert!(check("src/a.rs", &function(MAX_FUNCTION)).is_empty());
    // Tests may be longer.
    assert!(check("domain/tests/a.rs", &function(MAX_FUNCTION + 1)).is_empty());
    let returning = function(MAX_FUNCTION + 1).replace("()", "<T>(x: [u8; 2]) -> [u8; 3]");
    assert_eq!(check("src/a.rs", &returning).len(), 1);
}

fn check(path: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let lines = text.lines().count();
    let mut top = text.lines().take(TOP);
    if lines > MAX_WITH_REASON {
        breaches.push(format!(
            "{path}:1: {lines} lines, more than {MAX_WITH_REASON}: divide it by subject"
        ));
    } else if lines > MAX_FILE && !top.any(|line| line.contains(REASON)) {
        breaches.push(format!(
            "{path}:1: {lines} lines, more than {MAX_FILE}: divide it, or say why at its top: {REASON}…"
        ));
    }
    if path.ends_with(".rs") && format!("/{path}").contains("/src/") {
        let tokens: TokenStream = text.parse().expect("the sources are Rust");
        functions(tokens, &mut |function, line, lines| {
            if lines > MAX_FUNCTION {
                breaches.push(format!(
                    "{path}:{line}: {function} has {lines} lines, more than {MAX_FUNCTION}"
                ));
            }
        });
    }
    breaches
}

/// Calls back with the name, the first line and the length of each function.
fn functions(tokens: TokenStream, found: &mut impl FnMut(String, usize, usize)) {
    let mut current: Option<(String, usize)> = None;
    let mut after_fn = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == "fn" => after_fn = true,
            TokenTree::Ident(ident) if after_fn => {
                current = Some((ident.to_string(), ident.span().start().line));
                after_fn = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => current = None,
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Brace
                    && let Some((name, line)) = current.take()
                {
                    found(name, line, group.span_close().end().line - line + 1);
                }
                functions(group.stream(), found);
                after_fn = false;
            }
            _ => after_fn = false,
        }
    }
}
