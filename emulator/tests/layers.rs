//! The core must stay fit for WebAssembly and for tests that say what time it is.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the message")]

use std::{
    fs,
    path::{Path, PathBuf},
};

const FORBIDDEN: [&str; 9] = [
    "axum",
    "hyper",
    "tokio",
    "std::fs",
    "std::time",
    "std::env",
    "TcpListener",
    "crate::edge",
    "domain::",
];

fn files(path: PathBuf) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path];
    }
    let entries = fs::read_dir(path).unwrap();
    entries
        .flat_map(|entry| files(entry.unwrap().path()))
        .collect()
}

#[test]
fn the_core_and_the_scenarios_use_no_sockets_files_or_clocks() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let core = ["cloud", "scenario"]
        .map(|folder| files(source.join(folder)))
        .concat();
    assert!(core.len() > 20);
    for path in core {
        for line in fs::read_to_string(&path).unwrap().lines() {
            let code = line.trim_start();
            let allowed = !FORBIDDEN.iter().any(|word| code.contains(word));
            assert!(
                code.starts_with("//") || allowed,
                "{}: {line}",
                path.display()
            );
        }
    }
}
