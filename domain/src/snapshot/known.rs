//! What a snapshot knows of a network: its own list, or else what peerings, and at
//! last an invitation, say. [`KnownNetwork`] says where each part comes from.

use super::{
    Snapshot,
    unknown::{UnknownReason, reason_for},
};
use crate::model::{
    cidr::Range,
    ids::{NetworkId, PeeringId},
    invitation::Invitation,
    known::{Evidence, KnownNetwork},
    network::Network,
    peering::Peering,
    state::State,
};

/// Whether a network exists, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The account can read it.
    Own,
    /// A peering's state says that it was deleted.
    Deleted,
    /// A peering leads to it or from it, and it is not among the account's networks.
    OtherAccount,
    /// It is not among the account's networks, and nothing shows that it exists.
    NotListed,
    /// The networks were not read.
    Unknown(UnknownReason),
}

impl Presence {
    /// What stands in the place of a name that is unknown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Own => "Network without a name",
            Self::Deleted => "Deleted network",
            Self::OtherAccount => "Network in another account",
            Self::NotListed => "Network not in this account",
            Self::Unknown(_) => "Name unknown",
        }
    }
}

impl Snapshot {
    /// What is known of a network.
    pub fn known(&self, id: NetworkId) -> KnownNetwork<'_> {
        self.known_with(id, None, None)
    }

    /// The same, where a peering that it is an end of, or an invitation to peer with
    /// it, says more.
    pub fn known_with<'a>(
        &'a self,
        id: NetworkId,
        peering: Option<&'a Peering>,
        invitation: Option<&'a Invitation>,
    ) -> KnownNetwork<'a> {
        let ends = peering.map(|peering| [&peering.local, &peering.peer]);
        let evidence = Evidence {
            network: self.network(id).map(AsRef::as_ref),
            end: ends.into_iter().flatten().find(|end| end.network == id),
            elsewhere: self.claimed_ranges(id),
            invitation,
            deleted: peering.is_some_and(|peering| says_deleted(peering, id))
                || self.to(id).any(|row| says_deleted(&row.peering, id)),
        };
        KnownNetwork::of(id, evidence)
    }

    /// Whether a network exists, and whose it is.
    pub fn presence(&self, id: NetworkId) -> Presence {
        let sources = self.sources();
        if self.known(id).deleted {
            Presence::Deleted
        } else if self.network(id).is_some() {
            Presence::Own
        } else if let Some(reason) = reason_for(sources.networks_read) {
            Presence::Unknown(reason)
        } else if self.from(id).chain(self.to(id)).next().is_some() {
            Presence::OtherAccount
        } else {
            Presence::NotListed
        }
    }

    /// The ranges that peerings show for a network: what one shows of its own local
    /// network comes before what one shows of its peer network.
    fn claimed_ranges(&self, id: NetworkId) -> Option<(&[Range], PeeringId)> {
        let has_ranges = |network: &Network| !network.ranges.is_empty();
        if self.network(id).is_some_and(|network| has_ranges(network)) {
            return None;
        }
        let local = self.from(id).map(|row| (&row.peering.local, row));
        let peer = self.to(id).map(|row| (&row.peering.peer, row));
        let mut claims = local.chain(peer);
        let (end, row) = claims.find(|(end, _)| !end.ranges.is_empty())?;
        Some((&end.ranges, row.peering.id))
    }
}

fn says_deleted(peering: &Peering, id: NetworkId) -> bool {
    peering.state == State::DeletedPeerNetwork && peering.peer.network == id
}
