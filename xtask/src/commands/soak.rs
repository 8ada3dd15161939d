//! `cargo xtask soak`: the fault suite's random walks for any length of time, from
//! fresh seeds, and its long day. The servers are started as for the layer `faults`.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::build::site;
use crate::checks::faults;
use crate::tools::workspace;

pub(crate) const HELP: &str = "\
cargo xtask soak [FLAGS]

Walks at random through the production build in Chromium, against the stand-in
API with faults, until something fails or the end is reached, and watches what a
console takes that is used for 12 hours of the browser's clock. A failure says
how to repeat it; the last lines are tables of what was survived, and the seeds.

  --hours H       how long [1]
  --operations N  instead: how many operations
  --seed S        where to begin [the time of day]";

/// As long as a session may last by default, in hours of the browser's clock.
const LONG_DAY: &str = "12";

/// The flags of the command line.
#[derive(Debug, PartialEq)]
struct Options {
    length: Length,
    seed: u64,
}

/// When to stop.
#[derive(Debug, PartialEq)]
enum Length {
    Hours(f64),
    Operations(u32),
}

/// Runs the walks.
pub(crate) fn run(args: Parser) -> Result<()> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let options = parse(args, since.map_or(1, |since| since.as_secs()))?;
    let shell = workspace::shell()?;
    site::build(&shell)?;
    println!("seed {}", options.seed);
    let (name, length) = match options.length {
        Length::Hours(hours) => ("FAULT_HOURS", hours.to_string()),
        Length::Operations(count) => ("FAULT_OPERATIONS", count.to_string()),
    };
    let wanted = [
        (name, length.as_str()),
        ("FAULT_SEED", &options.seed.to_string()),
        ("FAULT_DAY_HOURS", LONG_DAY),
    ];
    faults::suite(&shell, &["long-day.spec.ts", "walk.spec.ts"], &wanted)
}

fn parse(mut args: Parser, seed: u64) -> Result<Options> {
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
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Option<Options> {
        parse(Parser::from_args(args), 7).ok()
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
