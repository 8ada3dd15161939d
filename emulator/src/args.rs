//! The command line.

use std::{
    ffi::OsString,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use lexopt::{Arg, Parser, ValueExt};

use crate::{
    duration,
    edge::{
        bucket::Rate,
        options::{Options, Site},
    },
};

pub const HELP: &str = "\
A stand-in for the network peering part of the UpCloud API.

Usage: emulator [options]

  --port PORT                 port to listen on; 0 picks a free one (default 9000)
  --bind ADDRESS              address to listen on (default 127.0.0.1)
  --scenario NAME             company (default), empty, hostile, or scale:N for N peerings
  --seed N                    seed for ids and random faults (default 1)
  --provisioning-delay TIME   length of a transition into or out of active (default 0)
  --latency TIME              delay of every response (default 0)
  --fault-rate SHARE          share of requests that fail at random, 0 to 1 (default 0)
  --rate N/s,BURST            answer N requests a second and BURST at once, then 429 (default: all)
  --challenge                 send WWW-Authenticate: Basic with each 401
  --cors ORIGIN               allow cross-origin calls from this origin; may be repeated
  --state FILE                load the state from FILE if it exists, and save it there
  --site DIR                  serve the built console in DIR on the same origin
  --base PATH                 base path of the console, such as /portal/peerings/ (default /)
  --control                   serve the control routes below /__emulator/
  --help                      print this help

TIME is a number with ms or s, such as 500ms or 2s.
Accounts: demo/demo (token ucat_demo) and partner/partner (token ucat_partner).
";

#[derive(Debug)]
pub enum Command {
    Help,
    Serve(SocketAddr, Box<Options>),
}

/// Parses the arguments, without the program name.
///
/// # Errors
/// A sentence that says which argument is wrong.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    read(Parser::from_args(arguments)).map_err(|error| error.to_string())
}

fn read(mut parser: Parser) -> Result<Command, lexopt::Error> {
    let mut address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 9000);
    let mut options = Options::default();
    let mut folder = None;
    let mut base = String::from("/");
    while let Some(argument) = parser.next()? {
        let settings = &mut options.settings;
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Long("port") => address.set_port(parser.value()?.parse()?),
            Arg::Long("bind") => address.set_ip(parser.value()?.parse()?),
            Arg::Long("scenario") => settings.scenario = parser.value()?.parse()?,
            Arg::Long("seed") => settings.seed = parser.value()?.parse()?,
            Arg::Long("provisioning-delay") => {
                settings.provisioning_delay = parser.value()?.parse_with(duration::parse)?;
            }
            Arg::Long("latency") => {
                settings.latency = parser.value()?.parse_with(duration::parse)?;
            }
            Arg::Long("fault-rate") => settings.fault_rate = parser.value()?.parse_with(share)?,
            Arg::Long("rate") => settings.rate = Some(parser.value()?.parse_with(Rate::parse)?),
            Arg::Long("challenge") => settings.challenge = true,
            Arg::Long("cors") => options.cors.push(parser.value()?.string()?),
            Arg::Long("state") => options.state_file = Some(parser.value()?.into()),
            Arg::Long("site") => folder = Some(parser.value()?.into()),
            Arg::Long("base") => base = base_path(&parser.value()?.string()?),
            Arg::Long("control") => options.control = true,
            other => return Err(other.unexpected()),
        }
    }
    options.site = folder.map(|folder| Site { folder, base });
    Ok(Command::Serve(address, Box::new(options)))
}

fn share(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text
        .parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| format!("{text:?} is not a number from 0 to 1"))
}

fn base_path(text: &str) -> String {
    match text.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, parse};
    use crate::scenario::Scenario;

    fn read(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(Into::into))
    }

    #[test]
    fn options_are_parsed() {
        let line = "--port 0 --scenario scale:5 --latency 20ms --base portal --site dist --control";
        let Ok(Command::Serve(address, options)) = read(line) else {
            unreachable!("{line} is a command line");
        };
        assert_eq!(address.to_string(), "127.0.0.1:0");
        assert_eq!(options.settings.scenario, Scenario::Scale(5));
        assert_eq!(options.settings.latency.as_millis(), 20);
        assert_eq!(
            options.site.map(|site| site.base).as_deref(),
            Some("/portal/")
        );
        assert!(options.control);
    }

    #[test]
    fn wrong_arguments_are_refused() {
        let lines = "--port x|--fault-rate 2|--latency 5|--nonsense|extra";
        for line in lines.split('|') {
            assert!(read(line).is_err(), "{line}");
        }
        assert!(matches!(read("--help"), Ok(Command::Help)));
    }
}
