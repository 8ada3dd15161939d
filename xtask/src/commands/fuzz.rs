//! `cargo xtask fuzz`: libFuzzer looks for input that breaks what must hold of
//! every input. The targets are those of the crate `fuzz`.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use xshell::{Shell, cmd};

use crate::tools::process::Running;
use crate::tools::{cargo, process, workspace};

pub(crate) const HELP: &str = "\
cargo xtask fuzz [TARGET...] [--seconds N]

Runs the named targets, or all, one after the other. What they find is kept in
fuzz/libfuzzer/artifacts, and what they learnt in fuzz/libfuzzer/corpus.

  --seconds N  how long each is run [60]";

/// Where the programs, what they learnt and what they found lie.
const FOLDER: &str = "fuzz/libfuzzer";

/// The flags of the command line.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    targets: Vec<String>,
    seconds: u32,
}

/// The result of one target.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    executions: u64,
    per_second: u64,
    corpus: u64,
    crashes: usize,
}

/// Runs the targets. Tells whether none of them found anything.
pub(crate) fn run(args: Parser) -> Result<bool> {
    let options = parse(args)?;
    let shell = workspace::shell()?;
    let listed = cmd!(shell, "cargo run --locked --quiet --package fuzz").read()?;
    let targets = chosen(&listed, &options.targets)?;
    cargo::ensure_cargo_fuzz(&shell)?;
    // Without a sanitizer the pinned stable toolchain does: there is no unsafe
    // code to watch. Arithmetic that overflows is a panic, as in tests.
    process::run(cmd!(
        shell,
        "cargo fuzz build --fuzz-dir {FOLDER} --sanitizer none"
    ))
    .context("libFuzzer needs a C++ compiler, such as g++")?;

    let mut outcomes = Vec::new();
    for (name, seeds) in &targets {
        eprintln!("{name}: {} s", options.seconds);
        outcomes.push((*name, fuzz(&shell, name, seeds, options.seconds)?));
    }
    println!(
        "{:>20} {:>12} {:>12} {:>8} {:>8}",
        "target", "executions", "per second", "corpus", "crashes"
    );
    for (name, outcome) in &outcomes {
        let Outcome {
            executions,
            per_second,
            corpus,
            crashes,
        } = outcome;
        println!("{name:>20} {executions:>12} {per_second:>12} {corpus:>8} {crashes:>8}");
    }
    Ok(outcomes.iter().all(|(_, outcome)| outcome.crashes == 0))
}

/// Runs one target for so long, or until it found something.
fn fuzz(shell: &Shell, name: &str, seeds: &[&str], seconds: u32) -> Result<Outcome> {
    let root = shell.current_dir();
    let corpus = format!("{FOLDER}/corpus/{name}");
    fs::create_dir_all(root.join(&corpus))?;
    let log_path = root.join(FOLDER).join("corpus").join(format!("{name}.log"));
    let limit = format!("-max_total_time={seconds}");
    let mut command: Command = cmd!(
        shell,
        "cargo fuzz run --fuzz-dir {FOLDER} --sanitizer none {name} {corpus} {seeds...} -- {limit} -print_final_stats=1 -timeout=10"
    )
    .into();
    command.stderr(File::create(&log_path)?);
    let succeeded = Running::start("the fuzzer", command)?.wait()?.success();
    let log = fs::read(&log_path)?;
    let mut outcome = read(&String::from_utf8_lossy(&log));
    outcome.crashes = found(&root.join(FOLDER).join("artifacts").join(name));
    if outcome.crashes > 0 {
        eprintln!(
            "{name} found something: {FOLDER}/artifacts/{name}, and why in {}",
            log_path.display()
        );
    } else if !succeeded {
        bail!("{name} could not be run: {} says why", log_path.display());
    }
    Ok(outcome)
}

/// How many inputs are kept there that broke something.
fn found(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

/// What libFuzzer printed last.
fn read(log: &str) -> Outcome {
    let number = |name: &str| {
        let line = log.lines().rev().find_map(|line| line.strip_prefix(name));
        line.and_then(|rest| rest.trim().parse().ok()).unwrap_or(0)
    };
    // Such as `#33 DONE cov: 9 ft: 9 corp: 5/12b lim: 4 exec/s: 0 rss: 33Mb`.
    let corpus = log.rsplit_once(" corp: ").and_then(|(_, rest)| {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        rest.get(..end)?.parse().ok()
    });
    Outcome {
        executions: number("stat::number_of_executed_units:"),
        per_second: number("stat::average_exec_per_sec:"),
        corpus: corpus.unwrap_or(0),
        crashes: 0,
    }
}

/// The targets that are asked for, of all that there are, with their seeds.
fn chosen<'a>(listed: &'a str, asked: &[String]) -> Result<Vec<(&'a str, Vec<&'a str>)>> {
    let mut targets: Vec<(&str, Vec<&str>)> = listed
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.collect()))
        })
        .collect();
    for name in asked {
        if !targets.iter().any(|(target, _)| target == name) {
            let names: Vec<&str> = targets.iter().map(|(target, _)| *target).collect();
            bail!("there is no target {name:?}: {}", names.join(", "));
        }
    }
    targets.retain(|(target, _)| asked.is_empty() || asked.iter().any(|name| name == target));
    Ok(targets)
}

fn parse(mut args: Parser) -> Result<Options> {
    let mut options = Options {
        targets: Vec::new(),
        seconds: 60,
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(name) => options.targets.push(name.string()?),
            Arg::Long("seconds") => options.seconds = args.value()?.parse::<u32>()?.max(1),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_of_libfuzzer_are_read() {
        let log = "#2\tINITED cov: 7 ft: 7 corp: 1/1b exec/s: 0 rss: 31Mb\n\
                   #4096\tDONE   cov: 90 ft: 212 corp: 57/12Kb lim: 48 exec/s: 2048 rss: 40Mb\n\
                   Done 4096 runs in 2 second(s)\n\
                   stat::number_of_executed_units: 4096\n\
                   stat::average_exec_per_sec:     2048\n";
        let outcome = Outcome {
            executions: 4096,
            per_second: 2048,
            corpus: 57,
            crashes: 0,
        };
        assert_eq!(read(log), outcome);
        assert_eq!(read("error: no such target"), Outcome::default());
    }

    #[test]
    fn targets_are_those_that_are_named_or_all() {
        let listed = "route a/b\ndecode c d\n";
        let all = chosen(listed, &[]).expect("all");
        assert_eq!(all, [("route", vec!["a/b"]), ("decode", vec!["c", "d"])]);
        let one = chosen(listed, &["decode".into()]).expect("one");
        assert_eq!(one, [("decode", vec!["c", "d"])]);
        assert!(chosen(listed, &["rout".into()]).is_err());
    }

    #[test]
    fn the_flags_are_read() {
        let options = Options {
            targets: vec!["route".into()],
            seconds: 5,
        };
        let parsed = parse(Parser::from_args(["route", "--seconds", "5"]));
        assert_eq!(parsed.expect("good flags"), options);
        assert!(parse(Parser::from_args(["--second"])).is_err());
    }
}
