//! The console in WebKit: the engine of Safari and of every browser on iOS, which
//! Playwright cannot drive as distributions ship it.

use std::ffi::OsString;

use anyhow::Result;
use xshell::Shell;

use crate::servers::portals::{self, Ports};
use crate::servers::{nginx, webkit, workers};
use crate::tools::{npm, ports};

/// A port on which nothing answers: the portal that has a server is not shown here.
const NO_SERVER: u16 = 9;

/// Runs the tests that `args` name, or all.
pub(crate) fn check(shell: &Shell, args: &[OsString]) -> Result<()> {
    webkit::ensure(shell)?;
    npm::ensure(shell, npm::TESTS)?;
    // One, because the driver has one window at a time.
    let workers = workers::start(shell, "webkit", 1)?;
    let [portal, frame] = ports::free_ports()?;
    let ports = Ports { portal, frame };
    let flags = ["--control"].map(OsString::from);
    let nginx = nginx::ensure(shell)?;
    let portals = portals::serve(shell, &nginx, &workers.folder, &ports, NO_SERVER, &flags)?;
    let webkit = webkit::start(shell, &workers.folder)?;

    let url = |port: u16| format!("http://127.0.0.1:{port}/").into();
    let window = shell.current_dir().join("tests/webkit/support/window.py");
    let args = [&["--config=../webkit".into()], args].concat();
    let variables = [
        ("PORTAL_URL", url(portals.portal)),
        ("PORTAL_STAND_IN_URL", url(portals.stand_in_port)),
        ("WEBKIT_DRIVER_URL", url(webkit.port)),
        ("WEBKIT_WINDOW", window.into()),
        ("WEBKIT_COMPLAINTS", webkit.complaints.clone().into()),
    ];
    workers.run_playwright(shell, npm::TESTS.as_ref(), &args, &variables)
}
