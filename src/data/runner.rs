//! Changes under way, and what follows them.

mod bulks;
mod plans;
mod step;
mod tracker;

pub(crate) use bulks::Bulks;
pub(crate) use plans::{Plans, RunningPlan};
pub(crate) use step::StepExecutor;
pub(crate) use tracker::{ChangeTracker, TrackedChange, TrackedPeering};
