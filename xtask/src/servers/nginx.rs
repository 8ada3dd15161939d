//! nginx with the configuration of `deploy/nginx`, in front of the stand-in API,
//! for the end-to-end tests.
//!
//! The example site is taken as it is but for what differs between machines:
//! ports, names, certificates, folders. Behind it, instead of the API, is a
//! second server with a certificate for the API's name, which passes on to the
//! stand-in (`around_nginx.conf`).

use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::servers::test_servers::Place;
use crate::servers::test_servers::replaced;
use crate::tools::process::Running;
use crate::tools::{apt, process};

const PACKAGES: &[&str] = &[
    "nginx",
    "libnginx-mod-http-brotli-static",
    "libnginx-mod-http-lua",
    "openssl",
];
const ADVICE: &str = "install nginx 1.22 or newer with the modules ngx_http_brotli_static and ngx_http_lua, and OpenSSL 3 (Debian: `apt-get install nginx libnginx-mod-http-brotli-static libnginx-mod-http-lua openssl`)";

/// The modules, in the order in which they can be loaded, and the words that tell that
/// they are built in.
const MODULES: [(&str, &str); 3] = [
    ("ngx_http_brotli_static_module.so", "brotli"),
    ("ndk_http_module.so", "devel"),
    ("ngx_http_lua_module.so", "lua"),
];

/// The program, and the lines that load its modules.
pub(crate) struct Nginx {
    load_modules: String,
}

/// Finds nginx; on Debian and its kin it is installed when it is missing.
pub(crate) fn ensure(shell: &Shell) -> Result<Nginx> {
    // Debian keeps it where only root's PATH leads.
    let path = shell.var_os("PATH").unwrap_or_default();
    let path = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    shell.set_var("PATH", std::env::join_paths(path)?);
    if let Some(nginx) = find(shell) {
        return Ok(nginx);
    }
    apt::install(shell, PACKAGES, ADVICE)?;
    find(shell).context(ADVICE)
}

fn find(shell: &Shell) -> Option<Nginx> {
    apt::on_path(shell, "openssl")?;
    apt::on_path(shell, "nginx")?;
    // It describes itself on the standard error output.
    let about = cmd!(shell, "nginx -V").quiet().ignore_status();
    let about = String::from_utf8(about.output().ok()?.stderr).ok()?;
    let load_modules = load_modules(&about, |module| shell.path_exists(module))?;
    Some(Nginx { load_modules })
}

/// The lines that load the modules which are not built in.
fn load_modules(about: &str, exists: impl Fn(&Path) -> bool) -> Option<String> {
    let mut words = about.split_whitespace();
    let folder = words.find_map(|word| word.strip_prefix("--modules-path="))?;
    let mut lines = Vec::new();
    for (file, word) in MODULES {
        let module = Path::new(folder).join(file);
        if exists(&module) {
            lines.push(format!("load_module {};", module.display()));
        } else if !about.contains(word) {
            return None;
        }
    }
    Some(lines.join("\n"))
}

/// The ports of one nginx.
pub(crate) struct Ports {
    /// The console, over TLS.
    pub(crate) console: u16,
    /// What sends visitors over to TLS.
    pub(crate) plain: u16,
    /// The console on a server that does not trust the API's certificate.
    pub(crate) distrusting: u16,
    /// The gateway with single sign-on in front of the console.
    pub(crate) gateway: u16,
    /// What has the API's name.
    pub(crate) api: u16,
    /// The name server that knows it.
    pub(crate) dns: u16,
    /// The stand-in.
    pub(crate) stand_in: u16,
}

impl Nginx {
    /// Starts one that keeps everything of its own in the place's folder, and
    /// waits until it answers.
    pub(crate) fn start(&self, shell: &Shell, place: &Place, ports: &Ports) -> Result<Running> {
        let Place { folder, .. } = place;
        // Relative to nginx.conf, as below /etc/nginx.
        let ours = shell.create_dir(folder.join("peerings"))?;
        for file in shell.read_dir("deploy/nginx")? {
            shell.copy_file(file, &ours)?;
        }
        let console = replaced(
            &shell.read_file("deploy/nginx/console.conf")?,
            &[(
                "set $peerings_api api.upcloud.com;",
                format!("set $peerings_api api.upcloud.com:{};", ports.api),
            )],
        )?;
        shell.write_file(ours.join("console.conf"), console)?;
        let example = shell.read_file("deploy/nginx/site.conf")?;
        let configuration = self.configuration(&example, place, ports)?;
        self.launch(shell, folder, &configuration, ports.plain, |status| {
            status == 301
        })
    }

    /// Starts one with this nginx.conf, which keeps everything of its own in `folder`,
    /// and waits until the answer on `port` is as expected.
    pub(crate) fn launch(
        &self,
        shell: &Shell,
        folder: &Path,
        configuration: &str,
        port: u16,
        ready: fn(u16) -> bool,
    ) -> Result<Running> {
        shell.create_dir(folder.join("logs"))?;
        let file = folder.join("nginx.conf");
        shell.write_file(&file, configuration)?;
        let log = folder.join("logs/start.log");
        let command = cmd!(shell, "nginx -p {folder} -c {file} -e {log}");
        let mut nginx = Running::start("nginx", command.into())?;
        process::wait_for(port, "/", ready, &mut [&mut nginx])
            .with_context(|| format!("{} may say why", log.display()))?;
        Ok(nginx)
    }

    /// All of nginx.conf, around the example site.
    fn configuration(&self, example: &str, place: &Place, ports: &Ports) -> Result<String> {
        let text = |path: &Path| path.display().to_string();
        let certificates = &place.certificates;
        let certificate = text(&certificates.console.certificate);
        let key = text(&certificates.console.key);
        let folder = text(&place.folder);
        let root = text(&place.root);
        let site = replaced(
            example,
            &[
                ("listen [::]:80;", String::new()),
                ("listen [::]:443 ssl http2;", String::new()),
                ("listen 80;", format!("listen 127.0.0.1:{};", ports.plain)),
                (
                    "listen 443 ssl http2;",
                    format!("listen 127.0.0.1:{} ssl http2;", ports.console),
                ),
                ("peerings.example.com", "127.0.0.1".into()),
                ("/var/www/peerings", root.clone()),
                ("/var/www/html", text(&place.host)),
                (
                    "resolver 127.0.0.53;",
                    format!("resolver 127.0.0.1:{};", ports.dns),
                ),
                ("/var/log/nginx", format!("{folder}/logs")),
                ("/etc/ssl/peerings/fullchain.pem", certificate.clone()),
                ("/etc/ssl/peerings/privkey.pem", key.clone()),
                (
                    "/etc/ssl/certs/ca-certificates.crt",
                    text(&certificates.authority.certificate),
                ),
            ],
        )?;
        replaced(
            include_str!("around_nginx.conf"),
            &[
                ("@LOAD_MODULES@", self.load_modules.clone()),
                ("@FOLDER@", folder),
                ("@ROOT@", root),
                ("@API@", ports.api.to_string()),
                ("@DNS@", ports.dns.to_string()),
                ("@STAND_IN@", ports.stand_in.to_string()),
                ("@DISTRUSTING@", ports.distrusting.to_string()),
                ("@GATEWAY@", ports.gateway.to_string()),
                ("@CONSOLE@", ports.console.to_string()),
                ("@AUTHORITY@", text(&certificates.authority.certificate)),
                ("@API_CERTIFICATE@", text(&certificates.api.certificate)),
                ("@API_KEY@", text(&certificates.api.key)),
                ("@CONSOLE_CERTIFICATE@", certificate),
                ("@CONSOLE_KEY@", key),
                ("@STRANGER@", text(&certificates.stranger.certificate)),
                ("@SITE@", site),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_loaded_where_they_are_not_built_in() {
        let debian =
            "nginx version: nginx/1.22.1\nconfigure arguments: --modules-path=/m --with-compat";
        let all = "load_module /m/ngx_http_brotli_static_module.so;\nload_module /m/ndk_http_module.so;\nload_module /m/ngx_http_lua_module.so;";
        assert_eq!(load_modules(debian, |_| true).as_deref(), Some(all));
        assert_eq!(load_modules(debian, |_| false), None);
        let built_in = format!("{debian} --add-module=ngx_brotli");
        assert_eq!(load_modules(&built_in, |_| false), None);
        let built_in = format!("{built_in} --add-module=ngx_devel_kit --add-module=lua-nginx");
        assert_eq!(load_modules(&built_in, |_| false).as_deref(), Some(""));
    }
}
