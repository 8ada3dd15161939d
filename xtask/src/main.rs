//! The project's commands, one file each. `cargo xtask help` lists them.

mod build;
mod checks;
mod commands;
mod servers;
mod tools;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

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
    let command = match args.next()? {
        Some(Arg::Value(command)) => command.string()?,
        None | Some(Arg::Short('h') | Arg::Long("help")) => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    if is_for_help(env::args_os().skip(2)) {
        return print(&help(&command)?);
    }
    match command.as_str() {
        "assemble" => commands::assemble::run(),
        "bench" => commands::bench::run(args),
        "build" => no_flags(args).and_then(|()| commands::build::run()),
        "dist" => no_flags(args).and_then(|()| commands::dist::run()),
        "e2e" => commands::e2e::run(args),
        "fuzz" => return commands::fuzz::run(args),
        "portals" => commands::portals::run(args),
        "soak" => commands::soak::run(args),
        "start" => commands::start::run(args),
        "test" => return commands::test::run(args),
        name => return print(&help(name)?),
    }
    .map(|()| true)
}

fn help(command: &str) -> Result<String> {
    let help = match command {
        "bench" => commands::bench::HELP,
        "build" => commands::build::HELP,
        "dist" => commands::dist::HELP,
        "e2e" => commands::e2e::HELP,
        "fuzz" => commands::fuzz::HELP,
        "portals" => commands::portals::HELP,
        "soak" => commands::soak::HELP,
        "start" => commands::start::HELP,
        "test" => return Ok(commands::test::help()),
        "help" => HELP,
        other => bail!("unknown command {other:?}: try `cargo xtask help`"),
    };
    Ok(help.to_owned())
}

fn no_flags(mut args: Parser) -> Result<()> {
    args.next()?
        .map_or(Ok(()), |arg| Err(arg.unexpected().into()))
}

/// What follows two dashes is for another program.
fn is_for_help(args: impl Iterator<Item = OsString>) -> bool {
    let mut args = args.take_while(|arg| arg != "--");
    args.any(|arg| arg == "-h" || arg == "--help")
}

fn print(help: &str) -> Result<bool> {
    println!("{help}");
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_asked_for_before_two_dashes() {
        let asked = |args: &[&str]| is_for_help(args.iter().map(OsString::from));
        assert!(asked(&["--port", "1", "--help"]) && asked(&["-h"]));
        assert!(!asked(&[]) && !asked(&["--port", "1", "--", "--help"]));
    }
}
