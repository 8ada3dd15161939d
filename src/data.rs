//! The stored answers of the server, the changes that are running, and what the
//! browser remembers. Pages show what is stored here.

mod activity;
mod inventory;
mod peerings;
mod preferences;
mod refresh;
mod runner;
mod selection;
mod snapshot;
mod storage;
mod tabs;

pub(crate) use activity::{Activity, Entry, Subject};
pub(crate) use inventory::Inventory;
pub(crate) use peerings::{Peerings, SharedRows};
pub(crate) use preferences::{Preferences, Shortcuts};
pub(crate) use refresh::RefreshScheduler;
pub(crate) use runner::{
    ChangeTracker, CutOffRun, Runner, StepExecutor, TrackedChange, journal_owner,
};
pub(crate) use selection::Selection;
pub(crate) use snapshot::{SharedSnapshot, current, polled, snapshot};
pub(crate) use storage::{load, store};
pub(crate) use tabs::{News, OtherTabs};
