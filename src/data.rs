//! What the server said, kept once. Pages are views of it; every answer, to a
//! read or a write, is put into it.

mod bulks;
mod notices;
mod other_tabs;
mod peerings;
mod plans;
mod preferences;
mod pulse;
mod selection;
mod shortcuts;
mod snapshot;
mod steps;
mod surroundings;
mod watches;

pub(crate) use bulks::Bulks;
pub(crate) use notices::{Notice, Notices};
pub(crate) use other_tabs::{News, OtherTabs};
pub(crate) use peerings::Peerings;
pub(crate) use plans::{Plans, Running};
pub(crate) use preferences::{Preferences, keep, kept};
pub(crate) use pulse::Pulse;
pub(crate) use selection::Selection;
pub(crate) use shortcuts::Shortcuts;
pub(crate) use snapshot::{Shared, as_read, snapshot, watched};
pub(crate) use steps::Steps;
pub(crate) use surroundings::Surroundings;
pub(crate) use watches::{Watch, Watched, Watches};
