//! Changes of many peerings at once.

use super::plan::Plan;
use crate::{
    edit::relabel::Relabel,
    list::count_of_peerings,
    model::{peering::Peering, state::ConfiguredStatus},
};

/// What is done to each peering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkAction {
    /// Enable or disable it.
    Switch(ConfiguredStatus),
    /// Set and remove labels.
    Relabel(Relabel),
    Delete,
}

impl BulkAction {
    /// Such as "Delete 12 peerings".
    pub fn title(&self, count: usize) -> String {
        let verb = match self {
            Self::Switch(ConfiguredStatus::Disabled) => "Disable",
            Self::Switch(_) => "Enable",
            Self::Relabel(_) => "Change the labels of",
            Self::Delete => "Delete",
        };
        format!("{verb} {}", count_of_peerings(count))
    }

    /// The plan for one peering; empty if there is nothing to do.
    pub fn plan(&self, peering: &Peering) -> Plan {
        match self {
            Self::Switch(to) => Plan::switch(&[peering], to),
            Self::Relabel(relabel) => Plan::relabel(peering, relabel),
            Self::Delete => Plan::delete(&[peering]),
        }
    }
}
