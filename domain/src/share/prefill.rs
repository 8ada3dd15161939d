//! A form that was filled in from an address. Anyone can write such an address and send
//! it to a user of the account, whatever its parameters say of where it came from.

use crate::{
    model::ids::NetworkId,
    snapshot::{Coverage, Snapshot},
};

/// Whether a peer network that an address names belongs to the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerOwner {
    ThisAccount,
    /// All networks that the user may read were read, and it is not among them.
    NotSeen,
    /// It is not among those that were read so far.
    Unknown,
}

impl PeerOwner {
    pub fn of(snapshot: &Snapshot, peer: NetworkId) -> Self {
        match (snapshot.network(peer), snapshot.sources().networks_read) {
            (Some(_), _) => Self::ThisAccount,
            (None, Coverage::Complete) => Self::NotSeen,
            (None, Coverage::Unknown | Coverage::Forbidden | Coverage::Partial) => Self::Unknown,
        }
    }

    /// What a form says that was filled in with this network; none if it is the account's.
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Self::ThisAccount => None,
            Self::NotSeen => {
                Some("The peer network is not among those of this account that you can see.")
            }
            Self::Unknown => {
                Some("It is unknown whether the peer network belongs to this account.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        model::network::Network,
        snapshot::{Networks, Sources},
    };

    fn owner(networks_read: Coverage, is_listed: bool) -> PeerOwner {
        let peer = NetworkId::from_u128(1);
        let network = Network {
            id: peer,
            name: String::new(),
            private: true,
            zone: String::new(),
            router: None,
            ranges: Vec::new(),
        };
        let networks = is_listed.then(|| (peer, Arc::new(network)));
        let snapshot = Snapshot::new(Sources {
            networks: Arc::new(networks.into_iter().collect::<Networks>()),
            networks_read,
            ..Sources::default()
        });
        PeerOwner::of(&snapshot, peer)
    }

    #[test]
    fn a14_only_a_network_of_the_account_is_not_warned_of() {
        let incomplete = [Coverage::Unknown, Coverage::Forbidden, Coverage::Partial];
        for read in incomplete {
            assert_eq!(owner(read, false), PeerOwner::Unknown, "{read:?}");
            assert_eq!(owner(read, true), PeerOwner::ThisAccount, "{read:?}");
        }
        assert_eq!(owner(Coverage::Complete, false), PeerOwner::NotSeen);
        assert_eq!(owner(Coverage::Complete, true), PeerOwner::ThisAccount);
        assert!(PeerOwner::Unknown.warning().is_some());
        assert!(PeerOwner::NotSeen.warning().is_some());
        assert_eq!(PeerOwner::ThisAccount.warning(), None);
    }
}
