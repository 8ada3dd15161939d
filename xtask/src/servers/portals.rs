//! The example portals with consoles in them, behind nginx, in front of the stand-in API.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::build::{portals::EXAMPLES, site};
use crate::servers::nginx::Nginx;
use crate::servers::stand_in;
use crate::servers::test_servers::replaced;
use crate::tools::process::Running;
use crate::tools::{ports, process};

/// The portal without a build step.
const PLAIN: &str = "examples/plain";

/// The portal that has a server of its own.
const NEXT: &str = "examples/next";

/// Where the servers of one run listen.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ports {
    pub(crate) portal: u16,
    pub(crate) frame: u16,
}

/// The servers; dropping them ends them.
pub(crate) struct Servers {
    pub(crate) portal: u16,
    pub(crate) stand_in_port: u16,
    /// Configurations, logs, and further installations that tests make.
    pub(crate) folder: PathBuf,
    pub(crate) stand_in: Running,
    pub(crate) nginx: Running,
}

/// A portal's own server, which all workers share.
pub(crate) struct Next {
    pub(crate) port: u16,
    pub(crate) server: Running,
}

/// Starts the server of the portal in Next.js.
pub(crate) fn serve_next(shell: &Shell) -> Result<Next> {
    let [port] = ports::free_ports()?;
    let port_text = port.to_string();
    let _folder = shell.push_dir(NEXT);
    let command = cmd!(shell, "npm run --silent start -- --port {port_text}");
    let command = command.env("NEXT_TELEMETRY_DISABLED", "1");
    let mut server = Running::start("the server of Next.js", command.into())?;
    process::wait_for(port, "/next/", |status| status == 200, &mut [&mut server])?;
    Ok(Next { port, server })
}

/// Starts a stand-in, and an nginx with the portals before it.
pub(crate) fn serve(
    shell: &Shell,
    nginx: &Nginx,
    parent: &Path,
    ports: &Ports,
    next: u16,
    flags: &[OsString],
) -> Result<Servers> {
    let [stand_in_port] = ports::free_ports()?;
    let stand_in = stand_in::run(shell, stand_in_port, flags)?;
    let folder = shell.create_dir(parent.join(format!("nginx-{}", ports.portal)))?;
    let configuration = configure(shell, &folder, ports, [next, stand_in_port])?;
    let nginx = nginx.launch(shell, &folder, &configuration, ports.portal, |status| {
        status == 200
    })?;
    Ok(Servers {
        portal: ports.portal,
        stand_in_port,
        folder,
        stand_in,
        nginx,
    })
}

/// Writes what nginx includes and serves of its own; gives its nginx.conf.
fn configure(
    shell: &Shell,
    folder: &Path,
    ports: &Ports,
    [next, stand_in]: [u16; 2],
) -> Result<String> {
    let Ports { portal, frame } = ports;
    let origin = format!("http://127.0.0.1:{portal}");
    // As deploy/nginx has it, but for the API.
    let console = shell.read_file("deploy/nginx/console.conf")?;
    let console = replaced(
        &console,
        &[(
            "proxy_pass https://$peerings_api;",
            format!("proxy_pass http://127.0.0.1:{stand_in};"),
        )],
    )?;
    let ours = shell.create_dir(folder.join("peerings"))?;
    for file in ["headers.conf", "api.conf"] {
        shell.copy_file(format!("deploy/nginx/{file}"), &ours)?;
    }
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
            ("@ROOT@", text(&here.join(site::DIST))),
            ("@PLAIN@", text(&here.join(PLAIN))),
            ("@EXAMPLES@", text(&here.join(EXAMPLES))),
            ("@PORTAL@", portal.to_string()),
            ("@FRAME@", frame.to_string()),
            ("@NEXT@", next.to_string()),
            ("@STAND_IN@", stand_in.to_string()),
            ("@SESSION@", session),
        ],
    )
}
