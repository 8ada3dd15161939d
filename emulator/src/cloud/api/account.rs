//! Zones, the account and its usage.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::exchange::{ApiResult, Call, Response, does_not_exist};
use crate::cloud::{
    codes,
    failure::Failure,
    json::Wrapped,
    world::{Account, World},
};

/// `GET /zone`.
pub(super) fn zones(world: &World) -> Response {
    Response::json(200, &Wrapped("zones", Wrapped("zone", world.zones())))
}

/// `GET /account`.
pub(super) fn get(world: &World, call: &Call<'_>) -> ApiResult {
    #[derive(Serialize)]
    struct AccountShape<'a> {
        credits: f64,
        resource_limits: &'a BTreeMap<String, u64>,
        username: &'a str,
    }
    let account = owned(world, call)?;
    let shape = AccountShape {
        credits: account.credits,
        resource_limits: &account.resource_limits,
        username: &account.username,
    };
    Ok(Response::json(200, &Wrapped("account", shape)))
}

/// `GET /account/details/{username}`, which upctl reads: what the stand-in knows of it.
pub(super) fn details(world: &World, call: &Call<'_>, username: &str) -> ApiResult {
    let account = owned(world, call)?;
    if account.username != username {
        return Err(does_not_exist(codes::NOT_FOUND, "account", username));
    }
    let shape = json!({ "type": "main", "username": username });
    Ok(Response::json(200, &Wrapped("account", shape)))
}

/// `GET /account/resource-usage`: one number for each limit, without a wrapper; 0 for resources
/// that the stand-in does not have.
pub(super) fn resource_usage(world: &World, call: &Call<'_>) -> ApiResult {
    let owned_by_caller = |owner: &Option<String>| owner.as_deref() == Some(call.username);
    let networks = world
        .networks()
        .filter(|n| owned_by_caller(&n.account))
        .count() as u64;
    let routers = world
        .routers()
        .filter(|r| owned_by_caller(&r.account))
        .count() as u64;
    let used = |name: &String| match name.as_str() {
        "network_peerings" => world.peering_count(call.username),
        "networks" => networks,
        "routers" => routers,
        _ => 0,
    };
    let limits = &owned(world, call)?.resource_limits;
    let usage: BTreeMap<&String, u64> = limits.keys().map(|name| (name, used(name))).collect();
    Ok(Response::json(200, &usage))
}

/// The caller's account.
pub(super) fn owned<'a>(world: &'a World, call: &Call<'_>) -> Result<&'a Account, Failure> {
    let missing = || Failure::new(codes::AUTHENTICATION_FAILED, "The account does not exist.");
    world.account(call.username).ok_or_else(missing)
}
