//! Problems shown beside a network in the picker.

use std::collections::{HashMap, HashSet};

use crate::{
    model::{
        cidr::{self, Range},
        ids::{NetworkId, PeeringId, RouterId},
        network::Network,
    },
    snapshot::{
        Snapshot,
        overlap::{self, Index},
    },
};

/// What is wrong with picking a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// It has no router.
    pub routerless: bool,
    /// Its ranges, or those it reaches, conflict with the other network's.
    pub clash: Option<Clash>,
    /// A peering in this direction already exists.
    pub existing: Option<PeeringId>,
}

/// How ranges get in each other's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// The two networks overlap: they cannot be linked.
    Peers {
        /// The range of the network that is marked.
        this: Range,
        /// The range of the other network.
        other: Range,
    },
    /// The network overlaps one that the other network reaches.
    OtherReaches(NetworkId),
    /// The network reaches one that overlaps the other network.
    Reaches(NetworkId),
}

/// Marks networks, many of them quickly, against what is picked on the other
/// side.
#[derive(Clone, Debug, Default)]
pub struct Marker<'a> {
    other: Option<OtherNetwork<'a>>,
}

#[derive(Clone, Debug)]
struct OtherNetwork<'a> {
    id: NetworkId,
    /// The network that is marked becomes the local one.
    marks_local: bool,
    snapshot: &'a Snapshot,
    /// What the other network reaches.
    reached: Index,
    /// The networks that overlap the other network.
    overlapping: HashSet<NetworkId>,
    /// Of those attached to a router, the first: there can be thousands.
    routers: HashMap<RouterId, NetworkId>,
}

impl<'a> Marker<'a> {
    /// A marker for the field of the local network, or for that of the peer
    /// network, where `other` is what the other field holds.
    pub fn new(snapshot: &'a Snapshot, marks_local: bool, other: Option<NetworkId>) -> Self {
        let Some(id) = other else {
            return Self::default();
        };
        let reached = snapshot.reached(id).into_iter();
        let reached =
            Index::new(reached.map(|reached| (reached.network, snapshot.ranges(reached.network))));
        let overlapping: HashSet<NetworkId> = everything(snapshot)
            .filter(|network| *network != id && overlap::is_between(snapshot, *network, id))
            .collect();
        let mut routers: HashMap<RouterId, NetworkId> = HashMap::new();
        for network in overlapping.iter().copied() {
            if let Some(router) = snapshot.router_of(network) {
                let first = routers.entry(router).or_insert(network);
                *first = network.min(*first);
            }
        }
        Self {
            other: Some(OtherNetwork {
                id,
                marks_local,
                snapshot,
                reached,
                routers,
                overlapping,
            }),
        }
    }

    /// What is wrong with picking this network.
    pub fn mark(&self, network: &Network) -> Mark {
        let mut mark = Mark {
            routerless: network.router.is_none(),
            ..Mark::default()
        };
        if let Some(other) = &self.other
            && other.id != network.id
        {
            mark.clash = other.clash(network);
            let (local, peer) = if other.marks_local {
                (network.id, other.id)
            } else {
                (other.id, network.id)
            };
            let existing = other.snapshot.between(local, peer).next();
            mark.existing = existing.map(|row| row.peering.id);
        }
        mark
    }
}

impl OtherNetwork<'_> {
    fn clash(&self, network: &Network) -> Option<Clash> {
        let ranges = self.snapshot.ranges(network.id);
        let pairs = cidr::overlaps(ranges, self.snapshot.ranges(self.id));
        if let Some((this, other)) = pairs.into_iter().next() {
            return Some(Clash::Peers {
                this: this.clone(),
                other: other.clone(),
            });
        }
        let mut in_the_way = self.reached.overlapping(ranges).into_iter();
        if let Some(reached) = in_the_way.find(|reached| *reached != network.id) {
            return Some(Clash::OtherReaches(reached));
        }
        // Were it this network, the two would overlap.
        let beside = network.router.and_then(|router| self.routers.get(&router));
        let mut peered: Vec<NetworkId> = self
            .snapshot
            .peered(network.id)
            .map(|reached| reached.network)
            .filter(|reached| self.overlapping.contains(reached))
            .collect();
        peered.extend(beside.copied());
        peered.into_iter().min().map(Clash::Reaches)
    }
}

/// Every network that is known of, those at a peering's end among them.
fn everything(snapshot: &Snapshot) -> impl Iterator<Item = NetworkId> {
    let sources = snapshot.sources();
    let peers = sources.peerings.iter().map(|row| row.peering.peer.network);
    sources.networks.keys().copied().chain(peers)
}
