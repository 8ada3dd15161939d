//! Caddy with `deploy/Caddyfile`, for the end-to-end tests of what servers send. The file
//! is taken as it is but for ports, certificates and folders.

use std::fs::File;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::servers::test_servers::Place;
use crate::servers::test_servers::replaced;
use crate::tools::process::Running;
use crate::tools::{apt, process};

const ADVICE: &str = "install Caddy 2.6 or newer (Debian: `apt-get install caddy`)";

/// The ports of one Caddy, and of what has the API's name.
pub(crate) struct Ports {
    pub(crate) console: u16,
    pub(crate) plain: u16,
    pub(crate) admin: u16,
    pub(crate) api: u16,
    pub(crate) dns: u16,
}

/// Installs Caddy when it is missing, on Debian and its kin.
pub(crate) fn ensure(shell: &Shell) -> Result<()> {
    if apt::on_path(shell, "caddy").is_none() {
        apt::install(shell, &["caddy"], ADVICE)?;
    }
    apt::on_path(shell, "caddy").context(ADVICE).map(drop)
}

/// Starts one that keeps everything of its own in the place's folder, and waits
/// until it answers.
pub(crate) fn start(shell: &Shell, place: &Place, ports: &Ports) -> Result<Running> {
    let Place { folder, .. } = place;
    shell.create_dir(folder.join("logs"))?;
    // fail2ban wants it before the first request.
    File::create(folder.join("logs/peerings.access.log"))?;
    let example = shell.read_file("deploy/Caddyfile")?;
    let file = folder.join("Caddyfile");
    shell.write_file(&file, configuration(&example, place, ports)?)?;
    // What the shipped file leaves to the standard error output, a log like the others.
    let log = File::create(folder.join("logs/caddy.log"))?;
    let mut command: Command = cmd!(shell, "caddy run --adapter caddyfile --config {file}").into();
    command
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("CADDY_ADMIN", format!("127.0.0.1:{}", ports.admin))
        .stderr(log);
    let mut caddy = Running::start("caddy", command)?;
    process::wait_for(ports.plain, "/", |status| status == 301, &mut [&mut caddy])
        .with_context(|| format!("`caddy validate --config {}` may say why", file.display()))?;
    Ok(caddy)
}

/// The Caddyfile with what differs between machines.
fn configuration(example: &str, place: &Place, ports: &Ports) -> Result<String> {
    let text = |path: &Path| path.display().to_string();
    let certificates = &place.certificates;
    replaced(
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
            ("/var/www/html", text(&place.host)),
            ("/run/peerings-banned", text(&place.folder.join("banned"))),
            (
                "reverse_proxy https://api.upcloud.com {",
                format!("reverse_proxy https://api.upcloud.com:{} {{", ports.api),
            ),
            (
                "tls_server_name api.upcloud.com",
                format!(
                    "tls_server_name api.upcloud.com\n\t\t\t\tresolvers udp/127.0.0.1:{}\n\t\t\t\ttls_trusted_ca_certs {}",
                    ports.dns,
                    text(&certificates.authority.certificate)
                ),
            ),
            // Caddy's own ports would be 80 and 443, and it would ask for a certificate.
            (
                "\n{\n",
                "\n{\n\tauto_https off\n\tdefault_bind 127.0.0.1\n\tservers {\n\t\tprotocols h1 h2\n\t}\n".into(),
            ),
        ],
    )
}
