//! All that exists: the tables, the indexes over them, and the one place where a change of any
//! of them lets the states of the peerings it touches follow.

mod change;

pub use change::Timing;

use super::network::Network;
use super::peering::Peering;
use super::router::Router;
use super::state::{Facts, Peer, State, rule};
use super::subnet;
use super::zone::Zone;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// A main account: who may sign in and how much it may have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// User name, also the key that owned objects carry.
    pub username: String,
    /// For the Basic scheme.
    pub password: String,
    /// For the Bearer scheme.
    pub token: String,
    /// Credits left, as the API shows them.
    pub credits: f64,
    /// `resource_limits`, by name. `network_peerings` is enforced.
    pub resource_limits: BTreeMap<String, u64>,
}

/// The tables as they are saved to a file and shown by the control routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tables {
    /// Main accounts.
    pub accounts: Vec<Account>,
    /// Zones.
    pub zones: Vec<Zone>,
    /// Networks of all accounts and of UpCloud.
    pub networks: Vec<Network>,
    /// Routers of all accounts and of UpCloud.
    pub routers: Vec<Router>,
    /// Peerings of all accounts.
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
    /// Peerings by local and peer network: at most one in each direction.
    directions: HashMap<(Uuid, Uuid), Uuid>,
    /// Peerings by either of their networks, so that a change costs what it touches, even
    /// among a hundred thousand peerings.
    touching: HashMap<Uuid, BTreeSet<Uuid>>,
    /// Networks by their router.
    attached: HashMap<Uuid, BTreeSet<Uuid>>,
    /// How many peerings each account has, by user name.
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

/// Reading.
impl World {
    /// The tables without the indexes.
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

    /// Main accounts.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// The account of this user name.
    #[must_use]
    pub fn account(&self, username: &str) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|account| account.username == username)
    }

    /// Zones.
    #[must_use]
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Networks of all accounts, by id.
    pub fn networks(&self) -> impl Iterator<Item = &Network> {
        self.networks.values()
    }

    /// The network of this id, whoever owns it.
    #[must_use]
    pub fn network(&self, uuid: Uuid) -> Option<&Network> {
        self.networks.get(&uuid)
    }

    /// Routers of all accounts, by id.
    pub fn routers(&self) -> impl Iterator<Item = &Router> {
        self.routers.values()
    }

    /// The router of this id, whoever owns it.
    #[must_use]
    pub fn router(&self, uuid: Uuid) -> Option<&Router> {
        self.routers.get(&uuid)
    }

    /// Networks attached to this router, by id.
    pub fn attached(&self, router: Uuid) -> impl Iterator<Item = &Network> {
        let ids = self.attached.get(&router).into_iter().flatten();
        ids.filter_map(|uuid| self.networks.get(uuid))
    }

    /// Peerings of all accounts, by id.
    pub fn peerings(&self) -> impl Iterator<Item = &Peering> {
        self.peerings.values()
    }

    /// The peering of this id, whoever owns it.
    #[must_use]
    pub fn peering(&self, uuid: Uuid) -> Option<&Peering> {
        self.peerings.get(&uuid)
    }

    /// The peering from one network to the other.
    #[must_use]
    pub fn peering_between(&self, local: Uuid, peer: Uuid) -> Option<&Peering> {
        self.directions
            .get(&(local, peer))
            .and_then(|uuid| self.peerings.get(uuid))
    }

    /// The other side's peering.
    #[must_use]
    pub fn other_half(&self, peering: &Peering) -> Option<&Peering> {
        self.peering_between(peering.peer_network, peering.network)
    }

    /// How many peerings this account has.
    #[must_use]
    pub fn peering_count(&self, username: &str) -> u64 {
        self.owned.get(username).copied().unwrap_or(0)
    }

    /// Peerings with this network on either side, by id.
    pub fn peerings_touching(&self, network: Uuid) -> impl Iterator<Item = &Peering> {
        let ids = self.touching.get(&network).into_iter().flatten();
        ids.filter_map(|uuid| self.peerings.get(uuid))
    }

    /// The state that the rule gives this peering in this world.
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
