//! The end-to-end tests. Each of Playwright's workers has a stand-in API, a name server,
//! an nginx, and a Caddy with fail2ban of its own.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::build::site;
use crate::servers::certificates::Certificates;
use crate::servers::dns::NameServer;
use crate::servers::nginx::Nginx;
use crate::servers::test_servers::Place;
use crate::servers::{caddy, certificates, dns, fail2ban, nginx, stand_in, test_servers};
use crate::tools::process::Running;
use crate::tools::{browser, npm, ports, process, workspace};

/// Two keep two cores busy.
const WORKERS: usize = 2;

/// The servers of one of Playwright's workers; dropping it ends them.
struct Servers {
    folder: PathBuf,
    nginx: (Place, nginx::Ports),
    caddy: (Place, caddy::Ports),
    _running: Vec<Running>,
    _names: NameServer,
}

/// Runs the tests that `args` name, or all.
pub(crate) fn check(shell: &Shell, args: &[OsString]) -> Result<()> {
    let browser = browser::ensure_headless(shell)?;
    let nginx = nginx::ensure(shell)?;
    caddy::ensure(shell)?;
    fail2ban::ensure(shell)?;
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
    run_playwright(shell, args, &browser, &certificates, &workers)?;
    // A part of the tests need not cause the entries that this check expects.
    if args.is_empty() {
        test_servers::check_logs(shell, workers.iter().map(|servers| &servers.nginx.0))?;
        test_servers::check_logs(shell, workers.iter().map(|servers| &servers.caddy.0))?;
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
    let [console, plain, distrusting, gateway, api, stand_in] = ports::free_ports()?;
    let [caddy_console, caddy_plain, admin] = ports::free_ports()?;
    let records = shell.create_dir(folder.join("dns"))?;
    let names = dns::start(&records)?;
    let nginx_ports = nginx::Ports {
        console,
        plain,
        distrusting,
        gateway,
        api,
        dns: names.port,
        stand_in,
    };
    let caddy_ports = caddy::Ports {
        console: caddy_console,
        plain: caddy_plain,
        admin,
        api,
        dns: names.port,
    };
    // A copy, because tests change files.
    let root = folder.join("site");
    let dist = site::DIST;
    cmd!(shell, "cp -R {dist} {root}").quiet().run()?;
    let host = shell.create_dir(folder.join("host"))?;
    let place = |name: &str| -> Result<Place> {
        Ok(Place {
            folder: shell.create_dir(folder.join(name))?,
            root: root.clone(),
            host: host.clone(),
            certificates: Rc::clone(certificates),
        })
    };
    let flags = ["--site", dist, "--control"].map(Into::into);
    let (nginx_place, caddy_place) = (place("nginx")?, place("caddy")?);
    let running = vec![
        stand_in::run(shell, stand_in, &flags)?,
        nginx.start(shell, &nginx_place, &nginx_ports)?,
        caddy::start(shell, &caddy_place, &caddy_ports)?,
        fail2ban::start(shell, &caddy_place)?,
    ];
    // Only now: both have started without the API's address.
    shell.write_file(records.join("api.upcloud.com"), "127.0.0.1\n")?;
    Ok(Servers {
        folder: folder.to_owned(),
        nginx: (nginx_place, nginx_ports),
        caddy: (caddy_place, caddy_ports),
        _running: running,
        _names: names,
    })
}

/// Tells Playwright where the servers are: one address for each worker.
fn run_playwright(
    shell: &Shell,
    args: &[OsString],
    browser: &OsString,
    certificates: &Certificates,
    workers: &[Servers],
) -> Result<()> {
    let urls = |scheme: &str, port: fn(&Servers) -> u16| {
        let urls: Vec<_> = workers
            .iter()
            .map(|servers| format!("{scheme}://127.0.0.1:{}/", port(servers)))
            .collect();
        urls.join(" ")
    };
    let folders = env::join_paths(workers.iter().map(|servers| &servers.folder))?;
    let _folder = shell.push_dir(npm::TESTS);
    let tests = cmd!(shell, "npx playwright test {args...}")
        .env("CONSOLE_URL", urls("https", |at| at.nginx.1.console))
        .env("STAND_IN_URL", urls("http", |at| at.nginx.1.stand_in))
        .env("PLAIN_URL", urls("http", |at| at.nginx.1.plain))
        .env(
            "DISTRUSTING_URL",
            urls("https", |at| at.nginx.1.distrusting),
        )
        .env("GATEWAY_URL", urls("https", |at| at.nginx.1.gateway))
        .env("API_URL", urls("https", |at| at.nginx.1.api))
        .env("CADDY_URL", urls("https", |at| at.caddy.1.console))
        .env("CADDY_PLAIN_URL", urls("http", |at| at.caddy.1.plain))
        .env("SERVER_FOLDERS", folders)
        .env("CONSOLE_PIN", &certificates.console_pin)
        .env("NODE_EXTRA_CA_CERTS", &certificates.authority.certificate)
        .env("CHROMIUM", browser);
    process::run(tests)
}
