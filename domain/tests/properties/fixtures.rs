//! Single peerings and networks, and snapshots of them.

use std::sync::Arc;

use domain::{
    address::route::{ListQuery, Route},
    api::decode,
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId},
        network::Network,
        peering::{End, Peering},
        row::Row,
        state::{ConfiguredStatus, State},
    },
    snapshot::{Coverage, Networks, Snapshot, Sources},
};

/// A peering as the API returns it, of a network of 10.10.0.0/24.
pub(crate) fn peering() -> Peering {
    decode::peering(include_str!("../fixtures/peering_pending.json")).expect("a peering")
}

/// The peering in a state, configured as that state is meant.
pub(crate) fn in_state(state: State) -> Peering {
    let configured_status = match state {
        State::Disabled => ConfiguredStatus::Disabled,
        _ => ConfiguredStatus::Active,
    };
    Peering {
        state,
        configured_status,
        ..peering()
    }
}

/// The other half of a peering.
pub(crate) fn other_half(peering: &Peering, id: PeeringId) -> Peering {
    Peering {
        id,
        local: peering.peer.clone(),
        peer: peering.local.clone(),
        ..peering.clone()
    }
}

/// The end of a peering whose ranges are unknown.
pub(crate) fn end(network: NetworkId) -> End {
    End {
        network,
        ranges: Vec::new(),
    }
}

/// A private network in fi-hel1 without a router.
pub(crate) fn network(id: NetworkId, name: &str, range: &str) -> Network {
    Network {
        id,
        name: name.into(),
        private: true,
        zone: "fi-hel1".into(),
        router: None,
        ranges: vec![Range::new(range)],
    }
}

pub(crate) fn networks(networks: impl IntoIterator<Item = Network>) -> Networks {
    let networks = networks.into_iter();
    networks.map(|n| (n.id, Arc::new(n))).collect()
}

/// The rows of peerings whose networks cannot be read.
pub(crate) fn rows<'a>(peerings: impl IntoIterator<Item = &'a Peering>) -> Vec<Arc<Row>> {
    sources(peerings, Networks::new()).peerings
}

/// These peerings and networks, and no others.
pub(crate) fn sources<'a>(
    peerings: impl IntoIterator<Item = &'a Peering>,
    networks: Networks,
) -> Sources {
    let row = |peering: &Peering| Arc::new(Row::new(peering.clone(), &networks));
    Sources {
        peerings: peerings.into_iter().map(row).collect(),
        peerings_read: Coverage::Complete,
        networks_read: Coverage::Complete,
        networks: Arc::new(networks),
        ..Sources::default()
    }
}

/// What an account knows that has these peerings and reads no network.
pub(crate) fn snapshot<'a>(peerings: impl IntoIterator<Item = &'a Peering>) -> Snapshot {
    Snapshot::new(Sources {
        networks_read: Coverage::Unknown,
        ..sources(peerings, Networks::new())
    })
}

/// What the list shows at an address with this query.
pub(crate) fn list_of(query: &str) -> ListQuery {
    match Route::parse("/peerings", query) {
        Route::List(list) => list,
        other => unreachable!("the list's path is {other:?}"),
    }
}
