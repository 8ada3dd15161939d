//! Routers: the record the world keeps and the shape the API shows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{label::Label, world::World};

/// A router as the world keeps it. It has no zone: the networks attached have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Router {
    /// Id.
    pub uuid: Uuid,
    /// User name of the owner; none for service routers, which are UpCloud's and which
    /// everybody sees.
    pub account: Option<String>,
    /// Not empty. Need not be unique (recorded traffic).
    pub name: String,
    /// `normal` or `service`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Labels in the order sent.
    pub labels: Vec<Label>,
    /// Static routes in the order sent.
    pub static_routes: Vec<StaticRoute>,
}

impl Router {
    /// Whether this account may see the router.
    #[must_use]
    pub fn visible_to(&self, account: &str) -> bool {
        self.account.as_deref().is_none_or(|owner| owner == account)
    }
}

/// A static route, in the shape the API shows (UpCloud OpenAPI).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaticRoute {
    /// For people; may be empty.
    pub name: String,
    /// Address of the next hop or `no-nexthop`.
    pub nexthop: String,
    /// Destination range.
    pub route: String,
    /// `user` or `service`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// A router as the API shows it (recorded traffic).
#[derive(Debug, Serialize)]
pub struct Shape<'a> {
    attached_network_gateways: [u8; 0],
    attached_networks: Attached,
    labels: &'a [Label],
    name: &'a str,
    static_routes: &'a [StaticRoute],
    #[serde(rename = "type")]
    kind: &'a str,
    uuid: Uuid,
}

#[derive(Debug, Serialize)]
struct Attached {
    network: Vec<AttachedNetwork>,
}

#[derive(Debug, Serialize)]
struct AttachedNetwork {
    uuid: Uuid,
}

/// The shape of `router`.
#[must_use]
pub fn shape<'a>(world: &World, router: &'a Router) -> Shape<'a> {
    let network = world
        .attached(router.uuid)
        .map(|network| AttachedNetwork { uuid: network.uuid })
        .collect();
    Shape {
        attached_network_gateways: [],
        attached_networks: Attached { network },
        labels: &router.labels,
        name: &router.name,
        static_routes: &router.static_routes,
        kind: &router.kind,
        uuid: router.uuid,
    }
}
