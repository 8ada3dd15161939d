//! The operations on networks.

mod ip_networks;
mod shape;

use serde_json::Value;
use shape::shape;
use uuid::Uuid;

use super::{
    body::{self, Object},
    exchange::{ApiResult, Call, Response, does_not_exist},
};
use crate::cloud::{
    codes,
    failure::Failure,
    id::{self, Kind},
    json::Wrapped,
    label,
    network::Network,
    world::World,
};

/// `GET /network`, all types, with the filters `zone` and `label`.
pub(super) fn list(world: &World, call: &Call<'_>) -> Response {
    let selected = |network: &&Network| {
        network.visible_to(call.username)
            && call.query.matches("zone", &network.zone)
            && call.query.matches_labels(&network.labels)
    };
    let now = call.context.now();
    let shapes: Vec<_> = world
        .networks()
        .filter(selected)
        .map(|network| shape(world, network, now))
        .collect();
    Response::json(200, &Wrapped("networks", Wrapped("network", shapes)))
}

/// `GET /network/{uuid}`.
pub(super) fn get(world: &World, call: &Call<'_>, id: &str) -> ApiResult {
    Ok(show(world, call, 200, visible(world, call, id)?))
}

/// `POST /network`.
pub(super) fn create(world: &mut World, call: &Call<'_>) -> ApiResult {
    let body = body::parse(call.body)?;
    let body = body::unwrap(&body, "network")?;
    body.allow_only(&["ip_networks", "labels", "name", "router", "type", "zone"])?;
    let missing = |code, what| Failure::new(code, format!("The {what} is missing."));
    let name = body.name(codes::NETWORK_NAME_INVALID)?;
    let name = name.ok_or_else(|| missing(codes::NETWORK_NAME_MISSING, "name"))?;
    let zone = body.text("zone", codes::ZONE_NOT_FOUND)?;
    let zone = zone.ok_or_else(|| missing(codes::ZONE_MISSING, "zone"))?;
    if !world.zones().iter().any(|known| known.id == zone) {
        return Err(does_not_exist(codes::ZONE_NOT_FOUND, "zone", zone));
    }
    let kind = body
        .text("type", codes::NETWORK_TYPE_INVALID)?
        .unwrap_or("private");
    if kind != "private" {
        let message = "Only private networks can be created.";
        return Err(Failure::new(codes::NETWORK_TYPE_INVALID, message));
    }
    let mut network = Network {
        uuid: id::typed(Kind::Network, call.context.random_bits),
        account: Some(call.username.to_owned()),
        name: name.to_owned(),
        kind: kind.to_owned(),
        zone: zone.to_owned(),
        router: None,
        labels: label::replace(&[], &body.labels()?.unwrap_or_default())?,
        ip_networks: ip_networks::create(&body)?,
        servers: Vec::new(),
    };
    network.router = requested_router(world, call, &network, &body)?.flatten();
    Ok(store(world, call, 201, network))
}

/// `PUT /network/{uuid}`: in spite of its method it leaves absent attributes unchanged (recorded
/// traffic).
pub(super) fn modify(world: &mut World, call: &Call<'_>, id: &str) -> ApiResult {
    let mut network = owned(world, call, id)?.clone();
    let body = body::parse(call.body)?;
    let body = body::unwrap(&body, "network")?;
    body.allow_only(&["ip_networks", "labels", "name", "router", "type", "zone"])?;
    // Clients send these back; that they cannot be changed is inferred.
    for (attribute, current) in [("type", &network.kind), ("zone", &network.zone)] {
        let sent = body.text(attribute, codes::REQUEST_INVALID)?;
        if sent.is_some_and(|sent| sent != current) {
            let message = format!("The {attribute} of a network cannot be changed.");
            return Err(Failure::new(codes::REQUEST_INVALID, message));
        }
    }
    if let Some(name) = body.name(codes::NETWORK_NAME_INVALID)? {
        name.clone_into(&mut network.name);
    }
    if let Some(labels) = body.labels()? {
        network.labels = label::replace(&network.labels, &labels)?;
    }
    ip_networks::modify(&mut network.ip_networks, &body)?;
    if let Some(router) = requested_router(world, call, &network, &body)? {
        network.router = router;
    }
    Ok(store(world, call, 200, network))
}

/// `DELETE /network/{uuid}`. That peerings do not prevent it is inferred from the state
/// `deleted-peer-network`.
pub(super) fn delete(world: &mut World, call: &Call<'_>, id: &str) -> ApiResult {
    let network = owned(world, call, id)?;
    if !network.servers.is_empty() {
        let message = format!("The network {id} has servers attached.");
        return Err(Failure::new(codes::NETWORK_NOT_EMPTY, message));
    }
    world.remove_network(network.uuid, call.context.timing);
    Ok(Response::no_content())
}

fn visible<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Network, Failure> {
    let network = Uuid::parse_str(id)
        .ok()
        .and_then(|uuid| world.network(uuid));
    network
        .filter(|network| network.visible_to(call.username))
        .ok_or_else(|| does_not_exist(codes::NETWORK_NOT_FOUND, "network", id))
}

fn owned<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Network, Failure> {
    let network = visible(world, call, id)?;
    if network.account.is_none() {
        let message = format!("The network {id} cannot be changed.");
        return Err(Failure::new(codes::NETWORK_FORBIDDEN, message));
    }
    Ok(network)
}

/// The requested router: `None` if the attribute is absent; `Some(None)` to detach, sent as `null`
/// (recorded traffic) or empty text.
fn requested_router(
    world: &World,
    call: &Call<'_>,
    network: &Network,
    body: &Object<'_>,
) -> Result<Option<Option<Uuid>>, Failure> {
    match body.get("router") {
        None => return Ok(None),
        Some(Value::Null) => return Ok(Some(None)),
        Some(_) => {}
    }
    let text = body
        .text("router", codes::REQUEST_INVALID)?
        .unwrap_or_default();
    if text.is_empty() {
        return Ok(Some(None));
    }
    let router = Uuid::parse_str(text)
        .ok()
        .and_then(|uuid| world.router(uuid));
    let router = router
        .filter(|router| router.visible_to(call.username))
        .ok_or_else(|| does_not_exist(codes::ROUTER_NOT_FOUND, "router", text))?;
    if router.kind == "service" {
        let message = format!("The router {text} is a service router.");
        return Err(Failure::new(codes::ACTION_FORBIDDEN, message));
    }
    let in_other_zone = |other: &Network| other.uuid != network.uuid && other.zone != network.zone;
    if world.attached(router.uuid).any(in_other_zone) {
        let message = format!("The router {text} has networks of another zone attached.");
        return Err(Failure::new(codes::NETWORK_ROUTER_ZONE_CONFLICT, message));
    }
    Ok(Some(Some(router.uuid)))
}

fn store(world: &mut World, call: &Call<'_>, status: u16, network: Network) -> Response {
    world.put_network(network.clone(), call.context.timing);
    show(world, call, status, &network)
}

fn show(world: &World, call: &Call<'_>, status: u16, network: &Network) -> Response {
    let shape = shape(world, network, call.context.now());
    Response::json(status, &Wrapped("network", shape))
}
