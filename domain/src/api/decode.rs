//! The API's answers, read into the model. Extra fields are ignored, missing
//! optional ones are none, unknown states are kept.

//!
//! The list of peerings can be huge and is read by a derived decoder, piece by
//! piece. All else is small and is picked out of parsed values, which takes far
//! less code. Of a list each element is parsed by itself, so that none hides
//! another.

mod json;
mod listed;
mod peering;
mod raw;
mod stream;

use std::str::FromStr;

use serde_json::Value;

use self::{
    listed::listed,
    raw::{at, parse, sound, value_at},
};
use super::error::ApiError;
use crate::model::{
    cidr::Range,
    ids::NetworkId,
    network::{Account, Network, Router, Zone},
};

pub use self::{
    listed::Listed,
    peering::peering,
    stream::{PeeringReader, peerings},
};

/// All networks.
///
/// # Errors
/// Where the list itself cannot be read; a single bad element is no error.
pub fn networks(body: &str) -> Result<Listed<Network>, ApiError> {
    listed(body, ["networks", "network"], value(network_of))
}

/// One network: the answer to PUT.
///
/// # Errors
/// Where it cannot be read.
pub fn network(body: &str) -> Result<Network, ApiError> {
    one(body, "network", network_of)
}

fn network_of(network: &Value) -> Result<Network, String> {
    let text = |field| text(network, field).unwrap_or_default().to_owned();
    Ok(Network {
        id: id::<NetworkId>(network)?,
        name: text("name"),
        private: text("type") == "private",
        zone: text("zone"),
        // A detached network has no router, or an empty one.
        router: text("router").parse().ok(),
        ranges: ranges(network)?,
    })
}

/// All routers.
///
/// # Errors
/// Where the list itself cannot be read; a single bad element is no error.
pub fn routers(body: &str) -> Result<Listed<Router>, ApiError> {
    listed(body, ["routers", "router"], value(router_of))
}

/// One router: the answer to POST.
///
/// # Errors
/// Where it cannot be read.
pub fn router(body: &str) -> Result<Router, ApiError> {
    one(body, "router", router_of)
}

fn router_of(router: &Value) -> Result<Router, String> {
    Ok(Router {
        id: id(router)?,
        name: text(router, "name").unwrap_or_default().into(),
        service: text(router, "type") == Some("service"),
        attached: attached(router),
    })
}

/// All zones.
///
/// # Errors
/// Where the list itself cannot be read; a single bad element is no error.
pub fn zones(body: &str) -> Result<Listed<Zone>, ApiError> {
    listed(body, ["zones", "zone"], value(zone_of))
}

fn zone_of(zone: &Value) -> Result<Zone, String> {
    Ok(Zone {
        id: text(zone, "id").ok_or("no text in the field `id`")?.into(),
        description: text(zone, "description").unwrap_or_default().into(),
    })
}

/// The account.
///
/// # Errors
/// Where it cannot be read. Anything but a number is no limit: it must not
/// keep anybody from signing in, which is what the account is read for.
pub fn account(body: &str) -> Result<Account, ApiError> {
    let username = value_at(body, &["account", "username"])?;
    let limit = value_at(body, &["account", "resource_limits", "network_peerings"])?;
    Ok(Account {
        username: username
            .as_str()
            .ok_or_else(|| ApiError::unreadable("no text in the field `account.username`"))?
            .into(),
        peering_limit: limit.as_u64(),
    })
}

/// How many peerings are in use; none where the API does not report it, which is
/// no error: nothing depends on it but a warning.
///
/// # Errors
/// Where the answer is no JSON.
pub fn peerings_used(body: &str) -> Result<Option<u64>, ApiError> {
    Ok(value_at(body, &["network_peerings"])?.as_u64())
}

/// Reads an object by its parsed value.
fn value<T>(read: fn(&Value) -> Result<T, String>) -> impl Fn(&str) -> Result<T, String> {
    move |object| read(&parse(&sound(object))?)
}

fn one<T>(
    body: &str,
    name: &str,
    read_one: fn(&Value) -> Result<T, String>,
) -> Result<T, ApiError> {
    let read = match at(body, &[name])? {
        Some(object) => value(read_one)(object.get()),
        // UpCloud's OpenAPI has it without the object around it.
        None => value(read_one)(body).map_err(|_| format!("no object in the field `{name}`")),
    };
    read.map_err(|reason| ApiError::unreadable(&reason))
}

fn text<'a>(object: &'a Value, field: &str) -> Option<&'a str> {
    object.get(field).and_then(Value::as_str)
}

fn id<I: FromStr>(object: &Value) -> Result<I, String> {
    let text = text(object, "uuid").ok_or("no text in the field `uuid`")?;
    text.parse().map_err(|_| format!("`{text}` is not a UUID"))
}

/// The ranges of a network; none where the API returns none.
fn ranges(network: &Value) -> Result<Vec<Range>, String> {
    let listed = network
        .get("ip_networks")
        .and_then(|networks| networks.get("ip_network"))
        .and_then(Value::as_array);
    let ranges = listed.map(Vec::as_slice).unwrap_or_default().iter();
    ranges
        .map(|range| text(range, "address").map(Range::new))
        .collect::<Option<_>>()
        .ok_or_else(|| "no text in the field `address` of a range".into())
}

/// The networks attached to a router. One that cannot be read as a UUID could
/// not be looked up either.
fn attached(router: &Value) -> Vec<NetworkId> {
    let listed = router
        .get("attached_networks")
        .and_then(|networks| networks.get("network"))
        .and_then(Value::as_array);
    let networks = listed.map(Vec::as_slice).unwrap_or_default().iter();
    networks.filter_map(|network| id(network).ok()).collect()
}
