//! WebKitGTK with its WebDriver, on a screen that nobody sees.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::tools::process::Running;
use crate::tools::{apt, ports, process};

const PACKAGES: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "python3-gi",
    "gir1.2-gtk-3.0",
    "gir1.2-webkit2-4.1",
];
const ADVICE: &str = "install WebKitGTK 2.50 or newer with its driver, Xvfb and the Python bindings (Debian: `apt-get install webkit2gtk-driver xvfb xauth python3-gi gir1.2-gtk-3.0 gir1.2-webkit2-4.1`)";

const DRIVER: &str = "WebKitWebDriver";

/// The system's own, for which the packages are; another may come first on the PATH.
const PYTHON: &str = "/usr/bin/python3";

/// What its program for the window needs.
const BINDINGS: &str =
    "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')";

/// Larger than any window of the tests.
const SCREEN: &str = "-screen 0 1600x1300x24 -nolisten tcp";

/// A running driver; dropping it ends it, its screen and its windows.
pub(crate) struct WebKit {
    pub(crate) port: u16,
    /// What pages complain about, a line each.
    pub(crate) complaints: PathBuf,
    _driver: Running,
}

/// Finds all that is needed; on Debian and its kin it is installed when it is missing.
pub(crate) fn ensure(shell: &Shell) -> Result<()> {
    if is_there(shell) {
        return Ok(());
    }
    apt::install(shell, PACKAGES, ADVICE)?;
    is_there(shell).then_some(()).context(ADVICE)
}

fn is_there(shell: &Shell) -> bool {
    [DRIVER, "xvfb-run", "xauth"]
        .iter()
        .all(|program| apt::on_path(shell, program).is_some())
        && cmd!(shell, "{PYTHON} -c {BINDINGS}")
            .quiet()
            .ignore_stdout()
            .ignore_stderr()
            .run()
            .is_ok()
}

/// Starts the driver, and waits until it answers.
pub(crate) fn start(shell: &Shell, folder: &Path) -> Result<WebKit> {
    let [port] = ports::free_ports()?;
    let log = folder.join("webkit.log");
    let output = File::create(&log)?;
    let complaints = folder.join("complaints.log");
    File::create(&complaints)?;
    let port_text = port.to_string();
    let command = cmd!(
        shell,
        "xvfb-run --auto-servernum --server-args {SCREEN} {DRIVER} --port={port_text}"
    );
    let mut command = Command::from(command);
    // Nothing of the desktop of whoever runs the tests.
    command
        .env("NO_AT_BRIDGE", "1")
        .env("GSETTINGS_BACKEND", "memory")
        .stdout(output.try_clone()?)
        .stderr(output);
    let mut driver = Running::start(DRIVER, command)?;
    process::wait_for(port, "/status", |status| status == 200, &mut [&mut driver])
        .with_context(|| format!("{} may say why", log.display()))?;
    Ok(WebKit {
        port,
        complaints,
        _driver: driver,
    })
}
