//! The operations on routers.

mod shape;

use std::net::IpAddr;

use ipnet::IpNet;
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
    router::{Router, StaticRoute},
    world::World,
};

/// `GET /router`, service routers included, with the filter `label`.
pub(super) fn list(world: &World, call: &Call<'_>) -> Response {
    let selected = |router: &&Router| {
        router.visible_to(call.username) && call.query.matches_labels(&router.labels)
    };
    let shapes: Vec<_> = world
        .routers()
        .filter(selected)
        .map(|router| shape(world, router))
        .collect();
    Response::json(200, &Wrapped("routers", Wrapped("router", shapes)))
}

/// `GET /router/{uuid}`.
pub(super) fn get(world: &World, call: &Call<'_>, id: &str) -> ApiResult {
    Ok(show(world, 200, visible(world, call, id)?))
}

/// `POST /router`. Names need not be unique (recorded traffic).
pub(super) fn create(world: &mut World, call: &Call<'_>) -> ApiResult {
    let body = body::parse(call.body)?;
    let body = body::unwrap(&body, "router")?;
    body.allow_only(&["labels", "name", "static_routes"])?;
    let name = body.name(codes::NAME_INVALID)?.ok_or_else(|| {
        Failure::new(
            codes::ROUTER_NAME_MISSING,
            "The name of the router is missing.",
        )
    })?;
    let router = Router {
        uuid: id::typed(Kind::Router, call.context.random_bits),
        account: Some(call.username.to_owned()),
        name: name.to_owned(),
        kind: "normal".to_owned(),
        labels: label::replace(&[], &body.labels()?.unwrap_or_default())?,
        static_routes: static_routes(&body)?.unwrap_or_default(),
    };
    Ok(store(world, 201, router))
}

/// `PATCH /router/{uuid}`.
pub(super) fn modify(world: &mut World, call: &Call<'_>, id: &str) -> ApiResult {
    let mut router = owned(world, call, id)?.clone();
    let body = body::parse(call.body)?;
    let body = body::unwrap(&body, "router")?;
    body.allow_only(&["labels", "name", "static_routes"])?;
    if let Some(name) = body.name(codes::NAME_INVALID)? {
        name.clone_into(&mut router.name);
    }
    if let Some(labels) = body.labels()? {
        router.labels = label::replace(&router.labels, &labels)?;
    }
    if let Some(static_routes) = static_routes(&body)? {
        router.static_routes = static_routes;
    }
    Ok(store(world, 200, router))
}

/// `DELETE /router/{uuid}`, only if no network is attached.
pub(super) fn delete(world: &mut World, call: &Call<'_>, id: &str) -> ApiResult {
    let router = owned(world, call, id)?;
    if world.attached(router.uuid).next().is_some() {
        let message = format!("The router {id} has networks attached.");
        return Err(Failure::new(codes::ROUTER_ATTACHED, message));
    }
    world.remove_router(router.uuid);
    Ok(Response::no_content())
}

fn visible<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Router, Failure> {
    let router = Uuid::parse_str(id).ok().and_then(|uuid| world.router(uuid));
    router
        .filter(|router| router.visible_to(call.username))
        .ok_or_else(|| does_not_exist(codes::ROUTER_NOT_FOUND, "router", id))
}

fn owned<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Router, Failure> {
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
    let object = Object::new(value, "A static route")?;
    object.allow_only(&["name", "nexthop", "route", "type"])?;
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
        // Whatever the body says.
        kind: "user".to_owned(),
    })
}

fn store(world: &mut World, status: u16, router: Router) -> Response {
    world.put_router(router.clone());
    show(world, status, &router)
}

fn show(world: &World, status: u16, router: &Router) -> Response {
    Response::json(status, &Wrapped("router", shape(world, router)))
}
