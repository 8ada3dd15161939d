//! A network as the API shows it (recorded traffic).

use serde::Serialize;
use uuid::Uuid;

use crate::cloud::{
    label::Label,
    moment::Moment,
    network::{IpNetwork, Network, Server},
    peering::Peering,
    state::State,
    world::World,
};

#[derive(Serialize)]
pub(super) struct Shape<'a> {
    effective_routes: [u8; 0],
    ip_networks: IpNetworks<'a>,
    labels: &'a [Label],
    name: &'a str,
    peerings: Peerings<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    router: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    servers: Option<Servers<'a>>,
    #[serde(rename = "type")]
    kind: &'a str,
    uuid: Uuid,
    zone: &'a str,
}

#[derive(Serialize)]
struct IpNetworks<'a> {
    ip_network: &'a [IpNetwork],
}

#[derive(Serialize)]
struct Servers<'a> {
    server: &'a [Server],
}

#[derive(Serialize)]
struct Peerings<'a> {
    peering: Vec<PeeringSummary<'a>>,
}

#[derive(Serialize)]
struct PeeringSummary<'a> {
    name: &'a str,
    state: State,
    uuid: Uuid,
}

/// `peerings` lists those whose local network it is: the other halves belong to their owners.
pub(super) fn shape<'a>(world: &'a World, network: &'a Network, now: Moment) -> Shape<'a> {
    let local = |peering: &&Peering| peering.network == network.uuid;
    let summary = |peering: &'a Peering| PeeringSummary {
        name: &peering.name,
        state: peering.lifecycle.state_at(now),
        uuid: peering.uuid,
    };
    let peerings = world.peerings_touching(network.uuid).filter(local);
    let servers = Servers {
        server: &network.servers,
    };
    Shape {
        effective_routes: [],
        ip_networks: IpNetworks {
            ip_network: &network.ip_networks,
        },
        labels: &network.labels,
        name: &network.name,
        peerings: Peerings {
            peering: peerings.map(summary).collect(),
        },
        router: network.router,
        servers: (!network.servers.is_empty()).then_some(servers),
        kind: &network.kind,
        uuid: network.uuid,
        zone: &network.zone,
    }
}
