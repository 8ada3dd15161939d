//! Changes to the world, and the states that follow from them.

use uuid::Uuid;

use super::{Account, World};
use crate::cloud::{
    moment::Timing, network::Network, peering::Peering, router::Router, state::State,
};

/// These methods keep indexes and states consistent. `cloud::api` checks who may do what.
impl World {
    /// Inserts or replaces a network.
    pub fn put_network(&mut self, network: Network, timing: Timing) {
        let uuid = network.uuid;
        self.unindex_network(uuid);
        self.index_network(&network);
        self.networks.insert(uuid, network);
        self.update_states(uuid, timing);
    }

    /// Removes a network and the peerings whose local network it is. That the API removes those
    /// peerings is a guess.
    pub fn remove_network(&mut self, uuid: Uuid, timing: Timing) {
        self.unindex_network(uuid);
        self.networks.remove(&uuid);
        let local: Vec<Uuid> = self
            .peerings_touching(uuid)
            .filter(|peering| peering.network == uuid)
            .map(|peering| peering.uuid)
            .collect();
        for peering in local {
            self.remove_peering(peering, timing);
        }
        self.update_states(uuid, timing);
    }

    /// Inserts or replaces a router.
    pub fn put_router(&mut self, router: Router) {
        self.routers.insert(router.uuid, router);
    }

    /// Networks must have been detached before.
    pub fn remove_router(&mut self, uuid: Uuid) {
        self.routers.remove(&uuid);
    }

    /// Inserts or replaces a peering, and updates its state and that of the other half. A new peering
    /// needs [`crate::cloud::state::Lifecycle::NEW`].
    pub fn put_peering(&mut self, peering: Peering, timing: Timing) {
        let (uuid, local, peer) = (peering.uuid, peering.network, peering.peer_network);
        self.index_peering(&peering);
        self.peerings.insert(uuid, peering);
        self.update_state(uuid, timing);
        if let Some(&other_half) = self.directions.get(&(peer, local)) {
            self.update_state(other_half, timing);
        }
    }

    pub fn remove_peering(&mut self, uuid: Uuid, timing: Timing) {
        let Some(peering) = self.peerings.remove(&uuid) else {
            return;
        };
        if let Some(count) = self.owned.get_mut(&peering.account) {
            *count = count.saturating_sub(1);
        }
        let (local, peer) = (peering.network, peering.peer_network);
        self.directions.remove(&(local, peer));
        for network in [local, peer] {
            if let Some(ids) = self.touching.get_mut(&network) {
                ids.remove(&uuid);
            }
        }
        if let Some(&other_half) = self.directions.get(&(peer, local)) {
            self.update_state(other_half, timing);
        }
    }

    /// Imposes a state on a peering; `None` lifts it. Returns whether the peering exists.
    pub fn force(&mut self, uuid: Uuid, state: Option<State>) -> bool {
        let peering = self.peerings.get_mut(&uuid);
        peering.map(|it| it.lifecycle.forced = state).is_some()
    }

    /// Ends every `provisioning` transition.
    pub fn finish_transitions(&mut self) {
        for peering in self.peerings.values_mut() {
            peering.lifecycle.provisioning_until = None;
        }
    }

    /// Inserts or replaces an account.
    pub fn put_account(&mut self, account: Account) {
        self.accounts
            .retain(|other| other.username != account.username);
        self.accounts.push(account);
    }

    fn update_states(&mut self, network: Uuid, timing: Timing) {
        let ids = self.touching.get(&network).cloned().unwrap_or_default();
        for uuid in ids {
            self.update_state(uuid, timing);
        }
    }

    fn update_state(&mut self, uuid: Uuid, timing: Timing) {
        let state = self.peering(uuid).map(|peering| self.rule_for(peering));
        if let (Some(state), Some(peering)) = (state, self.peerings.get_mut(&uuid)) {
            peering.lifecycle.transition_to(state, timing);
        }
    }

    pub(super) fn index_peering(&mut self, peering: &Peering) {
        if !self.peerings.contains_key(&peering.uuid) {
            *self.owned.entry(peering.account.clone()).or_default() += 1;
        }
        self.directions
            .insert((peering.network, peering.peer_network), peering.uuid);
        for network in [peering.network, peering.peer_network] {
            let ids = self.touching.entry(network).or_default();
            ids.insert(peering.uuid);
        }
    }

    pub(super) fn index_network(&mut self, network: &Network) {
        if let Some(router) = network.router {
            let ids = self.attached.entry(router).or_default();
            ids.insert(network.uuid);
        }
    }

    fn unindex_network(&mut self, uuid: Uuid) {
        let router = self.networks.get(&uuid).and_then(|network| network.router);
        if let Some(ids) = router.and_then(|router| self.attached.get_mut(&router)) {
            ids.remove(&uuid);
        }
    }
}
