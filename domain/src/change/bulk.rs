//! Changes of many peerings at once.

use std::{collections::HashSet, sync::Arc};

use super::plan::Plan;
use crate::{
    edit::relabel::Relabel,
    list::{self, count_of_peerings},
    model::{ids::PeeringId, peering::Peering, row::Row, state::ConfiguredStatus},
    snapshot::Snapshot,
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

/// The other halves of these peerings that are not among them, as far as the snapshot knows
/// them, in the order of the names.
#[must_use]
pub fn other_halves(rows: &[Arc<Row>], snapshot: &Snapshot) -> Vec<Arc<Row>> {
    let mut seen: HashSet<PeeringId> = rows.iter().map(|row| row.peering.id).collect();
    let halves = rows
        .iter()
        .filter_map(|row| snapshot.other_half(&row.peering));
    let mut others: Vec<Arc<Row>> = halves
        .filter(|half| seen.insert(half.peering.id))
        .cloned()
        .collect();
    list::sort(&mut others);
    others
}
