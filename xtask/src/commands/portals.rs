//! `cargo xtask portals` and the layer of that name: the portals of `examples/` with
//! consoles in them, in every way in which one can be embedded.
//!
//! The portals and the frame's console have different sites, `127.0.0.1` and
//! `localhost`, so that nothing works only because browsers hold them for related.

use std::ffi::OsString;
use std::path::Path;

use anyhow::Result;
use lexopt::{Arg, Parser, ValueExt};

use crate::build::{portals as examples, site};
use crate::servers::portals::{self, Ports};
use crate::servers::{nginx, stand_in};
use crate::tools::{ports, process, workspace};

pub(crate) const HELP: &str = "\
cargo xtask portals [FLAGS]

Shows the example portals with consoles in them, on the production build as it
is in dist/ (it is made if it is not there), before the stand-in API. Ctrl-C
ends all.

  --port N        the portals' port [8090]
  --frame-port N  the port of the console that is shown in a frame [8091]";

/// Runs until a signal or one of the programs ends it.
pub(crate) fn run(args: Parser) -> Result<()> {
    let ports = parse(args)?;
    ports::require_free(ports.portal, "--port")?;
    ports::require_free(ports.frame, "--frame-port")?;
    let shell = workspace::shell()?;
    let nginx = nginx::ensure(&shell)?;
    if !shell.path_exists(Path::new(site::DIST).join("index.html")) {
        site::build(&shell)?;
    }
    stand_in::build(&shell)?;
    let folder = examples::prepare(&shell)?.folder;
    // Slow enough for a person to see a peering change; with what single tests need.
    let flags = ["--provisioning-delay", "3s", "--control"].map(OsString::from);
    let mut next = portals::serve_next(&shell)?;
    let mut servers = portals::serve(&shell, &nginx, &folder, &ports, next.port, &flags)?;
    let Ports { portal, frame } = ports;
    println!("\n  plain    http://127.0.0.1:{portal}/");
    for name in examples::BUILT {
        println!("  {name:8} http://127.0.0.1:{portal}/{name}/");
    }
    println!(
        "  frame    http://localhost:{frame}/\n  sign in  username demo, password demo\n\nCtrl-C ends them."
    );
    process::watch(&mut [&mut servers.stand_in, &mut servers.nginx, &mut next.server])
}

fn parse(mut args: Parser) -> Result<Ports> {
    let mut ports = Ports {
        portal: 8090,
        frame: 8091,
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("port") => ports.portal = args.value()?.parse()?,
            Arg::Long("frame-port") => ports.frame = args.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(ports)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ports_can_be_chosen() {
        let parsed = |args: &[&str]| parse(Parser::from_args(args)).ok();
        let ports = |portal, frame| Some(Ports { portal, frame });
        assert_eq!(parsed(&[]), ports(8090, 8091));
        assert_eq!(parsed(&["--port", "1", "--frame-port", "2"]), ports(1, 2));
        assert_eq!(parsed(&["--api-port", "1"]), None);
    }
}
