//! `cargo xtask portals` and the layer of that name: the portals of `examples/` with
//! consoles in them, in every way in which one can be embedded.
//!
//! The portals and the frame's console have different sites, `127.0.0.1` and
//! `localhost`, so that nothing works only because browsers hold them for related.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use lexopt::{Arg, Parser, ValueExt};
use xshell::{Shell, cmd};

use crate::{
    browser,
    children::{self, Running},
    dist, net,
    nginx::{self, Nginx},
    npm,
    served::replaced,
    start,
    tools::say,
    workspace,
};

const HELP: &str = "\
cargo xtask portals [FLAGS]

Shows two example portals with consoles in them, on the production build as it
is in dist/ (it is made if it is not there), before the stand-in API. Ctrl-C
ends all.

  --port N        the portals' port [8090]
  --frame-port N  the port of the console that is shown in a frame [8091]";

/// The portal without a build step.
const PLAIN: &str = "examples/plain";

/// The portal in React.
const REACT: &str = "examples/react";

/// As many portals are tried side by side, each with a stand-in of its own.
const WORKERS: usize = 2;

/// Where the servers of one run listen.
#[derive(Debug, PartialEq, Eq)]
struct Ports {
    portal: u16,
    frame: u16,
}

/// The servers; dropping them ends them.
struct Servers {
    portal: u16,
    stand_in_port: u16,
    stand_in: Running,
    nginx: Running,
}

/// Runs until a signal or one of the programs ends it.
pub(crate) fn run(args: Parser) -> Result<()> {
    let Some(ports) = parse(args)? else {
        println!("{HELP}");
        return Ok(());
    };
    net::require_free(ports.portal, "--port")?;
    net::require_free(ports.frame, "--frame-port")?;
    let shell = workspace::shell()?;
    let nginx = nginx::ensure(&shell)?;
    if !shell.path_exists(Path::new(dist::DIST).join("index.html")) {
        dist::build(&shell)?;
    }
    let folder = prepare(&shell)?;
    // Slow enough for a person to see a peering change; with what single tests need.
    let flags = ["--provisioning-delay", "3s", "--control"].map(OsString::from);
    let mut servers = serve(&shell, &nginx, &folder, &ports, &flags)?;
    println!(
        "\n  plain    http://127.0.0.1:{portal}/\n  React    http://127.0.0.1:{portal}/react/\n  sign in  username demo, password demo\n  frame    http://localhost:{frame}/\n\nCtrl-C ends them.",
        portal = ports.portal,
        frame = ports.frame,
    );
    children::watch(&mut [&mut servers.stand_in, &mut servers.nginx])
}

/// Tries the portals in a browser, on the production build that is there.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let browser = browser::ensure(shell)?;
    let nginx = nginx::ensure(shell)?;
    npm::ensure(shell, npm::TESTS)?;
    let folder = prepare(shell)?;
    let mut workers = Vec::new();
    for _ in 0..WORKERS {
        let [portal, frame] = net::free_ports()?;
        let ports = Ports { portal, frame };
        let flags = ["--control"].map(OsString::from);
        workers.push(serve(shell, &nginx, &folder, &ports, &flags)?);
    }
    let urls = |port: fn(&Servers) -> u16| {
        let urls = workers.iter().map(port);
        let urls: Vec<_> = urls
            .map(|port| format!("http://127.0.0.1:{port}/"))
            .collect();
        urls.join(" ")
    };
    let _folder = shell.push_dir(npm::TESTS);
    let tests = cmd!(shell, "npx playwright test --config ../portals")
        .env("PORTAL_URL", urls(|servers| servers.portal))
        .env("STAND_IN_URL", urls(|servers| servers.stand_in_port))
        .env("CHROMIUM", &browser.program);
    children::run(tests)
}

/// Builds what the portals need besides the console. Gives the folder for all that
/// is made.
fn prepare(shell: &Shell) -> Result<PathBuf> {
    // Not a temporary folder, so that configurations and logs can be read afterwards.
    let folder = workspace::built("portals")?;
    shell.remove_path(&folder)?;
    shell.create_dir(&folder)?;
    start::build_stand_in(shell)?;
    npm::ensure(shell, REACT)?;
    say("building the portal in React");
    let _folder = shell.push_dir(REACT);
    children::run(cmd!(shell, "npx tsc --noEmit")).context("its types do not fit")?;
    let site = folder.join("react");
    // React's own build for development: only that mounts everything twice under
    // StrictMode, which a console has to stand.
    children::run(
        cmd!(
            shell,
            "npx vite build --outDir {site} --emptyOutDir --logLevel error"
        )
        .env("NODE_ENV", "development"),
    )?;
    Ok(folder)
}

/// Starts a stand-in, and an nginx with the portals before it.
fn serve(
    shell: &Shell,
    nginx: &Nginx,
    site: &Path,
    ports: &Ports,
    flags: &[OsString],
) -> Result<Servers> {
    let [stand_in_port] = net::free_ports()?;
    let stand_in = start::run_stand_in(shell, stand_in_port, flags)?;
    let folder = shell.create_dir(site.join(format!("nginx-{}", ports.portal)))?;
    let configuration = configure(shell, &folder, site, ports, stand_in_port)?;
    let nginx = nginx.launch(shell, &folder, &configuration, ports.portal, |status| {
        status == 200
    })?;
    Ok(Servers {
        portal: ports.portal,
        stand_in_port,
        stand_in,
        nginx,
    })
}

/// Writes what nginx includes and serves of its own; gives its nginx.conf.
fn configure(
    shell: &Shell,
    folder: &Path,
    site: &Path,
    ports: &Ports,
    stand_in: u16,
) -> Result<String> {
    let Ports { portal, frame } = ports;
    let origin = format!("http://127.0.0.1:{portal}");
    // As deploy/nginx has it, but for the API.
    let console = shell.read_file("deploy/nginx/console.conf")?;
    let console = replaced(
        &console,
        &[(
            "proxy_pass https://api.upcloud.com;",
            format!("proxy_pass http://127.0.0.1:{stand_in};"),
        )],
    )?;
    let ours = shell.create_dir(folder.join("peerings"))?;
    shell.copy_file("deploy/nginx/headers.conf", &ours)?;
    shell.write_file(ours.join("console.conf"), console)?;
    shell.write_file(
        folder.join("config.json"),
        format!("{{\"portals\": [\"{origin}\"]}}\n"),
    )?;
    shell.write_file(
        folder.join("portal.json"),
        format!("{{\"frame\": \"http://localhost:{frame}/frame.html\"}}\n"),
    )?;
    let session = cmd!(shell, "openssl rand -hex 16").quiet().read()?;
    let here = shell.current_dir();
    let text = |path: &Path| path.display().to_string();
    replaced(
        include_str!("portals.conf"),
        &[
            ("@FOLDER@", text(folder)),
            ("@ROOT@", text(&here.join(dist::DIST))),
            ("@PLAIN@", text(&here.join(PLAIN))),
            ("@REACT@", text(site)),
            ("@PORTAL@", portal.to_string()),
            ("@FRAME@", frame.to_string()),
            ("@STAND_IN@", stand_in.to_string()),
            ("@SESSION@", session),
        ],
    )
}

/// None when only the help is wanted.
fn parse(mut args: Parser) -> Result<Option<Ports>> {
    let mut ports = Ports {
        portal: 8090,
        frame: 8091,
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("port") => ports.portal = args.value()?.parse()?,
            Arg::Long("frame-port") => ports.frame = args.value()?.parse()?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(ports))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ports_can_be_chosen() {
        let parsed = |args: &[&str]| parse(Parser::from_args(args)).ok().flatten();
        let ports = |portal, frame| Some(Ports { portal, frame });
        assert_eq!(parsed(&[]), ports(8090, 8091));
        assert_eq!(parsed(&["--port", "1", "--frame-port", "2"]), ports(1, 2));
        assert_eq!(parsed(&["--api-port", "1"]), None);
    }
}
