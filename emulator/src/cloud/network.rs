//! Networks: the record the world keeps and the shape the API shows.

use super::label::Label;
use super::moment::Moment;
use super::peering::Peering;
use super::state::State;
use super::world::World;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A network as the world keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// Id.
    pub uuid: Uuid,
    /// User name of the owner; none for public and utility networks, which are UpCloud's and
    /// which everybody sees.
    pub account: Option<String>,
    /// 1 to 255 characters.
    pub name: String,
    /// `private`, `public` or `utility`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Zone id.
    pub zone: String,
    /// The attached router; at most one.
    pub router: Option<Uuid>,
    /// Labels in the order sent.
    pub labels: Vec<Label>,
    /// Address ranges; at least one.
    pub ip_networks: Vec<IpNetwork>,
    /// Servers attached, which only a scenario can put there.
    pub servers: Vec<Server>,
}

impl Network {
    /// Whether this account may see the network.
    #[must_use]
    pub fn visible_to(&self, account: &str) -> bool {
        self.account.as_deref().is_none_or(|owner| owner == account)
    }

    /// The address ranges.
    pub fn ranges(&self) -> impl Iterator<Item = &IpNet> {
        self.ip_networks
            .iter()
            .map(|ip_network| &ip_network.address)
    }
}

/// One address range of a network with its DHCP settings, in the shape the API shows
/// (recorded traffic). `yes` and `no` are texts there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IpNetwork {
    /// The range.
    pub address: IpNet,
    /// Whether DHCP runs.
    pub dhcp: YesNo,
    /// Whether DHCP announces the gateway as default route.
    pub dhcp_default_route: YesNo,
    /// Name servers that DHCP announces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dhcp_dns: Vec<String>,
    /// Routes that DHCP announces besides; the stand-in computes none.
    pub dhcp_effective_routes: Vec<Value>,
    /// Routes that DHCP announces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dhcp_routes: Vec<String>,
    /// Kept as sent.
    pub dhcp_routes_configuration: Value,
    /// `IPv4` or `IPv6`.
    pub family: String,
    /// Address of the gateway.
    pub gateway: String,
}

/// How this stack of the API writes booleans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YesNo {
    /// True.
    Yes,
    /// False.
    No,
}

/// A server attached to a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// For people.
    pub title: String,
    /// Id.
    pub uuid: Uuid,
}

/// A network as the API shows it; `router` and `servers` are left out when there are none
/// (recorded traffic).
#[derive(Debug, Serialize)]
pub struct Shape<'a> {
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

#[derive(Debug, Serialize)]
struct IpNetworks<'a> {
    ip_network: &'a [IpNetwork],
}

#[derive(Debug, Serialize)]
struct Servers<'a> {
    server: &'a [Server],
}

#[derive(Debug, Serialize)]
struct Peerings<'a> {
    peering: Vec<PeeringOf<'a>>,
}

#[derive(Debug, Serialize)]
struct PeeringOf<'a> {
    name: &'a str,
    state: State,
    uuid: Uuid,
}

/// The shape of `network` at this moment. `peerings` holds those whose local network it is: the
/// other side's belong to its owner.
#[must_use]
pub fn shape<'a>(world: &'a World, network: &'a Network, now: Moment) -> Shape<'a> {
    let local = |peering: &&Peering| peering.network == network.uuid;
    let summary = |peering: &'a Peering| PeeringOf {
        name: &peering.name,
        state: peering.lifecycle.state_at(now),
        uuid: peering.uuid,
    };
    let servers = (!network.servers.is_empty()).then_some(Servers {
        server: &network.servers,
    });
    Shape {
        effective_routes: [],
        ip_networks: IpNetworks {
            ip_network: &network.ip_networks,
        },
        labels: &network.labels,
        name: &network.name,
        peerings: Peerings {
            peering: world
                .peerings_touching(network.uuid)
                .filter(local)
                .map(summary)
                .collect(),
        },
        router: network.router,
        servers,
        kind: &network.kind,
        uuid: network.uuid,
        zone: &network.zone,
    }
}
