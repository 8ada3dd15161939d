//! A half that is not visible: why, and what to do about it.

use crate::{
    address::route::NewQuery,
    link::{Link, OtherHalf, implies_other_half},
    model::{peering::Peering, state::State},
    snapshot::{Coverage, Snapshot},
};

/// Why a half is not visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingHalf {
    /// It is missing, and can be created: what the form for it starts from.
    Create(NewQuery),
    /// It is missing, and its network is another account's.
    PeerOwnerMustCreate,
    /// It is missing, and whose its network is was not read.
    OwnerUnknown,
    /// It is missing, and so is its network.
    NetworkDeleted,
    /// It is another account's.
    NotVisible,
    /// It may be there: not everything was read.
    NotRead,
}

impl MissingHalf {
    /// A short text shown instead of the half's name.
    pub fn words(&self) -> &'static str {
        self.texts().0
    }

    /// The same as a sentence.
    pub fn sentence(&self) -> &'static str {
        self.texts().1
    }

    /// Shown instead of the half's state.
    pub fn state(&self) -> &'static str {
        match self {
            Self::NotVisible | Self::NotRead => "unknown",
            _ => "missing",
        }
    }

    fn texts(&self) -> (&'static str, &'static str) {
        match self {
            Self::Create(_) => (
                "Create the other half",
                "The other half is missing. You can create it here.",
            ),
            Self::PeerOwnerMustCreate => (
                "the peer network's owner must create it",
                "The other half is missing: the peer network's owner must create it. This half's page has \
                 an invitation to send them.",
            ),
            Self::OwnerUnknown => (
                "its network couldn't be loaded",
                "The other half is missing. The peer network couldn't be loaded, so it is unknown who must create it.",
            ),
            Self::NetworkDeleted => (
                "its network was deleted",
                "The other half is missing and can't be created: the peer network was deleted.",
            ),
            Self::NotVisible => (
                "not visible from this account",
                "The other half, if it exists, belongs to the peer network's owner and is visible only to them.",
            ),
            Self::NotRead => (
                "not all data was loaded",
                "It is unknown whether the other half exists: not all data was loaded.",
            ),
        }
    }
}

impl Link {
    /// Why the other half is not visible, where it is not.
    pub fn missing_half(&self, snapshot: &Snapshot) -> Option<MissingHalf> {
        let peering = &self.one.peering;
        match self.other {
            OtherHalf::Visible(_) => None,
            OtherHalf::Missing => Some(missing(peering, snapshot)),
            OtherHalf::NotVisible => Some(not_seen(peering, snapshot)),
        }
    }
}

fn missing(peering: &Peering, snapshot: &Snapshot) -> MissingHalf {
    let (local, peer) = (peering.local.network, peering.peer.network);
    if peering.state == State::DeletedPeerNetwork {
        return MissingHalf::NetworkDeleted;
    }
    if snapshot.network(peer).is_some() {
        return MissingHalf::Create(NewQuery::between(snapshot, peer, local));
    }
    match snapshot.sources().networks_read {
        Coverage::Complete => MissingHalf::PeerOwnerMustCreate,
        Coverage::Unknown | Coverage::Forbidden | Coverage::Partial => MissingHalf::OwnerUnknown,
    }
}

fn not_seen(peering: &Peering, snapshot: &Snapshot) -> MissingHalf {
    let sources = snapshot.sources();
    // Of the account's own peerings all are here; so it is somebody else's,
    // where it is there at all.
    let is_there = implies_other_half(&peering.state);
    let foreign = is_there || sources.networks_read == Coverage::Complete;
    if sources.peerings_read == Coverage::Complete && foreign {
        MissingHalf::NotVisible
    } else {
        MissingHalf::NotRead
    }
}
