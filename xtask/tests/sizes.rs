//! A file is a room: it seldom passes 300 lines, and no function passes 80. A file that
//! does says why in its first lines: "Long because …".

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot read the sources should stop there"
)]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

const MAX_FILE: usize = 300;
const MAX_FUNCTION: usize = 80;
const FOLDERS: [&str; 5] = [
    "src",
    "domain/src",
    "emulator/src",
    "emulator/browser/src",
    "xtask/src",
];

/// The repository; another checkout where `IMPORTS_ROOT` names one.
fn root() -> PathBuf {
    env::var_os("IMPORTS_ROOT").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")),
        PathBuf::from,
    )
}

#[test]
fn files_and_functions_are_short() {
    let root = root();
    let mut breaches = Vec::new();
    for folder in FOLDERS {
        visit(&root.join(folder), &mut |path, text| {
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            breaches.extend(check(&name, text));
        });
    }
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn what_is_too_long_is_reported_with_its_place() {
    let body = "    x();\n".repeat(MAX_FUNCTION);
    let function = format!("mod a {{\nfn f() {{\n{body}}}\n}}\n");
    assert_eq!(
        check("a.rs", &function),
        ["a.rs:2: f has 82 lines, more than 80"]
    );
    let file = "struct S;\n".repeat(MAX_FILE + 1);
    assert_eq!(
        check("a.rs", &file),
        ["a.rs:1: 301 lines, more than 300, without a reason at its top"]
    );
    assert!(check("a.rs", &format!("//! Long because it is a table.\n{file}")).is_empty());
}

fn check(name: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let lines = text.lines().count();
    let header = text.lines().take_while(|line| line.starts_with("//!"));
    let header = header.collect::<Vec<_>>().join(" ");
    if lines > MAX_FILE && !header.contains("Long because") {
        breaches.push(format!(
            "{name}:1: {lines} lines, more than {MAX_FILE}, without a reason at its top"
        ));
    }
    let tokens: TokenStream = text.parse().expect("the sources are Rust");
    functions(tokens, &mut |function, line, lines| {
        if lines > MAX_FUNCTION {
            breaches.push(format!(
                "{name}:{line}: {function} has {lines} lines, more than {MAX_FUNCTION}"
            ));
        }
    });
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

fn visit(folder: &Path, found: &mut impl FnMut(&Path, &str)) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            visit(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
