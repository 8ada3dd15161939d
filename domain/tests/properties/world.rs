//! Small accounts: a few networks with small ranges, attached to a few routers
//! and peered with one another.

use std::sync::Arc;

use domain::{
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId, RouterId},
        network::{Account, Network, Router},
        peering::{End, Peering},
        row::Row,
        state::{ConfiguredStatus, State},
    },
    snapshot::{Coverage, Networks, Snapshot, Sources},
};
use proptest::{collection::vec, option, prelude::*};

use crate::{
    cidr::{self, Small, small},
    make,
};

/// As many networks as there can be.
pub(crate) const NETWORKS: usize = 6;

/// A network, with its ranges as something to be looked at address by address.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) network: Network,
    pub(crate) ranges: Vec<Small>,
}

/// Everything there is, whether an account can read it or not.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) places: Vec<Place>,
    pub(crate) peerings: Vec<Peering>,
    pub(crate) limit: Option<u64>,
    pub(crate) used: Option<u64>,
}

pub(crate) fn id(place: usize) -> NetworkId {
    NetworkId::from_u128(place as u128)
}

fn place(number: usize) -> impl Strategy<Value = Place> {
    // Mostly one range, and not too large: else everything overlaps.
    let ranges = vec(
        small().prop_map(|small| Small {
            prefix: small.prefix.max(3),
            ..small
        }),
        1..=2,
    );
    let zone = prop::sample::select(vec!["fi-hel1", "de-fra1", "us-nyc1", "us-sjo1", "xx-new1"]);
    let router = option::weighted(0.8, 0..3_u128);
    (ranges, zone, router, prop::bool::weighted(0.9)).prop_map(
        move |(ranges, zone, router, private)| Place {
            network: Network {
                id: id(number),
                name: format!("net-{number}"),
                private,
                zone: zone.into(),
                router: router.map(RouterId::from_u128),
                ranges: ranges.iter().map(|range| range.range()).collect(),
            },
            ranges,
        },
    )
}

/// Which networks, whether on, in which state, whether the peer's ranges are known.
type Wire = (usize, usize, ConfiguredStatus, State, bool);

fn wire() -> impl Strategy<Value = Wire> {
    let end = || 0..NETWORKS;
    (end(), end(), make::status(), make::state(), any::<bool>())
        .prop_filter("no network is peered with itself", |wire| wire.0 != wire.1)
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    let places: Vec<_> = (0..NETWORKS).map(place).collect();
    let limits = (option::of(0..4_u64), option::of(0..4_u64));
    (places, vec(wire(), 0..10), limits).prop_map(|(places, wires, (limit, used))| {
        let mut peerings: Vec<Peering> = Vec::new();
        for (number, (local, peer, configured_status, state, is_known)) in (1000..).zip(wires) {
            let ranges = |place: usize| places[place].network.ranges.clone();
            let end = |place, ranges: Vec<Range>| End {
                network: id(place),
                ranges,
            };
            let peering = Peering {
                id: PeeringId::from_u128(number),
                name: format!("p-{number}"),
                configured_status,
                state,
                local: end(local, ranges(local)),
                peer: end(peer, if is_known { ranges(peer) } else { Vec::new() }),
                labels: Vec::new(),
                created_at: None,
                updated_at: None,
            };
            // The API refuses a second one in the same direction.
            if !peerings.iter().any(|p| runs(p, local, peer)) {
                peerings.push(peering);
            }
        }
        World {
            places,
            peerings,
            limit,
            used,
        }
    })
}

/// Whether a peering runs from one network to another.
pub(crate) fn runs(peering: &Peering, from: usize, to: usize) -> bool {
    (peering.local.network, peering.peer.network) == (id(from), id(to))
}

impl World {
    /// What an account sees that may read these networks only, and the
    /// peerings whose local network is one of them.
    pub(crate) fn seen_by(&self, readable: &[bool], networks_read: Coverage) -> Snapshot {
        let may = |place: usize| readable.get(place).copied().unwrap_or(true);
        let networks: Networks = (0..)
            .zip(&self.places)
            .filter(|(number, _)| networks_read == Coverage::Complete && may(*number))
            .map(|(_, place)| (place.network.id, Arc::new(place.network.clone())))
            .collect();
        let peerings = self
            .peerings
            .iter()
            .filter(|p| (0..NETWORKS).any(|n| id(n) == p.local.network && may(n)))
            .map(|p| Arc::new(Row::new(p.clone(), &networks)))
            .collect();
        Snapshot::new(Sources {
            peerings,
            peerings_read: Coverage::Complete,
            networks: Arc::new(networks),
            networks_read,
            routers: self.routers(),
            routers_read: Coverage::Complete,
            account: Some(Account {
                username: "demo".into(),
                peering_limit: self.limit,
            }),
            peerings_used: self.used,
            ..Sources::default()
        })
    }

    fn routers(&self) -> Vec<Router> {
        (0..3)
            .map(RouterId::from_u128)
            .map(|id| Router {
                id,
                name: format!("router {id}"),
                service: false,
                attached: self
                    .places
                    .iter()
                    .filter(|place| place.network.router == Some(id))
                    .map(|place| place.network.id)
                    .collect(),
            })
            .collect()
    }

    /// What is seen where everything can be read.
    pub(crate) fn whole(&self) -> Snapshot {
        self.seen_by(&[], Coverage::Complete)
    }

    /// The peering from one network to another.
    pub(crate) fn peering(&self, from: usize, to: usize) -> Option<&Peering> {
        self.peerings.iter().find(|p| runs(p, from, to))
    }

    /// Whether two networks share an address, looked at one by one.
    pub(crate) fn share_an_address(&self, one: usize, two: usize) -> bool {
        cidr::share_an_address(&self.places[one].ranges, &self.places[two].ranges)
    }

    /// Whether one network reaches the other over its router, or is meant to
    /// over a peering of its own.
    pub(crate) fn reaches(&self, from: usize, to: usize) -> bool {
        let router = self.places[from].network.router;
        let beside = router.is_some() && router == self.places[to].network.router;
        let peered = self.peering(from, to).is_some_and(|p| {
            p.configured_status != ConfiguredStatus::Disabled
                && p.state != State::DeletedPeerNetwork
        });
        from != to && (beside || peered)
    }
}
