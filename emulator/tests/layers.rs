//! What is deliberately absent from the core: it has to stay fit for WebAssembly and for tests
//! that say what time it is.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the message")]

use std::{
    fs,
    path::{Path, PathBuf},
};

const FOREIGN: [&str; 9] = [
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

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn the_core_and_the_scenarios_know_no_sockets_files_or_clocks() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let core = ["cloud", "scenario"]
        .map(|folder| files(&source.join(folder)))
        .concat();
    assert!(core.len() > 20);
    for path in core {
        for line in fs::read_to_string(&path).unwrap().lines() {
            let code = line.trim_start();
            let foreign = FOREIGN.iter().find(|word| code.contains(*word));
            assert!(
                code.starts_with("//") || foreign.is_none(),
                "{}: {line}",
                path.display()
            );
        }
    }
}
