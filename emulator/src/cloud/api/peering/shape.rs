//! A peering as the API shows it (UpCloud OpenAPI).

use ipnet::IpNet;
use serde::Serialize;
use uuid::Uuid;

use crate::cloud::{
    label::Label,
    moment::Moment,
    network::{IpNetwork, Network},
    peering::Peering,
    state::{ConfiguredStatus, State},
    world::World,
};

#[derive(Serialize)]
pub(super) struct Shape<'a> {
    configured_status: ConfiguredStatus,
    created_at: String,
    labels: &'a [Label],
    name: &'a str,
    network: End<'a>,
    peer_network: End<'a>,
    state: State,
    updated_at: Option<String>,
    uuid: Uuid,
}

#[derive(Serialize)]
struct End<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_networks: Option<IpNetworks<'a>>,
    uuid: Uuid,
}

#[derive(Serialize)]
struct IpNetworks<'a> {
    ip_network: Vec<Range<'a>>,
}

#[derive(Serialize)]
struct Range<'a> {
    address: &'a IpNet,
    family: &'a str,
}

fn end(uuid: Uuid, network: Option<&Network>) -> End<'_> {
    let ip_networks = network.map(|network| IpNetworks {
        ip_network: network.ip_networks.iter().map(range).collect(),
    });
    End { ip_networks, uuid }
}

fn range(ip_network: &IpNetwork) -> Range<'_> {
    Range {
        address: &ip_network.address,
        family: &ip_network.family,
    }
}

/// The peer's ranges show only if both halves exist (UpCloud OpenAPI).
pub(super) fn shape<'a>(world: &'a World, peering: &'a Peering, now: Moment) -> Shape<'a> {
    let peer = world.network(peering.peer_network);
    let has_other_half = world.other_half(peering).is_some();
    Shape {
        configured_status: peering.configured_status,
        created_at: peering.created_at.rfc3339(),
        labels: &peering.labels,
        name: &peering.name,
        network: end(peering.network, world.network(peering.network)),
        peer_network: end(peering.peer_network, peer.filter(|_| has_other_half)),
        state: peering.lifecycle.state_at(now),
        updated_at: peering.updated_at.map(Moment::rfc3339),
        uuid: peering.uuid,
    }
}
