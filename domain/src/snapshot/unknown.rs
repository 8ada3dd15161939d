//! Why a fact is unknown: what a snapshot does not cover.

use super::{Coverage, Snapshot};
use crate::model::ids::NetworkId;

/// Why something cannot be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReason {
    /// A network is not chosen yet.
    NotChosen,
    /// The network is in another account, or does not exist.
    OtherAccount,
    /// The network was deleted.
    Deleted,
    /// The API refuses access (403).
    Forbidden,
    /// It was not read yet, or reading failed.
    NotYet,
    /// Only a part was read.
    Part,
    /// The API's response does not contain it.
    NotTold,
    /// UpCloud does not publish it.
    Unpublished,
}

/// Why a network is not among those that were read.
pub(crate) fn reason_for_network(snapshot: &Snapshot, network: NetworkId) -> UnknownReason {
    if snapshot.known(network).deleted {
        UnknownReason::Deleted
    } else {
        reason_for(snapshot.sources().networks_read).unwrap_or(UnknownReason::OtherAccount)
    }
}

/// Why a reading is incomplete; none where it is complete.
pub(crate) fn reason_for(reading: Coverage) -> Option<UnknownReason> {
    match reading {
        Coverage::Complete => None,
        Coverage::Unknown => Some(UnknownReason::NotYet),
        Coverage::Forbidden => Some(UnknownReason::Forbidden),
        Coverage::Partial => Some(UnknownReason::Part),
    }
}
