//! Caddy with `deploy/Caddyfile`, for the end-to-end tests of what servers send.
//! Where there is no Caddy these are left out.

use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::servers::test_servers::Place;
use crate::servers::test_servers::replaced;
use crate::tools::process;
use crate::tools::process::Running;

/// The ports of one Caddy, and of what has the API's name.
pub(crate) struct Ports {
    pub(crate) console: u16,
    pub(crate) plain: u16,
    pub(crate) api: u16,
}

/// Starts one that keeps everything of its own in the place's folder, and waits
/// until it answers.
pub(crate) fn start(shell: &Shell, place: &Place, ports: &Ports) -> Result<Running> {
    let Place { folder, .. } = place;
    shell.create_dir(folder.join("logs"))?;
    let example = shell.read_file("deploy/Caddyfile")?;
    let file = folder.join("Caddyfile");
    shell.write_file(&file, configuration(&example, place, ports)?)?;
    let command = cmd!(shell, "caddy run --adapter caddyfile --config {file}")
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .quiet()
        .ignore_stderr();
    let mut caddy = Running::start("caddy", command.into())?;
    process::wait_for(ports.plain, "/", |status| status == 301, &mut [&mut caddy])
        .with_context(|| format!("`caddy validate --config {}` may say why", file.display()))?;
    Ok(caddy)
}

/// The Caddyfile with what differs between machines.
fn configuration(example: &str, place: &Place, ports: &Ports) -> Result<String> {
    let text = |path: &Path| path.display().to_string();
    let certificates = &place.certificates;
    let site = replaced(
        example,
        &[
            (
                "http://peerings.example.com {",
                format!("http://127.0.0.1:{} {{", ports.plain),
            ),
            (
                "https://peerings.example.com {",
                format!(
                    "https://127.0.0.1:{} {{\n\ttls {} {}",
                    ports.console,
                    text(&certificates.console.certificate),
                    text(&certificates.console.key)
                ),
            ),
            ("/var/www/peerings", text(&place.root)),
            ("/var/log/caddy", text(&place.folder.join("logs"))),
            (
                "reverse_proxy https://api.upcloud.com {",
                format!("reverse_proxy https://127.0.0.1:{} {{", ports.api),
            ),
            (
                "tls_server_name api.upcloud.com",
                format!(
                    "tls_server_name api.upcloud.com\n\t\t\t\ttls_trusted_ca_certs {}",
                    text(&certificates.authority.certificate)
                ),
            ),
        ],
    )?;
    Ok(format!(
        "{{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n\tservers {{\n\t\tprotocols h1 h2\n\t}}\n}}\n{site}"
    ))
}
