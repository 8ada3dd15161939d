//! The commands, one file each.

pub(crate) mod assemble;
pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod dist;
pub(crate) mod e2e;
pub(crate) mod fuzz;
pub(crate) mod portals;
pub(crate) mod soak;
pub(crate) mod start;
pub(crate) mod test;
