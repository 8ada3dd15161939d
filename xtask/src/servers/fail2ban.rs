//! fail2ban with the files of `deploy/fail2ban`, which counts the failed sign-ins in
//! Caddy's log. They are taken as they are but for folders.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::servers::test_servers::{Place, replaced};
use crate::tools::apt;
use crate::tools::process::Running;

const ADVICE: &str = "install fail2ban 1.0 or newer (Debian: `apt-get install fail2ban`)";

/// Installs it when it is missing, on Debian and its kin.
pub(crate) fn ensure(shell: &Shell) -> Result<()> {
    if apt::on_path(shell, "fail2ban-server").is_none() {
        apt::install(shell, &["fail2ban"], ADVICE)?;
    }
    apt::on_path(shell, "fail2ban-server")
        .context(ADVICE)
        .map(drop)
}

/// Starts one for the Caddy at this place. Caddy's log has to exist.
pub(crate) fn start(shell: &Shell, caddy: &Place) -> Result<Running> {
    let folder = caddy.folder.join("fail2ban");
    let text = |name: &str| caddy.folder.join(name).display().to_string();
    let own = |name: &str, example: &str, path: String| -> Result<()> {
        let example_text = shell.read_file(format!("deploy/fail2ban/{name}.conf"))?;
        let file = match name {
            "jail" => folder.join("jail.conf"),
            kind => folder.join(format!("{kind}.d/peerings.conf")),
        };
        Ok(shell.write_file(file, replaced(&example_text, &[(example, path)])?)?)
    };
    own("jail", "/var/log/caddy", text("logs"))?;
    own("action", "/run/peerings-banned", text("banned"))?;
    shell.create_dir(folder.join("filter.d"))?;
    shell.copy_file(
        "deploy/fail2ban/filter.conf",
        folder.join("filter.d/peerings.conf"),
    )?;
    let (log, socket, pid) = (text("fail2ban.log"), text("f2b.sock"), text("f2b.pid"));
    shell.write_file(
        folder.join("fail2ban.conf"),
        format!(
            "[Definition]\nloglevel = INFO\nlogtarget = {log}\nsyslogsocket = auto\nsocket = {socket}\npidfile = {pid}\ndbfile = None\ndbpurgeage = 1d\n"
        ),
    )?;
    let command = cmd!(
        shell,
        "fail2ban-server -f -c {folder} -s {socket} -p {pid} start"
    )
    .quiet()
    .ignore_stdout();
    Running::start("fail2ban", command.into())
}
