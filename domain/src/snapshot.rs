//! What the rules see of an account: its peerings, networks, routers and zones
//! as they were last read, and how much of each could be read at all. A rule
//! asks the snapshot and is therefore a function of nothing else.

pub mod known;
pub mod network_lookup;
pub mod overlap;
pub mod unknown;

use std::{collections::HashMap, fmt::Display, sync::Arc};

use crate::model::{
    cidr::Range,
    ids::{NetworkId, PeeringId, RouterId},
    natural::strip_bidi_controls,
    network::{Account, Network, Router, Zone},
    peering::Peering,
    row::Row,
    state::{ConfiguredStatus, State},
};

/// The networks by their UUIDs, as the console holds them.
pub type Networks = HashMap<NetworkId, Arc<Network>>;

/// How much of one kind of object was read. What is missing from a whole
/// reading does not exist for this account; from any other it may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coverage {
    /// Nothing yet: it is on its way, or it failed.
    #[default]
    Unknown,
    /// Nothing: the API refuses it (403).
    Forbidden,
    /// A part: a filter was set, or an element could not be read.
    Partial,
    /// All that the account may read.
    Complete,
}

/// What a snapshot is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Every peering that is known, in any order.
    pub peerings: Vec<Arc<Row>>,
    /// How much of the peerings that is.
    pub peerings_read: Coverage,
    pub networks: Arc<Networks>,
    /// How much of the networks that is.
    pub networks_read: Coverage,
    pub routers: Vec<Router>,
    /// How much of the routers that is.
    pub routers_read: Coverage,
    /// The zones: names for people, and no more.
    pub zones: Vec<Zone>,
    /// Who is signed in, with the limits.
    pub account: Option<Account>,
    /// How many peerings count towards the account's limit, as
    /// `/account/resource-usage` reports it.
    pub peerings_used: Option<u64>,
}

/// Sources, with what the rules look up prepared once.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    sources: Sources,
    /// (local, peer, peering, place), in order.
    from: Vec<EndEntry>,
    /// (peer, local, peering, place), in order.
    to: Vec<EndEntry>,
    /// (router, network), in order.
    attached: Vec<(RouterId, NetworkId)>,
}

/// A peering at one end, in [`Snapshot::from`] or [`Snapshot::to`].
type EndEntry = (NetworkId, NetworkId, PeeringId, usize);

/// A network that another one reaches, or that is meant to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    pub network: NetworkId,
    /// How it is reached.
    pub over: Over,
}

/// What joins two networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Over {
    /// A router that both are attached to.
    Router(RouterId),
    /// A peering between them.
    Peering(PeeringId),
}

impl Snapshot {
    /// Prepares what the rules look up.
    pub fn new(sources: Sources) -> Self {
        let rows = || sources.peerings.iter().map(|row| &row.peering).zip(0..);
        let mut from: Vec<_> = rows()
            .map(|(p, place)| (p.local.network, p.peer.network, p.id, place))
            .collect();
        let mut to: Vec<_> = rows()
            .map(|(p, place)| (p.peer.network, p.local.network, p.id, place))
            .collect();
        let of_network = |network: &Arc<Network>| Some((network.router?, network.id));
        let mut attached: Vec<_> = sources.networks.values().filter_map(of_network).collect();
        for router in &sources.routers {
            // Of a network that can be read its own word counts: it is newer
            // wherever this console attached or detached it.
            let unseen = router.attached.iter();
            let unseen = unseen.filter(|id| !sources.networks.contains_key(id));
            attached.extend(unseen.map(|network| (router.id, *network)));
        }
        from.sort_unstable();
        to.sort_unstable();
        attached.sort_unstable();
        Self {
            sources,
            from,
            to,
            attached,
        }
    }

    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// A network, where it can be read.
    pub fn network(&self, id: NetworkId) -> Option<&Arc<Network>> {
        self.sources.networks.get(&id)
    }

    /// What a network is called in a sentence: by its name, or by its UUID
    /// where it has none that is known.
    pub fn name(&self, id: NetworkId) -> String {
        name_or_id(self.network(id).map(|network| &*network.name), &id)
    }

    /// What a router is called in a sentence.
    pub fn router_name(&self, id: RouterId) -> String {
        name_or_id(self.router(id).map(|router| &*router.name), &id)
    }

    /// A router, where it can be read.
    pub fn router(&self, id: RouterId) -> Option<&Router> {
        self.sources.routers.iter().find(|router| router.id == id)
    }

    /// The router of a network, where it is known.
    pub fn router_of(&self, id: NetworkId) -> Option<RouterId> {
        self.network(id)?.router
    }

    /// The networks attached to a router, as far as they are known.
    pub fn attached(&self, router: RouterId) -> impl Iterator<Item = NetworkId> {
        let attached = equal_range(&self.attached, |(id, _)| id.cmp(&router));
        attached.iter().map(|(_, network)| *network)
    }

    /// The peerings whose local network this is.
    pub fn from(&self, network: NetworkId) -> impl Iterator<Item = &Arc<Row>> {
        self.rows(equal_range(&self.from, move |(local, ..)| {
            local.cmp(&network)
        }))
    }

    /// The peerings whose peer network this is.
    pub fn to(&self, network: NetworkId) -> impl Iterator<Item = &Arc<Row>> {
        self.rows(equal_range(&self.to, move |(peer, ..)| peer.cmp(&network)))
    }

    /// The peerings that run from one network to another: at most one, as the
    /// API refuses a second.
    pub fn between(&self, local: NetworkId, peer: NetworkId) -> impl Iterator<Item = &Arc<Row>> {
        self.rows(equal_range(&self.from, move |(from, to, ..)| {
            (*from, *to).cmp(&(local, peer))
        }))
    }

    /// The other half of a peering's link, where the account can see it.
    pub fn other_half(&self, peering: &Peering) -> Option<&Arc<Row>> {
        self.between(peering.peer.network, peering.local.network)
            .find(|row| row.peering.id != peering.id)
    }

    fn rows<'a>(&'a self, entries: &'a [EndEntry]) -> impl Iterator<Item = &'a Arc<Row>> {
        let places = entries.iter().map(|(.., place)| *place);
        places.filter_map(|place| self.sources.peerings.get(place))
    }

    /// The ranges of a network: its own, or, where it cannot be read, those
    /// of a peering with it. Empty where they are unknown.
    pub fn ranges(&self, id: NetworkId) -> &[Range] {
        self.known(id).known_ranges()
    }

    /// The networks that the peerings of one are meant to lead to. A peering
    /// that is disabled, or whose peer was deleted, leads nowhere.
    pub fn peered(&self, id: NetworkId) -> impl Iterator<Item = Reached> {
        self.from(id)
            .map(|row| &row.peering)
            .filter(|peering| {
                peering.configured_status != ConfiguredStatus::Disabled
                    && peering.state != State::DeletedPeerNetwork
            })
            .map(|peering| Reached {
                network: peering.peer.network,
                over: Over::Peering(peering.id),
            })
    }

    /// The networks that one reaches over its router, and those that its own
    /// peerings are meant to lead to, each once.
    pub fn reached(&self, id: NetworkId) -> Vec<Reached> {
        let beside = self.router_of(id).into_iter().flat_map(|router| {
            self.attached(router).map(move |network| Reached {
                network,
                over: Over::Router(router),
            })
        });
        let mut reached: Vec<Reached> = beside
            .chain(self.peered(id))
            .filter(|reached| reached.network != id)
            .collect();
        // Stable: where both lead there, the router stays.
        reached.sort_by_key(|reached| reached.network);
        reached.dedup_by_key(|reached| reached.network);
        reached
    }
}

/// A name for a sentence, or the UUID where the name is unknown or empty.
pub(crate) fn name_or_id(name: Option<&str>, id: &dyn Display) -> String {
    match name {
        Some(name) if !name.trim().is_empty() => strip_bidi_controls(name),
        _ => id.to_string(),
    }
}

/// The elements that compare as equal, of a list in that order.
fn equal_range<T>(sorted: &[T], order: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let start = sorted.partition_point(|one| order(one).is_lt());
    let rest = sorted.get(start..).unwrap_or_default();
    let length = rest.partition_point(|one| order(one).is_eq());
    rest.get(..length).unwrap_or_default()
}
