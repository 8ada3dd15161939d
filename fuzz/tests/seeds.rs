//! Every target with its seeds and with mutated seeds.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "in a test a panic is the message"
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

/// Mutated seeds for each target.
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

/// A mutation at some position.
#[derive(Clone, Debug)]
enum Mutation {
    Cut,
    Repeat,
    Insert(Vec<u8>),
}

fn mutation() -> impl Strategy<Value = (Index, usize, Mutation)> {
    #[rustfmt::skip]
    let texts: Vec<&'static [u8]> = vec![
        b"\"", b"\\", b"\\ud83d", b"\\u0000", b"{", b"[", b"]", b"}", b",", b":", b"null", b"1e999", b"-",
        b"\n", b"\r", b"\t", b" ", b"\0", b"\x0c", b"=", b"&", b"%", b"%00", b"%C3", b"+", b"#", b"?",
        b"/", b"'", b"${", b"%{", b"\xff", b"\xc3", b"\xef\xbb\xbf", "\u{202e}".as_bytes(),
    ];
    let insert = prop_oneof![
        select(texts).prop_map(<[u8]>::to_vec),
        vec(any::<u8>(), 1..4),
    ];
    let mutation = prop_oneof![
        2 => Just(Mutation::Cut),
        1 => Just(Mutation::Repeat),
        4 => insert.prop_map(Mutation::Insert),
    ];
    (
        any::<Index>(),
        prop_oneof![0..4_usize, 0..200_usize],
        mutation,
    )
}

fn mutate(mut bytes: Vec<u8>, mutations: Vec<(Index, usize, Mutation)>) -> Vec<u8> {
    for (position, length, mutation) in mutations {
        let start = position.index(bytes.len() + 1);
        let end = (start + length).min(bytes.len());
        match mutation {
            Mutation::Cut => drop(bytes.drain(start..end)),
            Mutation::Repeat => {
                let part = bytes[start..end].to_vec();
                bytes.splice(end..end, part);
            }
            Mutation::Insert(text) => {
                drop(bytes.splice(start..(start + length.min(1)).min(end), text))
            }
        }
    }
    bytes
}

#[test]
fn every_target_holds_for_its_seeds_and_mutations_of_them() {
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
        let inputs = (select(seeds), vec(mutation(), 1..6));
        let tried = runner.run(&inputs, |(seed, mutations)| {
            let bytes = mutate(seed, mutations);
            let result = catch_unwind(|| (target.check)(&bytes));
            let text = String::from_utf8_lossy(&bytes);
            prop_assert!(result.is_ok(), "{}: {text:?}", target.name);
            Ok(())
        });
        if let Err(failed) = tried {
            unreachable!("{failed}");
        }
    }
}

#[test]
fn each_target_has_a_libfuzzer_program() {
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
