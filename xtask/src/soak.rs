//! `cargo xtask soak`: the fault suite's random walks for as long as is wanted,
//! from fresh seeds. The servers are started as for the layer `faults`.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use xshell::{Shell, cmd};

use crate::{
    browser,
    children::{Running, run as run_command},
    dist, net, npm, start, workspace,
};

const HELP: &str = "\
cargo xtask soak [FLAGS]

Walks at random through the production build in Chromium, against the stand-in
API with faults, until something fails or the end is reached. A failure tells
how to repeat it; at the end stands a table of what was survived.

  --hours H       how long [1]
  --operations N  instead: how many operations
  --seed S        where to begin [the time of day]";

/// As many walks go on side by side, each with a stand-in of its own.
const WALKERS: usize = 2;

/// What the command line asks for.
#[derive(Debug, PartialEq)]
struct Options {
    length: Length,
    seed: u64,
}

/// When it is enough.
#[derive(Debug, PartialEq)]
enum Length {
    Hours(f64),
    Operations(u32),
}

/// Runs the walks.
pub(crate) fn run(args: Parser) -> Result<()> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let Some(options) = parse(args, since.map_or(1, |since| since.as_secs()))? else {
        println!("{HELP}");
        return Ok(());
    };
    let shell = workspace::shell()?;
    dist::build(&shell)?;
    println!("seed {}", options.seed);
    let (name, length) = match options.length {
        Length::Hours(hours) => ("FAULT_HOURS", hours.to_string()),
        Length::Operations(count) => ("FAULT_OPERATIONS", count.to_string()),
    };
    let wanted = [
        (name, length.as_str()),
        ("FAULT_SEED", &options.seed.to_string()),
    ];
    suite(&shell, &["walk.spec.ts"], &wanted)
}

/// Runs specs of the fault suite against the production build that is there.
pub(crate) fn suite(shell: &Shell, specs: &[&str], wanted: &[(&str, &str)]) -> Result<()> {
    let browser = browser::ensure(shell)?;
    npm::ensure(shell, npm::TESTS)?;
    let flags = ["--site", dist::DIST, "--control", "--scenario", "empty"].map(Into::into);
    start::build_stand_in(shell)?;
    let mut stand_ins: Vec<Running> = Vec::new();
    let mut sites: Vec<String> = Vec::new();
    for _ in 0..WALKERS {
        let [port] = net::free_ports()?;
        stand_ins.push(start::run_stand_in(shell, port, &flags)?);
        sites.push(format!("http://127.0.0.1:{port}/"));
    }
    let _folder = shell.push_dir(npm::TESTS);
    let tests = cmd!(shell, "npx playwright test --config ../faults {specs...}")
        .env("STAND_IN_URL", sites.join(" "))
        .env("CHROMIUM", browser.program)
        .envs(wanted.iter().copied());
    run_command(tests)
}

/// None when only the help is wanted.
fn parse(mut args: Parser, seed: u64) -> Result<Option<Options>> {
    let mut options = Options {
        length: Length::Hours(1.0),
        seed,
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("hours") => {
                let hours: f64 = args.value()?.parse()?;
                if !(hours.is_finite() && hours > 0.0) {
                    bail!("--hours {hours}: not a length of time");
                }
                options.length = Length::Hours(hours);
            }
            Arg::Long("operations") => {
                options.length = Length::Operations(args.value()?.parse::<u32>()?.max(1));
            }
            Arg::Long("seed") => options.seed = args.value()?.parse()?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Option<Options> {
        parse(Parser::from_args(args), 7).ok().flatten()
    }

    #[test]
    fn it_lasts_an_hour_unless_told_otherwise() {
        let hours = |hours, seed| {
            Some(Options {
                length: Length::Hours(hours),
                seed,
            })
        };
        assert_eq!(parsed(&[]), hours(1.0, 7));
        assert_eq!(parsed(&["--hours", "0.5", "--seed", "3"]), hours(0.5, 3));
        assert_eq!(parsed(&["--hours", "-1"]), None);
        assert_eq!(parsed(&["--hours", "inf"]), None);
    }

    #[test]
    fn operations_are_counted_instead() {
        let options = parsed(&["--operations", "5000"]);
        assert_eq!(
            options.map(|options| options.length),
            Some(Length::Operations(5000))
        );
    }
}
