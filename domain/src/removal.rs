//! Deleting a peering, step by step: UpCloud deletes one only in the state
//! `disabled`, so it has to be switched off, and be off, first.

use crate::{peering::Peering, state::ConfiguredStatus};

/// A step on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Set the configured status to disabled.
    Disable,
    /// Wait until the state is disabled.
    AwaitDisabled,
    /// Delete it.
    Delete,
}

impl Step {
    /// The words shown for the step.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Disable => "Disable this side",
            Self::AwaitDisabled => "Wait until its state is disabled",
            Self::Delete => "Delete the peering",
        }
    }
}

/// The steps that are still ahead, the next one first.
#[must_use]
pub fn steps(peering: &Peering) -> &'static [Step] {
    if peering.deletable() {
        &[Step::Delete]
    } else if peering.configured_status == ConfiguredStatus::Disabled {
        &[Step::AwaitDisabled, Step::Delete]
    } else {
        &[Step::Disable, Step::AwaitDisabled, Step::Delete]
    }
}
