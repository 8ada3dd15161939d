//! `cargo xtask build`: the production build in dist/, every text in it also
//! compressed ahead, so that a server need not.

use anyhow::Result;

use crate::build::site;
use crate::tools::workspace;

pub(crate) const HELP: &str = "\
cargo xtask build

Makes the production build in dist/, with a .br and a .gz beside every text. It can
be shown at any path.";

pub(crate) fn run() -> Result<()> {
    site::build(&workspace::shell()?)
}
