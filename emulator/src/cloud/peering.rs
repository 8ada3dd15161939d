//! Network peerings: the record the world keeps and the shape the API shows.

use super::label::Label;
use super::moment::Moment;
use super::network::{IpNetwork, Network};
use super::state::{ConfiguredStatus, Lifecycle, State};
use super::world::World;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One direction of a link, owned by the account that owns the local network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peering {
    /// Id.
    pub uuid: Uuid,
    /// User name of the owner.
    pub account: String,
    /// 1 to 255 characters; need not be unique.
    pub name: String,
    /// What the owner wants.
    pub configured_status: ConfiguredStatus,
    /// The local network.
    pub network: Uuid,
    /// The network on the other side, of any account; may be gone.
    pub peer_network: Uuid,
    /// Labels in the order sent.
    pub labels: Vec<Label>,
    /// When it was created.
    pub created_at: Moment,
    /// When it was last modified; none before the first time.
    pub updated_at: Option<Moment>,
    /// What `state` follows from.
    #[serde(flatten)]
    pub lifecycle: Lifecycle,
}

/// A peering as the API shows it (UpCloud OpenAPI).
#[derive(Debug, Serialize)]
pub struct Shape<'a> {
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

#[derive(Debug, Serialize)]
struct End<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_networks: Option<IpNetworks<'a>>,
    uuid: Uuid,
}

#[derive(Debug, Serialize)]
struct IpNetworks<'a> {
    ip_network: Vec<Range<'a>>,
}

#[derive(Debug, Serialize)]
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

/// The shape of `peering` at this moment. The peer's ranges show only if both sides have
/// defined a peering (UpCloud OpenAPI).
#[must_use]
pub fn shape<'a>(world: &'a World, peering: &'a Peering, now: Moment) -> Shape<'a> {
    let agreed = world.other_half(peering).is_some();
    Shape {
        configured_status: peering.configured_status,
        created_at: peering.created_at.rfc3339(),
        labels: &peering.labels,
        name: &peering.name,
        network: end(peering.network, world.network(peering.network)),
        peer_network: end(
            peering.peer_network,
            world.network(peering.peer_network).filter(|_| agreed),
        ),
        state: peering.lifecycle.state_at(now),
        updated_at: peering.updated_at.map(Moment::rfc3339),
        uuid: peering.uuid,
    }
}
