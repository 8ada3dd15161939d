//! A peering beside its networks, as the list shows it.

use std::{collections::HashMap, hash::BuildHasher, sync::Arc};

use super::{
    cidr::Range,
    ids::NetworkId,
    known::{Evidence, KnownNetwork, Reported, first_shown},
    network::Network,
    peering::{End, Peering},
    state::{Group, State},
    text::fold,
};

/// A peering with what is known of its networks.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The peering.
    pub peering: Peering,
    /// Its local network, where the account can read it.
    pub local: Option<Arc<Network>>,
    /// Its peer network, where the account can read it.
    pub peer: Option<Arc<Network>>,
    /// What other peerings say of the local and of the peer network, where that adds
    /// anything.
    pub(crate) reported: [Option<Arc<Reported>>; 2],
}

impl Row {
    /// The row of a peering among these networks.
    pub fn new<S: BuildHasher>(
        peering: Peering,
        networks: &HashMap<NetworkId, Arc<Network>, S>,
    ) -> Self {
        let local = networks.get(&peering.local.network).cloned();
        let peer = networks.get(&peering.peer.network).cloned();
        Self {
            peering,
            local,
            peer,
            reported: [None, None],
        }
    }

    /// Whether these networks still are the ones it holds.
    pub(crate) fn is_of<S: BuildHasher>(
        &self,
        networks: &HashMap<NetworkId, Arc<Network>, S>,
    ) -> bool {
        self.local.as_ref() == networks.get(&self.peering.local.network)
            && self.peer.as_ref() == networks.get(&self.peering.peer.network)
    }

    /// The same row with what other peerings say.
    pub(crate) fn reporting(&self, reported: [Option<Arc<Reported>>; 2]) -> Self {
        Self {
            peering: self.peering.clone(),
            local: self.local.clone(),
            peer: self.peer.clone(),
            reported,
        }
    }

    /// The local end.
    pub fn local_end(&self) -> RowEnd<'_> {
        let [reported, _] = &self.reported;
        RowEnd {
            end: &self.peering.local,
            network: self.local.as_deref(),
            reported: reported.as_deref(),
            says_deleted: false,
        }
    }

    /// The peer end.
    pub fn peer_end(&self) -> RowEnd<'_> {
        let [_, reported] = &self.reported;
        RowEnd {
            end: &self.peering.peer,
            network: self.peer.as_deref(),
            reported: reported.as_deref(),
            says_deleted: self.peering.state == State::DeletedPeerNetwork,
        }
    }

    /// The local end, then the peer end.
    pub fn ends(&self) -> [RowEnd<'_>; 2] {
        [self.local_end(), self.peer_end()]
    }

    /// The group it is counted and filtered in. Whoever can read the peer
    /// network is taken for its owner: the API says nothing of accounts.
    pub fn group(&self) -> Group {
        self.peering.state.group(self.peer.is_some())
    }

    /// The peering's name in lower case.
    pub fn folded_name(&self) -> String {
        fold(self.peering.name.clone())
    }
}

/// An end of a row: the same as [`KnownNetwork`], worked out as far as a table needs it.
#[derive(Clone, Copy, Debug)]
pub struct RowEnd<'a> {
    end: &'a End,
    /// Its network, where the account can read it.
    pub network: Option<&'a Network>,
    reported: Option<&'a Reported>,
    /// Whether the state of the peering says that the network was deleted.
    says_deleted: bool,
}

impl<'a> RowEnd<'a> {
    /// The UUID of its network.
    pub fn id(self) -> NetworkId {
        self.end.network
    }

    /// The ranges of its network; empty where they are unknown.
    pub fn ranges(self) -> &'a [Range] {
        let none: &[Range] = &[];
        let reported = self.reported.and_then(|reported| reported.ranges.as_ref());
        let shown = [
            self.network.map_or(none, |network| &network.ranges),
            &self.end.ranges,
            reported.map_or(none, |(ranges, _)| ranges),
        ];
        shown.get(first_shown(&shown)).copied().unwrap_or_default()
    }

    /// Whether its network was deleted.
    pub fn is_deleted(self) -> bool {
        self.says_deleted || self.reported.is_some_and(|reported| reported.deleted)
    }

    /// What is known of its network, and where from.
    pub fn known(self) -> KnownNetwork<'a> {
        let elsewhere = self.reported.and_then(|reported| reported.ranges.as_ref());
        let evidence = Evidence {
            network: self.network,
            end: Some(self.end),
            elsewhere: elsewhere.map(|(ranges, by)| (&**ranges, *by)),
            invitation: None,
            deleted: self.is_deleted(),
        };
        KnownNetwork::of(self.id(), evidence)
    }
}
