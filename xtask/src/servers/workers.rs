//! The servers of Playwright's workers: each has a stand-in API, a name server, an nginx,
//! and a Caddy with fail2ban of its own.

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
use crate::tools::{ports, process, workspace};

/// Two keep two cores busy.
pub(crate) const USUAL: usize = 2;

/// The workers' servers; dropping them ends them.
pub(crate) struct Workers {
    pub(crate) folder: PathBuf,
    certificates: Rc<Certificates>,
    servers: Vec<Servers>,
}

/// The servers of one worker.
struct Servers {
    folder: PathBuf,
    nginx: (Place, nginx::Ports),
    caddy: (Place, caddy::Ports),
    _running: Vec<Running>,
    _names: NameServer,
}

/// Starts the servers of so many workers, with the production build that is there. Their
/// configurations and logs are in the folder of this name.
pub(crate) fn start(shell: &Shell, name: &str, count: usize) -> Result<Workers> {
    let nginx = nginx::ensure(shell)?;
    caddy::ensure(shell)?;
    fail2ban::ensure(shell)?;

    // Not a temporary folder, so that its logs can be read afterwards.
    let folder = workspace::built(name)?;
    shell.remove_path(&folder)?;
    shell.create_dir(&folder)?;
    let certificates = Rc::new(certificates::make(shell, &folder)?);
    stand_in::build(shell)?;
    let mut servers = Vec::new();
    for worker in 0..count {
        let folder = folder.join(format!("worker-{worker}"));
        servers.push(start_one(shell, &nginx, &folder, &certificates)?);
    }
    Ok(Workers {
        folder,
        certificates,
        servers,
    })
}

impl Workers {
    /// Runs the Playwright of this folder with these arguments. It gets the servers' addresses, one for each
    /// worker, and these variables.
    pub(crate) fn run_playwright(
        &self,
        shell: &Shell,
        folder: &Path,
        args: &[OsString],
        variables: &[(&str, OsString)],
    ) -> Result<()> {
        let urls = |scheme: &str, port: fn(&Servers) -> u16| {
            let urls = self.servers.iter().map(port);
            let urls: Vec<_> = urls
                .map(|port| format!("{scheme}://127.0.0.1:{port}/"))
                .collect();
            urls.join(" ")
        };
        let folders = env::join_paths(self.servers.iter().map(|servers| &servers.folder))?;
        let authority = &self.certificates.authority;
        let _folder = shell.push_dir(folder);
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
            .env("CONSOLE_PIN", &self.certificates.console_pin)
            .env("NODE_EXTRA_CA_CERTS", &authority.certificate)
            .envs(variables.iter().cloned());
        process::run(tests)
    }

    /// Fails where a server's log holds a query or credentials.
    pub(crate) fn check_logs(&self, shell: &Shell) -> Result<()> {
        test_servers::check_logs(shell, self.servers.iter().map(|servers| &servers.nginx.0))?;
        test_servers::check_logs(shell, self.servers.iter().map(|servers| &servers.caddy.0))
    }
}

/// Starts all servers of one worker.
fn start_one(
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
