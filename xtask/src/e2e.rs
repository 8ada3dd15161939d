//! The end-to-end tests: `cargo xtask e2e` and the layer of that name. Each of
//! Playwright's workers has a stand-in API and an nginx of its own.

use std::{ffi::OsString, path::Path, rc::Rc};

use anyhow::{Result, ensure};
use lexopt::Parser;
use xshell::{Shell, cmd};

use crate::{
    apt,
    browser::{self, Browser},
    caddy,
    certificates::{self, Certificates},
    children::{self, Running},
    dist, net,
    nginx::{self, Nginx},
    npm,
    served::{self, Place},
    start,
    tools::say,
    workspace,
};

const HELP: &str = "\
cargo xtask e2e [PLAYWRIGHT ARGUMENTS]

Runs the end-to-end tests on the production build as it is in dist/, behind
nginx and, where it is installed, Caddy. `cargo xtask e2e headers.spec.ts -g S-11` runs only these.";

/// As many as the tests need to keep two cores busy.
const WORKERS: usize = 2;

/// The command.
pub(crate) fn run(mut args: Parser) -> Result<()> {
    let args: Vec<_> = args.raw_args()?.collect();
    if args
        .first()
        .is_some_and(|arg| arg == "--help" || arg == "-h")
    {
        println!("{HELP}");
        return Ok(());
    }
    let shell = workspace::shell()?;
    ensure!(
        shell.path_exists(Path::new(dist::DIST).join("index.html")),
        "there is no production build: `cargo xtask build` makes one"
    );
    check(&shell, &args)
}

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
    start::build_stand_in(shell)?;
    let mut workers = Vec::new();
    for worker in 0..WORKERS {
        let folder = folder.join(format!("worker-{worker}"));
        workers.push(start(shell, &nginx, &folder, &certificates)?);
    }
    if workers.iter().any(|servers| servers.caddy.is_none()) {
        say("there is no caddy on the PATH: deploy/Caddyfile is not tried");
    }

    run_playwright(shell, args, &browser, &certificates, &workers)?;
    // A part of the tests may well ask for nothing that is looked for here.
    if args.is_empty() {
        served::check_logs(shell, workers.iter().map(|servers| &servers.nginx))?;
        let caddies = workers.iter().filter_map(|servers| servers.caddy.as_ref());
        served::check_logs(shell, caddies.map(|(place, _)| place))?;
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
    ] = net::free_ports()?;
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
            root: shell.current_dir().join(dist::DIST),
            certificates: Rc::clone(certificates),
        })
    };
    let flags = ["--site", dist::DIST, "--control"].map(Into::into);
    let mut running = vec![start::run_stand_in(shell, stand_in, &flags)?];
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
    children::run(tests)
}
