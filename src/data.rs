//! What the server said, kept once. Pages are views of it; every answer, to a
//! read or a write, is put into it.

mod notices;
mod peerings;
mod plans;
mod pulse;
mod snapshot;
mod surroundings;
mod watches;

pub(crate) use notices::{Notice, Notices};
pub(crate) use peerings::Peerings;
pub(crate) use plans::{Plans, Running};
pub(crate) use pulse::Pulse;
pub(crate) use snapshot::{Shared, as_read, snapshot};
pub(crate) use surroundings::Surroundings;
pub(crate) use watches::{Watch, Watched, Watches};
