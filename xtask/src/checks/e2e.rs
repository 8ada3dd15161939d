//! The end-to-end tests. Each of Playwright's workers has a stand-in API and an
//! nginx of its own.

use std::ffi::OsString;
use std::path::Path;
use std::rc::Rc;

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::build::site;
use crate::servers::certificates::Certificates;
use crate::servers::nginx::Nginx;
use crate::servers::test_servers::Place;
use crate::servers::{caddy, certificates, nginx, stand_in, test_servers};
use crate::tools::browser::Browser;
use crate::tools::process::Running;
use crate::tools::say::say;
use crate::tools::{apt, browser, npm, ports, process, workspace};

/// Two keep two cores busy.
const WORKERS: usize = 2;

/// The servers of one of Playwright's workers; dropping it ends them.
struct Servers {
    nginx: Place,
    ports: nginx::Ports,
    caddy: Option<(Place, caddy::Ports)>,
    _running: Vec<Running>,
}

/// Runs the tests that `args` name, or all.
pub(crate) fn check(shell: &Shell, args: &[OsString]) -> Result<()> {
    let browser = browser::ensure(shell)?;
    let nginx = nginx::ensure(shell)?;
    npm::ensure(shell, npm::TESTS)?;

    // Not a temporary folder, so that its logs can be read afterwards.
    let folder = workspace::built("e2e")?;
    shell.remove_path(&folder)?;
    shell.create_dir(&folder)?;
    let certificates = Rc::new(certificates::make(shell, &folder)?);
    stand_in::build(shell)?;
    let mut workers = Vec::new();
    for worker in 0..WORKERS {
        let folder = folder.join(format!("worker-{worker}"));
        workers.push(start(shell, &nginx, &folder, &certificates)?);
    }
    if workers.iter().any(|servers| servers.caddy.is_none()) {
        say("there is no caddy on the PATH: deploy/Caddyfile is not tried");
    }

    run_playwright(shell, args, &browser, &certificates, &workers)?;
    // A part of the tests need not cause the entries that this check expects.
    if args.is_empty() {
        test_servers::check_logs(shell, workers.iter().map(|servers| &servers.nginx))?;
        let caddies = workers.iter().filter_map(|servers| servers.caddy.as_ref());
        test_servers::check_logs(shell, caddies.map(|(place, _)| place))?;
    }
    Ok(())
}

/// Starts all servers of one worker.
fn start(
    shell: &Shell,
    nginx: &Nginx,
    folder: &Path,
    certificates: &Rc<Certificates>,
) -> Result<Servers> {
    let [
        console,
        plain,
        distrusting,
        api,
        stand_in,
        caddy,
        caddy_plain,
    ] = ports::free_ports()?;
    let ports = nginx::Ports {
        console,
        plain,
        distrusting,
        api,
        stand_in,
    };
    let place = |name: &str| -> Result<Place> {
        Ok(Place {
            folder: shell.create_dir(folder.join(name))?,
            root: shell.current_dir().join(site::DIST),
            certificates: Rc::clone(certificates),
        })
    };
    let flags = ["--site", site::DIST, "--control"].map(Into::into);
    let mut running = vec![stand_in::run(shell, stand_in, &flags)?];
    let nginx_place = place("nginx")?;
    running.push(nginx.start(shell, &nginx_place, &ports)?);
    let mut other = None;
    if apt::on_path(shell, "caddy").is_some() {
        let (place, ports) = (
            place("caddy")?,
            caddy::Ports {
                console: caddy,
                plain: caddy_plain,
                api,
            },
        );
        running.push(caddy::start(shell, &place, &ports)?);
        other = Some((place, ports));
    }
    Ok(Servers {
        nginx: nginx_place,
        ports,
        caddy: other,
        _running: running,
    })
}

/// Tells Playwright where the servers are: one address for each worker.
fn run_playwright(
    shell: &Shell,
    args: &[OsString],
    browser: &Browser,
    certificates: &Certificates,
    workers: &[Servers],
) -> Result<()> {
    let urls = |scheme: &str, port: fn(&Servers) -> Option<u16>| {
        let urls = workers.iter().filter_map(port);
        let urls: Vec<_> = urls
            .map(|port| format!("{scheme}://127.0.0.1:{port}/"))
            .collect();
        urls.join(" ")
    };
    let _folder = shell.push_dir(npm::TESTS);
    let tests = cmd!(shell, "npx playwright test {args...}")
        .env("CONSOLE_URL", urls("https", |at| Some(at.ports.console)))
        .env("STAND_IN_URL", urls("http", |at| Some(at.ports.stand_in)))
        .env("PLAIN_URL", urls("http", |at| Some(at.ports.plain)))
        .env(
            "DISTRUSTING_URL",
            urls("https", |at| Some(at.ports.distrusting)),
        )
        .env(
            "CADDY_URL",
            urls("https", |at| Some(at.caddy.as_ref()?.1.console)),
        )
        .env(
            "CADDY_PLAIN_URL",
            urls("http", |at| Some(at.caddy.as_ref()?.1.plain)),
        )
        .env("CONSOLE_PIN", &certificates.console_pin)
        .env("NODE_EXTRA_CA_CERTS", &certificates.authority.certificate)
        .env("CHROMIUM", &browser.program);
    process::run(tests)
}
