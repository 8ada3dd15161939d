//! What the server said, kept once. Pages are views of it; every answer, to a
//! read or a write, is put into it.

mod bulks;
mod inventory;
mod peerings;
mod plans;
mod preferences;
mod refresh;
mod selection;
mod shortcuts;
mod snapshot;
mod step;
mod tabs;
mod toasts;
mod tracker;

pub(crate) use bulks::Bulks;
pub(crate) use inventory::Inventory;
pub(crate) use peerings::Peerings;
pub(crate) use plans::{Plans, RunningPlan};
pub(crate) use preferences::{Preferences, load, store};
pub(crate) use refresh::RefreshScheduler;
pub(crate) use selection::Selection;
pub(crate) use shortcuts::Shortcuts;
pub(crate) use snapshot::{SharedSnapshot, current, polled, snapshot};
pub(crate) use step::StepExecutor;
pub(crate) use tabs::{News, OtherTabs};
pub(crate) use toasts::{Toast, Toasts};
pub(crate) use tracker::{ChangeTracker, TrackedChange, TrackedPeering};
