//! The tables and their indexes. Every change goes through `change`, which updates the states of
//! the peerings it affects.

mod change;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    network::Network,
    peering::Peering,
    router::Router,
    state::{Facts, Peer, State, rule},
    subnet,
    zone::Zone,
};

/// A main account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Also the key by which objects name their owner.
    pub username: String,
    pub password: String,
    pub token: String,
    pub credits: f64,
    /// Only `network_peerings` is enforced.
    pub resource_limits: BTreeMap<String, u64>,
}

/// The tables of all accounts, as saved to a file and shown by the control routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tables {
    pub accounts: Vec<Account>,
    pub zones: Vec<Zone>,
    pub networks: Vec<Network>,
    pub routers: Vec<Router>,
    pub peerings: Vec<Peering>,
}

/// The tables with their indexes.
#[derive(Clone, Debug, Default)]
pub struct World {
    accounts: Vec<Account>,
    zones: Vec<Zone>,
    networks: BTreeMap<Uuid, Network>,
    routers: BTreeMap<Uuid, Router>,
    peerings: BTreeMap<Uuid, Peering>,
    /// Peerings by local and peer network, at most one in each direction.
    directions: HashMap<(Uuid, Uuid), Uuid>,
    /// Peerings by either network, so that the cost of a change does not grow with the number of
    /// peerings.
    touching: HashMap<Uuid, BTreeSet<Uuid>>,
    /// Networks by their router.
    attached: HashMap<Uuid, BTreeSet<Uuid>>,
    /// Number of peerings by user name.
    owned: HashMap<String, u64>,
}

impl From<Tables> for World {
    fn from(tables: Tables) -> Self {
        let mut world = Self {
            accounts: tables.accounts,
            zones: tables.zones,
            ..Self::default()
        };
        world.routers = tables
            .routers
            .into_iter()
            .map(|router| (router.uuid, router))
            .collect();
        for network in tables.networks {
            world.index_network(&network);
            world.networks.insert(network.uuid, network);
        }
        for peering in tables.peerings {
            world.index_peering(&peering);
            world.peerings.insert(peering.uuid, peering);
        }
        world
    }
}

impl World {
    #[must_use]
    pub fn tables(&self) -> Tables {
        Tables {
            accounts: self.accounts.clone(),
            zones: self.zones.clone(),
            networks: self.networks.values().cloned().collect(),
            routers: self.routers.values().cloned().collect(),
            peerings: self.peerings.values().cloned().collect(),
        }
    }

    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    #[must_use]
    pub fn account(&self, username: &str) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|account| account.username == username)
    }

    #[must_use]
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Of all accounts, sorted by id.
    pub fn networks(&self) -> impl Iterator<Item = &Network> {
        self.networks.values()
    }

    /// Whoever owns it.
    #[must_use]
    pub fn network(&self, uuid: Uuid) -> Option<&Network> {
        self.networks.get(&uuid)
    }

    /// Of all accounts, sorted by id.
    pub fn routers(&self) -> impl Iterator<Item = &Router> {
        self.routers.values()
    }

    /// Whoever owns it.
    #[must_use]
    pub fn router(&self, uuid: Uuid) -> Option<&Router> {
        self.routers.get(&uuid)
    }

    /// Networks attached to this router.
    pub fn attached(&self, router: Uuid) -> impl Iterator<Item = &Network> {
        let ids = self.attached.get(&router).into_iter().flatten();
        ids.filter_map(|uuid| self.networks.get(uuid))
    }

    /// Of all accounts, sorted by id.
    pub fn peerings(&self) -> impl Iterator<Item = &Peering> {
        self.peerings.values()
    }

    /// Whoever owns it.
    #[must_use]
    pub fn peering(&self, uuid: Uuid) -> Option<&Peering> {
        self.peerings.get(&uuid)
    }

    #[must_use]
    pub fn peering_between(&self, local: Uuid, peer: Uuid) -> Option<&Peering> {
        self.directions
            .get(&(local, peer))
            .and_then(|uuid| self.peerings.get(uuid))
    }

    #[must_use]
    pub fn other_half(&self, peering: &Peering) -> Option<&Peering> {
        self.peering_between(peering.peer_network, peering.network)
    }

    #[must_use]
    pub fn peering_count(&self, username: &str) -> u64 {
        self.owned.get(username).copied().unwrap_or(0)
    }

    /// Peerings with this network at either end.
    pub fn peerings_touching(&self, network: Uuid) -> impl Iterator<Item = &Peering> {
        let ids = self.touching.get(&network).into_iter().flatten();
        ids.filter_map(|uuid| self.peerings.get(uuid))
    }

    #[must_use]
    pub fn rule_for(&self, peering: &Peering) -> State {
        let local = self.network(peering.network);
        let other_half = self
            .other_half(peering)
            .map(|other_half| other_half.configured_status);
        let peer = self.network(peering.peer_network).map(|peer| Peer {
            other_half,
            router: peer.router.is_some(),
            overlap: local.is_some_and(|local| overlap(local, peer)),
        });
        rule(&Facts {
            configured: peering.configured_status,
            local_router: local.is_some_and(|local| local.router.is_some()),
            peer,
        })
    }
}

fn overlap(one: &Network, other: &Network) -> bool {
    one.ranges()
        .any(|a| other.ranges().any(|b| subnet::overlap(a, b)))
}
