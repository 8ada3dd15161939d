//! LibreOffice, for the tests of exported tables.

use anyhow::Result;
use xshell::Shell;

use crate::tools::apt;

const ADVICE: &str =
    "install LibreOffice Calc 7.4 or newer (Debian: `apt-get install libreoffice-calc-nogui`)";

/// Finds its program; on Debian and its kin it is installed when it is missing.
pub(crate) fn ensure(shell: &Shell) -> Result<()> {
    if apt::on_path(shell, "soffice").is_some() {
        return Ok(());
    }
    apt::install(shell, &["libreoffice-calc-nogui"], ADVICE)
}
