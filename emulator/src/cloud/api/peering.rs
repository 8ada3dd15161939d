//! The operations on network peerings, with their rules in the order in which they are checked.

mod shape;

use shape::shape;
use uuid::Uuid;

use super::{
    account,
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
    peering::Peering,
    state::{ConfiguredStatus, Lifecycle, State},
    world::World,
    zone,
};

/// `GET /network-peering`, with the filters `uuid`, `network_uuid_local`, `network_uuid_peer`
/// and `label` (UpCloud OpenAPI).
pub(super) fn list(world: &World, call: &Call<'_>) -> Response {
    let selected = |peering: &&Peering| {
        peering.account == call.username
            && call.query.matches("uuid", &peering.uuid.to_string())
            && call
                .query
                .matches("network_uuid_local", &peering.network.to_string())
            && call
                .query
                .matches("network_uuid_peer", &peering.peer_network.to_string())
            && call.query.matches_labels(&peering.labels)
    };
    let now = call.context.now();
    let shapes: Vec<_> = world
        .peerings()
        .filter(selected)
        .map(|peering| shape(world, peering, now))
        .collect();
    Response::json(
        200,
        &Wrapped("network_peerings", Wrapped("network_peering", shapes)),
    )
}

/// `GET /network-peering/{uuid}`.
pub(super) fn get(world: &World, call: &Call<'_>, id: &str) -> ApiResult {
    Ok(show(world, call, 200, owned(world, call, id)?))
}

/// `POST /network-peering`.
pub(super) fn create(world: &mut World, call: &Call<'_>) -> ApiResult {
    let body = body::parse(call.body)?;
    let body = body::unwrap(&body, "network_peering")?;
    body.allow_only(&[
        "configured_status",
        "labels",
        "name",
        "network",
        "peer_network",
    ])?;
    let name = body.name(codes::NAME_INVALID)?;
    let name = name.ok_or_else(|| Failure::new(codes::NAME_INVALID, "The name is missing."))?;
    let configured_status = body.decode("configured_status")?.unwrap_or_default();
    let local = network_uuid(&body, "network")?;
    let peer = network_uuid(&body, "peer_network")?;
    let labels = label::replace(&[], &body.labels()?.unwrap_or_default())?;
    check_networks(world, call, local, peer)?;
    check_limit(world, call)?;

    let peering = Peering {
        uuid: id::typed(Kind::Peering, call.context.random_bits),
        account: call.username.to_owned(),
        name: name.to_owned(),
        configured_status,
        network: local,
        peer_network: peer,
        labels,
        created_at: call.context.now(),
        updated_at: None,
        lifecycle: Lifecycle::NEW,
    };
    store(world, call, 201, peering)
}

/// `PATCH /network-peering/{uuid}`: any of name, configured status and labels.
pub(super) fn modify(world: &mut World, call: &Call<'_>, id: &str) -> ApiResult {
    let mut peering = owned(world, call, id)?.clone();
    let body = body::parse(call.body)?;
    let body = body::unwrap(&body, "network_peering")?;
    let known = ["configured_status", "labels", "name"];
    body.allow_only(&known)?;
    if let Some(name) = body.name(codes::NAME_INVALID)? {
        name.clone_into(&mut peering.name);
    }
    if let Some(configured_status) = body.decode::<ConfiguredStatus>("configured_status")? {
        if configured_status != peering.configured_status {
            // Disabling and enabling clears `error`.
            peering.lifecycle.forced = None;
        }
        peering.configured_status = configured_status;
    }
    if let Some(labels) = body.labels()? {
        peering.labels = label::replace(&peering.labels, &labels)?;
    }
    if known.iter().any(|name| body.get(name).is_some()) {
        peering.updated_at = Some(call.context.now());
    }
    store(world, call, 200, peering)
}

/// `DELETE /network-peering/{uuid}`, only if `state`, not just `configured_status`, is `disabled`.
pub(super) fn delete(world: &mut World, call: &Call<'_>, id: &str) -> ApiResult {
    let peering = owned(world, call, id)?;
    if peering.lifecycle.state_at(call.context.now()) != State::Disabled {
        let message = format!("The network peering {id} must be disabled before it is deleted.");
        return Err(Failure::new(codes::PEERING_NOT_DISABLED, message));
    }
    world.remove_peering(peering.uuid, call.context.timing);
    Ok(Response::no_content())
}

fn owned<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Peering, Failure> {
    let peering = Uuid::parse_str(id)
        .ok()
        .and_then(|uuid| world.peering(uuid));
    peering
        .filter(|peering| peering.account == call.username)
        .ok_or_else(|| does_not_exist(codes::PEERING_NOT_FOUND, "network peering", id))
}

fn network_uuid(body: &Object<'_>, name: &str) -> Result<Uuid, Failure> {
    let invalid = || {
        Failure::new(
            codes::NETWORK_INVALID,
            format!("The {name} UUID is invalid."),
        )
    };
    let object = body.object(name)?.ok_or_else(invalid)?;
    object.allow_only(&["uuid"])?;
    let text = object
        .text("uuid", codes::NETWORK_INVALID)?
        .ok_or_else(invalid)?;
    Uuid::parse_str(text).map_err(|_| invalid())
}

/// Whether a peering from `local` to `peer` may be created.
fn check_networks(world: &World, call: &Call<'_>, local: Uuid, peer: Uuid) -> Result<(), Failure> {
    let visible = |network: &&Network| network.visible_to(call.username);
    let local_network = world
        .network(local)
        .filter(visible)
        .ok_or_else(|| does_not_exist(codes::NETWORK_NOT_FOUND, "network", &local.to_string()))?;
    let peer_network = world.network(peer).ok_or_else(|| {
        does_not_exist(
            codes::PEER_NETWORK_NOT_FOUND,
            "peer network",
            &peer.to_string(),
        )
    })?;
    let refuse = |code, message: String| Err(Failure::new(code, message));
    if local == peer {
        let message = "A network cannot be peered with itself.";
        return refuse(codes::NETWORK_INVALID, message.to_owned());
    }
    if let Some(other) = [local_network, peer_network]
        .iter()
        .find(|n| n.kind != "private")
    {
        let message = format!("The network {} is not private.", other.uuid);
        return refuse(codes::NETWORK_TYPE_INVALID, message);
    }
    if local_network.router.is_none() {
        let message = format!("The network {local} has no router.");
        return refuse(codes::LOCAL_NETWORK_NO_ROUTER, message);
    }
    if !zone::can_peer(&local_network.zone, &peer_network.zone) {
        let message = "Peering between these zones is not supported.";
        return refuse(codes::INTERZONE_PEERING_NOT_SUPPORTED, message.to_owned());
    }
    if world.peering_between(local, peer).is_some() {
        let message = format!("A peering from {local} to {peer} exists already.");
        return refuse(codes::PEERING_CONFLICT, message);
    }
    Ok(())
}

fn check_limit(world: &World, call: &Call<'_>) -> Result<(), Failure> {
    let limits = &account::owned(world, call)?.resource_limits;
    let used = world.peering_count(call.username);
    match limits.get("network_peerings") {
        Some(&limit) if used >= limit => Err(Failure::new(
            codes::NETWORK_PEERING_LIMIT_REACHED,
            format!("The account may have {limit} network peerings."),
        )),
        _ => Ok(()),
    }
}

fn store(world: &mut World, call: &Call<'_>, status: u16, peering: Peering) -> ApiResult {
    let id = peering.uuid.to_string();
    world.put_peering(peering, call.context.timing);
    // Read again, because storing it has updated its lifecycle.
    Ok(show(world, call, status, owned(world, call, &id)?))
}

fn show(world: &World, call: &Call<'_>, status: u16, peering: &Peering) -> Response {
    let shape = shape(world, peering, call.context.now());
    Response::json(status, &Wrapped("network_peering", shape))
}
