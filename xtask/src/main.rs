//! The project's commands, one file each. `cargo xtask help` lists them.

mod build;
mod checks;
mod commands;
mod servers;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::Arg;

use crate::tools::process;

const HELP: &str = "\
cargo xtask COMMAND

  start    install missing tools, then run the console and its stand-in API
  build    make the production build in dist/
  dist     the same, packed in release/ with checksums and an SBOM
  test     run every check, or those named; `cargo xtask test --help` lists them
  e2e      run end-to-end tests on the existing build
  portals  show example portals with consoles in them
  soak     run random walks with faults, for as long as you like
  bench    measure the production build with long lists
  fuzz     search for input that breaks a parser

`cargo xtask COMMAND --help` lists the flags.";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // One line: the chain of contexts says what failed and what to do.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Returns whether the command succeeded. An error has not been reported yet.
fn run() -> Result<bool> {
    process::end_with_this_command()?;
    let mut args = lexopt::Parser::from_env();
    match args.next()? {
        Some(Arg::Value(command)) => match command.to_string_lossy().as_ref() {
            "assemble" => commands::assemble::run().map(|()| true),
            "bench" => commands::bench::run(args).map(|()| true),
            "build" => commands::build::run(args).map(|()| true),
            "dist" => commands::dist::run(args).map(|()| true),
            "e2e" => commands::e2e::run(args).map(|()| true),
            "portals" => commands::portals::run(args).map(|()| true),
            "soak" => commands::soak::run(args).map(|()| true),
            "fuzz" => commands::fuzz::run(args),
            "start" => commands::start::run(args).map(|()| true),
            "test" => commands::test::run(args),
            "help" => help(),
            other => bail!("unknown command {other:?}: try `cargo xtask help`"),
        },
        None | Some(Arg::Short('h') | Arg::Long("help")) => help(),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn help() -> Result<bool> {
    println!("{HELP}");
    Ok(true)
}
