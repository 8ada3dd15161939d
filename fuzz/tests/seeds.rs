//! Every target over its seeds, and over seeds that are changed a little.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot set up what it needs should stop there and then"
)]

use std::{
    fs,
    panic::catch_unwind,
    path::{Path, PathBuf},
};

use fuzz::TARGETS;
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, TestRunner},
};

/// How many changed seeds each target is tried with.
const CASES: u32 = 600;

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the repository").to_path_buf()
}

fn seeds(folders: &[&str]) -> Vec<Vec<u8>> {
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).expect("a folder of seeds"))
        .map(|entry| entry.expect("a seed").path())
        .collect();
    files.sort();
    let read = |file| fs::read(file).expect("a seed");
    files.into_iter().map(read).collect()
}

/// A change at some place, of some length.
#[derive(Clone, Debug)]
enum Change {
    Cut,
    Repeat,
    Put(Vec<u8>),
}

fn change() -> impl Strategy<Value = (Index, usize, Change)> {
    let texts: Vec<&'static [u8]> = vec![
        b"\"",
        b"\\",
        b"\\ud83d",
        b"\\u0000",
        b"{",
        b"[",
        b"]",
        b"}",
        b",",
        b":",
        b"null",
        b"1e999",
        b"-",
        b"\n",
        b"\r",
        b"\t",
        b" ",
        b"\0",
        b"\x0c",
        b"=",
        b"&",
        b"%",
        b"%00",
        b"%C3",
        b"+",
        b"#",
        b"?",
        b"/",
        b"'",
        b"${",
        b"%{",
        b"\xff",
        b"\xc3",
        b"\xef\xbb\xbf",
        "\u{202e}".as_bytes(),
    ];
    let put = prop_oneof![
        select(texts).prop_map(<[u8]>::to_vec),
        vec(any::<u8>(), 1..4),
    ];
    let change = prop_oneof![
        2 => Just(Change::Cut),
        1 => Just(Change::Repeat),
        4 => put.prop_map(Change::Put),
    ];
    (
        any::<Index>(),
        prop_oneof![0..4_usize, 0..200_usize],
        change,
    )
}

fn changed(mut bytes: Vec<u8>, changes: Vec<(Index, usize, Change)>) -> Vec<u8> {
    for (place, length, change) in changes {
        let start = place.index(bytes.len() + 1);
        let end = (start + length).min(bytes.len());
        match change {
            Change::Cut => drop(bytes.drain(start..end)),
            Change::Repeat => {
                let part = bytes[start..end].to_vec();
                bytes.splice(end..end, part);
            }
            Change::Put(text) => drop(bytes.splice(start..(start + length.min(1)).min(end), text)),
        }
    }
    bytes
}

#[test]
fn every_target_holds_for_its_seeds_and_what_is_like_them() {
    for target in TARGETS {
        let seeds = seeds(target.seeds);
        assert!(!seeds.is_empty(), "{} has seeds", target.name);
        for seed in &seeds {
            (target.check)(seed);
        }
        let mut runner = TestRunner::new(Config {
            cases: CASES,
            failure_persistence: None,
            ..Config::default()
        });
        let inputs = (select(seeds), vec(change(), 1..6));
        let tried = runner.run(&inputs, |(seed, changes)| {
            let bytes = changed(seed, changes);
            let held = catch_unwind(|| (target.check)(&bytes));
            let text = String::from_utf8_lossy(&bytes);
            prop_assert!(held.is_ok(), "{}: {text:?}", target.name);
            Ok(())
        });
        if let Err(failed) = tried {
            unreachable!("{failed}");
        }
    }
}

#[test]
fn each_target_has_a_program_of_libfuzzer() {
    let manifest =
        fs::read_to_string(root().join("fuzz/libfuzzer/Cargo.toml")).expect("a manifest");
    for target in TARGETS {
        let bin = format!("[[bin]]\nname = \"{}\"\n", target.name);
        assert!(manifest.contains(&bin), "{}", target.name);
        let path = format!("fuzz/libfuzzer/targets/{}.rs", target.name);
        let program = fs::read_to_string(root().join(path)).expect("a program");
        assert!(program.contains(&format!("run(\"{}\"", target.name)));
    }
    assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
}
