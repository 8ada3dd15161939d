//! What the server said, kept once. Pages are views of it; every answer, to a
//! read or a write, is put into it.

mod inventory;
mod peerings;
mod preferences;
mod refresh;
mod runner;
mod selection;
mod shortcuts;
mod snapshot;
mod tabs;
mod toasts;

pub(crate) use inventory::Inventory;
pub(crate) use peerings::Peerings;
pub(crate) use preferences::{Preferences, load, store};
pub(crate) use refresh::RefreshScheduler;
pub(crate) use runner::{ChangeTracker, Runner, StepExecutor, TrackedChange, TrackedPeering};
pub(crate) use selection::Selection;
pub(crate) use shortcuts::Shortcuts;
pub(crate) use snapshot::{SharedSnapshot, current, polled, snapshot};
pub(crate) use tabs::{News, OtherTabs};
pub(crate) use toasts::{Toast, Toasts};
