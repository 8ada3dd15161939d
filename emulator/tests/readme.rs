//! The table of error codes in the README is the one in the code.

#![allow(clippy::expect_used, reason = "in a test a panic is the message")]

use emulator::cloud::codes::{ALL, Basis};

#[test]
fn the_readme_lists_every_code_with_its_basis() {
    let text = include_str!("../README.md");
    let table = text
        .split("| Code | Status | Basis | When |")
        .nth(1)
        .expect("the README has the table");
    let listed = table.lines().skip(2).take_while(|line| !line.is_empty());
    let expected = ALL.iter().map(|code| {
        let basis = match code.basis {
            Basis::Sourced => "sourced",
            Basis::StatusGuessed => "status or use guessed",
            Basis::Guess => "made up",
        };
        format!(
            "| `{}` | {} | {basis} | {} |",
            code.name, code.status, code.when
        )
    });
    assert_eq!(listed.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}
