//! `cargo xtask build`: the production build in dist/, every text in it also
//! compressed ahead, so that a server need not.

use anyhow::Result;
use lexopt::{Arg, Parser};

use crate::build::site;
use crate::tools::workspace;

const HELP: &str = "\
cargo xtask build

Makes the production build in dist/, with a .br and a .gz beside every text. It can
be shown at any path.";

/// Reads the flags and builds.
pub(crate) fn run(args: Parser) -> Result<()> {
    if is_for_help(args)? {
        println!("{HELP}");
        return Ok(());
    }
    site::build(&workspace::shell()?)
}

/// Reads the flags of a command that has none but for its help: whether that is
/// wanted.
pub(crate) fn is_for_help(mut args: Parser) -> Result<bool> {
    match args.next()? {
        None => Ok(false),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(true),
        Some(other) => Err(other.unexpected().into()),
    }
}
