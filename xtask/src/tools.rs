//! What the other modules run: programs, packages, ports.

pub(crate) mod apt;
pub(crate) mod browser;
pub(crate) mod cargo;
pub(crate) mod git;
pub(crate) mod npm;
pub(crate) mod ports;
pub(crate) mod process;
pub(crate) mod say;
pub(crate) mod spreadsheet;
pub(crate) mod workspace;
