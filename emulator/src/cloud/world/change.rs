//! Changes of the world, and what follows from them.

use super::{Account, World};
use crate::cloud::moment::Moment;
use crate::cloud::network::Network;
use crate::cloud::peering::Peering;
use crate::cloud::router::Router;
use crate::cloud::state::State;
use uuid::Uuid;

/// When something changes and how long transitions take.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timing {
    /// The present.
    pub now: Moment,
    /// Length of a passage into or out of `active`, in milliseconds.
    pub provisioning_ms: u64,
}

/// Changing. Rules about who may do what are the business of [`crate::cloud::api`]; here only the
/// indexes and the states are kept true.
impl World {
    /// Puts a network in, or in the place of the one with its id.
    pub fn put_network(&mut self, network: Network, timing: Timing) {
        let uuid = network.uuid;
        self.unindex_network(uuid);
        self.index_network(&network);
        self.networks.insert(uuid, network);
        self.settle_touching(uuid, timing);
    }

    /// Takes a network out, together with the peerings whose local network it is: without it
    /// they would have no owner's side left. That the API does so is a guess.
    pub fn remove_network(&mut self, uuid: Uuid, timing: Timing) {
        self.unindex_network(uuid);
        self.networks.remove(&uuid);
        let of = |peering: &Peering| (peering.network == uuid).then_some(peering.uuid);
        let own: Vec<Uuid> = self.peerings_touching(uuid).filter_map(of).collect();
        for peering in own {
            self.remove_peering(peering, timing);
        }
        self.settle_touching(uuid, timing);
    }

    /// Puts a router in, or in the place of the one with its id.
    pub fn put_router(&mut self, router: Router) {
        self.routers.insert(router.uuid, router);
    }

    /// Takes a router out; networks must have been detached before.
    pub fn remove_router(&mut self, uuid: Uuid) {
        self.routers.remove(&uuid);
    }

    /// Puts a peering in, or in the place of the one with its id, and lets it and the other
    /// side settle. A new one needs a lifecycle that is [`crate::cloud::state::Lifecycle::NEW`].
    pub fn put_peering(&mut self, peering: Peering, timing: Timing) {
        let (uuid, local, peer) = (peering.uuid, peering.network, peering.peer_network);
        self.index_peering(&peering);
        self.peerings.insert(uuid, peering);
        self.settle(uuid, timing);
        if let Some(&other_half) = self.directions.get(&(peer, local)) {
            self.settle(other_half, timing);
        }
    }

    /// Takes a peering out.
    pub fn remove_peering(&mut self, uuid: Uuid, timing: Timing) {
        let Some(peering) = self.peerings.remove(&uuid) else {
            return;
        };
        if let Some(count) = self.owned.get_mut(&peering.account) {
            *count = count.saturating_sub(1);
        }
        self.directions
            .remove(&(peering.network, peering.peer_network));
        for network in [peering.network, peering.peer_network] {
            if let Some(ids) = self.touching.get_mut(&network) {
                ids.remove(&uuid);
            }
        }
        if let Some(&other_half) = self
            .directions
            .get(&(peering.peer_network, peering.network))
        {
            self.settle(other_half, timing);
        }
    }

    /// Imposes a state on a peering, or lifts it with `None`. Tells whether the peering exists.
    pub fn force(&mut self, uuid: Uuid, state: Option<State>) -> bool {
        let peering = self.peerings.get_mut(&uuid);
        peering
            .map(|peering| peering.lifecycle.forced = state)
            .is_some()
    }

    /// Ends every passage at once.
    pub fn finish_transitions(&mut self) {
        for peering in self.peerings.values_mut() {
            peering.lifecycle.provisioning_until = None;
        }
    }

    /// Puts an account in the place of the one with its user name, if there is one.
    pub fn put_account(&mut self, account: Account) {
        self.accounts
            .retain(|other| other.username != account.username);
        self.accounts.push(account);
    }

    fn settle_touching(&mut self, network: Uuid, timing: Timing) {
        let ids = self.touching.get(&network).cloned().unwrap_or_default();
        for uuid in ids {
            self.settle(uuid, timing);
        }
    }

    fn settle(&mut self, uuid: Uuid, timing: Timing) {
        let Some(state) = self
            .peerings
            .get(&uuid)
            .map(|peering| self.rule_for(peering))
        else {
            return;
        };
        if let Some(peering) = self.peerings.get_mut(&uuid) {
            peering
                .lifecycle
                .transition_to(state, timing.now, timing.provisioning_ms);
        }
    }

    pub(super) fn index_peering(&mut self, peering: &Peering) {
        if !self.peerings.contains_key(&peering.uuid) {
            *self.owned.entry(peering.account.clone()).or_default() += 1;
        }
        self.directions
            .insert((peering.network, peering.peer_network), peering.uuid);
        for network in [peering.network, peering.peer_network] {
            self.touching
                .entry(network)
                .or_default()
                .insert(peering.uuid);
        }
    }

    pub(super) fn index_network(&mut self, network: &Network) {
        if let Some(router) = network.router {
            self.attached
                .entry(router)
                .or_default()
                .insert(network.uuid);
        }
    }

    fn unindex_network(&mut self, uuid: Uuid) {
        let router = self.networks.get(&uuid).and_then(|network| network.router);
        if let Some(ids) = router.and_then(|router| self.attached.get_mut(&router)) {
            ids.remove(&uuid);
        }
    }
}
