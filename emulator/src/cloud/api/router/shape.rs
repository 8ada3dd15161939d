//! A router as the API shows it (recorded traffic).

use serde::Serialize;
use uuid::Uuid;

use crate::cloud::{
    label::Label,
    router::{Router, StaticRoute},
    world::World,
};

#[derive(Serialize)]
pub(super) struct Shape<'a> {
    attached_network_gateways: [u8; 0],
    attached_networks: AttachedNetworks,
    labels: &'a [Label],
    name: &'a str,
    static_routes: &'a [StaticRoute],
    #[serde(rename = "type")]
    kind: &'a str,
    uuid: Uuid,
}

#[derive(Serialize)]
struct AttachedNetworks {
    network: Vec<AttachedNetwork>,
}

#[derive(Serialize)]
struct AttachedNetwork {
    uuid: Uuid,
}

pub(super) fn shape<'a>(world: &World, router: &'a Router) -> Shape<'a> {
    let network = world
        .attached(router.uuid)
        .map(|network| AttachedNetwork { uuid: network.uuid })
        .collect();
    Shape {
        attached_network_gateways: [],
        attached_networks: AttachedNetworks { network },
        labels: &router.labels,
        name: &router.name,
        static_routes: &router.static_routes,
        kind: &router.kind,
        uuid: router.uuid,
    }
}
