//! A peering beside its networks, as the list shows it.

use std::{collections::HashMap, hash::BuildHasher, sync::Arc};

use super::{ids::NetworkId, network::Network, peering::Peering, state::Group, text::fold};

/// A peering with what is known of its networks.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The peering.
    pub peering: Peering,
    /// Its local network, where the account can read it.
    pub local: Option<Arc<Network>>,
    /// Its peer network, where the account can read it.
    pub peer: Option<Arc<Network>>,
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
