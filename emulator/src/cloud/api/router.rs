//! The operations on routers.

use std::net::IpAddr;

use ipnet::IpNet;
use serde_json::Value;
use uuid::Uuid;

use super::{
    Answer, Call, Outcome,
    body::{self, Object},
    does_not_exist,
};
use crate::cloud::{
    codes,
    failure::Failure,
    id::{self, Kind},
    json::Wrapped,
    label,
    router::{Router, StaticRoute, shape},
    world::World,
};

/// `GET /router`, service routers included, with the filter `label`.
pub(super) fn list(world: &World, call: &Call<'_>) -> Answer {
    let wanted = |router: &&Router| {
        router.visible_to(call.username) && call.query.allows_labels(&router.labels)
    };
    let shapes: Vec<_> = world
        .routers()
        .filter(wanted)
        .map(|router| shape(world, router))
        .collect();
    Answer::json(200, &Wrapped("routers", Wrapped("router", shapes)))
}

/// `GET /router/{uuid}`.
pub(super) fn get(world: &World, call: &Call<'_>, id: &str) -> Outcome {
    Ok(show(world, 200, visible(world, call, id)?))
}

/// `POST /router`. Names need not be unique (recorded traffic).
pub(super) fn create(world: &mut World, call: &Call<'_>) -> Outcome {
    let body = body::parse(call.body)?;
    let body = body::unwrap(&body, "router")?;
    body.only(&["labels", "name", "static_routes"])?;
    let name = body.name(codes::NAME_INVALID)?.ok_or_else(|| {
        Failure::new(
            codes::ROUTER_NAME_MISSING,
            "The name of the router is missing.",
        )
    })?;
    let router = Router {
        uuid: id::typed(Kind::Router, call.occasion.fresh),
        account: Some(call.username.to_owned()),
        name: name.to_owned(),
        kind: "normal".to_owned(),
        labels: label::replace(&[], &body.labels()?.unwrap_or_default())?,
        static_routes: static_routes(&body)?.unwrap_or_default(),
    };
    store(world, call, 201, router)
}

/// `PATCH /router/{uuid}`.
pub(super) fn modify(world: &mut World, call: &Call<'_>, id: &str) -> Outcome {
    let mut router = own(world, call, id)?.clone();
    let body = body::parse(call.body)?;
    let body = body::unwrap(&body, "router")?;
    body.only(&["labels", "name", "static_routes"])?;
    if let Some(name) = body.name(codes::NAME_INVALID)? {
        name.clone_into(&mut router.name);
    }
    if let Some(labels) = body.labels()? {
        router.labels = label::replace(&router.labels, &labels)?;
    }
    if let Some(static_routes) = static_routes(&body)? {
        router.static_routes = static_routes;
    }
    store(world, call, 200, router)
}

/// `DELETE /router/{uuid}`: only without attached networks.
pub(super) fn delete(world: &mut World, call: &Call<'_>, id: &str) -> Outcome {
    let router = own(world, call, id)?;
    if world.attached(router.uuid).next().is_some() {
        let message = format!("The router {id} has networks attached.");
        return Err(Failure::new(codes::ROUTER_ATTACHED, message));
    }
    world.remove_router(router.uuid);
    Ok(Answer::nothing())
}

fn visible<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Router, Failure> {
    let router = Uuid::parse_str(id).ok().and_then(|uuid| world.router(uuid));
    router
        .filter(|router| router.visible_to(call.username))
        .ok_or_else(|| does_not_exist(codes::ROUTER_NOT_FOUND, "router", id))
}

fn own<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Router, Failure> {
    let router = visible(world, call, id)?;
    if router.account.is_none() {
        let message = format!("The router {id} is a service router.");
        return Err(Failure::new(codes::ACTION_FORBIDDEN, message));
    }
    Ok(router)
}

fn static_routes(body: &Object<'_>) -> Result<Option<Vec<StaticRoute>>, Failure> {
    let list = body.list("static_routes")?;
    list.map(|list| list.iter().map(static_route).collect())
        .transpose()
}

fn static_route(value: &Value) -> Result<StaticRoute, Failure> {
    let object = Object::of(value, "A static route")?;
    object.only(&["name", "nexthop", "route", "type"])?;
    let route = object
        .text("route", codes::INVALID_ROUTE)?
        .unwrap_or_default();
    if route.parse::<IpNet>().is_err() {
        let message = format!("The route {route:?} is invalid.");
        return Err(Failure::new(codes::INVALID_ROUTE, message));
    }
    let nexthop = object
        .text("nexthop", codes::NEXTHOP_INVALID)?
        .unwrap_or_default();
    if nexthop != "no-nexthop" && nexthop.parse::<IpAddr>().is_err() {
        let message = format!("The next hop {nexthop:?} is invalid.");
        return Err(Failure::new(codes::NEXTHOP_INVALID, message));
    }
    let name = object
        .text("name", codes::REQUEST_INVALID)?
        .unwrap_or_default();
    Ok(StaticRoute {
        name: name.to_owned(),
        nexthop: nexthop.to_owned(),
        route: route.to_owned(),
        // What a user sends is a user's route, whatever it says.
        kind: "user".to_owned(),
    })
}

fn store(world: &mut World, call: &Call<'_>, status: u16, router: Router) -> Outcome {
    let uuid = router.uuid;
    world.put_router(router);
    Ok(show(
        world,
        status,
        visible(world, call, &uuid.to_string())?,
    ))
}

fn show(world: &World, status: u16, router: &Router) -> Answer {
    Answer::json(status, &Wrapped("router", shape(world, router)))
}
