//! `cargo xtask bench`: how fast the production build is with long lists,
//! printed, with no pass or fail.

use anyhow::{Context, Result};
use lexopt::{Arg, Parser, ValueExt};
use xshell::cmd;

use crate::build::site;
use crate::servers::stand_in;
use crate::tools::say::say;
use crate::tools::{browser, npm, ports, process, workspace};

pub(crate) const HELP: &str = "\
cargo xtask bench [FLAGS]

Measures the production build in Chromium against the stand-in API: the
sign-in form, the first row, keys, scrolling and memory.

  --rows N,N  how many peerings, one after the other [1000,10000,100000]
  --runs N    how often each is measured; the median counts [3]";

/// The flags of the command line.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    rows: String,
    runs: u32,
}

/// Runs the measurement.
pub(crate) fn run(args: Parser) -> Result<()> {
    let options = parse(args)?;
    let shell = workspace::shell()?;
    let browser = browser::ensure(&shell)?;
    npm::ensure(&shell, npm::TESTS)?;
    site::build(&shell)?;
    // A debug build would be measured instead of the console.
    say("building the stand-in API for speed");
    process::run(cmd!(
        shell,
        "cargo build --locked --release --package emulator"
    ))
    .context("the stand-in does not build")?;
    let program = workspace::built_for_speed("emulator")?;
    let [port] = ports::free_ports()?;
    let flags = ["--site", site::DIST, "--control"].map(Into::into);
    let _stand_in = stand_in::run_program(&shell, &program, port, &flags)?;

    let Options { rows, runs } = options;
    let _folder = shell.push_dir(npm::TESTS);
    let measurement = cmd!(shell, "node support/bench.mjs")
        .env("CONSOLE_URL", format!("http://127.0.0.1:{port}/"))
        .env("CHROMIUM", browser.program)
        .env("ROWS", rows)
        .env("RUNS", runs.to_string());
    process::run(measurement)
}

fn parse(mut args: Parser) -> Result<Options> {
    let mut options = Options {
        rows: "1000,10000,100000".into(),
        runs: 3,
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("rows") => {
                let rows = args.value()?.string()?;
                for count in rows.split(',') {
                    count
                        .parse::<u32>()
                        .with_context(|| format!("--rows {rows}: {count:?} is no number"))?;
                }
                options.rows = rows;
            }
            Arg::Long("runs") => options.runs = args.value()?.parse::<u32>()?.max(1),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbers() {
        let parsed = |args: &[&str]| parse(Parser::from_args(args));
        let options = parsed(&["--rows", "20,1000", "--runs", "0"]).expect("good flags");
        let expected = Options {
            rows: "20,1000".into(),
            runs: 1,
        };
        assert_eq!(options, expected);
        let error = parsed(&["--rows", "20,many"]).expect_err("no number");
        assert!(error.to_string().contains("many"), "{error}");
    }
}
