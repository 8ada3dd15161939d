//! The calls of the API, as values. Paths are relative to the API's base, such
//! as `https://api.upcloud.com/1.3`.

use form_urlencoded::Serializer;
use serde_json::{Value, json};

use super::label_filter::LabelFilter;
use crate::{
    edit::{form::Draft, patch::Patch},
    model::ids::{NetworkId, PeeringId, RouterId},
};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Modifies, where the API calls it so: what is left out stays.
    Put,
    /// Modifies.
    Patch,
    /// Deletes.
    Delete,
}

impl Method {
    /// As written in a request.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path with its query, from the leading `/` on.
    pub path: String,
    /// The body: JSON.
    pub body: Option<String>,
}

impl Request {
    fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            path: path.into(),
            body: None,
        }
    }

    /// Whether it changes nothing, and so may be repeated and cancelled.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.method == Method::Get
    }
}

/// The account that the credentials are of: the best check of them.
#[must_use]
pub fn account() -> Request {
    Request::get("/account")
}

/// How much of each of the account's limits is in use.
#[must_use]
pub fn resource_usage() -> Request {
    Request::get("/account/resource-usage")
}

/// Every peering whose labels pass the filter.
#[must_use]
pub fn peerings(filter: &LabelFilter) -> Request {
    let mut query = Serializer::new(String::new());
    for term in filter.terms() {
        query.append_pair("label", &term.to_string());
    }
    match query.finish() {
        query if query.is_empty() => Request::get("/network-peering"),
        query => Request::get(format!("/network-peering?{query}")),
    }
}

/// One peering.
#[must_use]
pub fn peering(id: PeeringId) -> Request {
    Request::get(format!("/network-peering/{id}"))
}

/// The peerings that run from one network to another: with the two ends of a
/// peering swapped, its other half, where the account may see it
/// (`network_uuid_local`, `network_uuid_peer`: OpenAPI document).
#[must_use]
pub fn peerings_between(local: NetworkId, peer: NetworkId) -> Request {
    Request::get(format!(
        "/network-peering?network_uuid_local={local}&network_uuid_peer={peer}"
    ))
}

/// Every network the account can read, of all kinds.
#[must_use]
pub fn networks() -> Request {
    Request::get("/network")
}

/// Every router.
#[must_use]
pub fn routers() -> Request {
    Request::get("/router")
}

/// Every zone.
#[must_use]
pub fn zones() -> Request {
    Request::get("/zone")
}

/// Creates a peering: one direction of a link.
#[must_use]
pub fn create(draft: &Draft) -> Request {
    let mut peering = json!({
        "name": draft.name,
        "configured_status": draft.configured_status.as_str(),
        "network": { "uuid": draft.local },
        "peer_network": { "uuid": draft.peer },
    });
    if let (Some(fields), false) = (peering.as_object_mut(), draft.labels.is_empty()) {
        fields.insert("labels".into(), json!(draft.labels));
    }
    Request {
        method: Method::Post,
        path: "/network-peering".into(),
        body: sending(&json!({ "network_peering": peering })),
    }
}

/// Modifies a peering: what the patch does not name stays as it is.
#[must_use]
pub fn modify(id: PeeringId, patch: &Patch) -> Request {
    let mut fields = serde_json::Map::new();
    if let Some(name) = &patch.name {
        fields.insert("name".into(), json!(name));
    }
    if let Some(status) = &patch.configured_status {
        fields.insert("configured_status".into(), json!(status.as_str()));
    }
    if let Some(labels) = &patch.labels {
        fields.insert("labels".into(), json!(labels));
    }
    Request {
        method: Method::Patch,
        path: format!("/network-peering/{id}"),
        body: sending(&json!({ "network_peering": fields })),
    }
}

/// Deletes a peering, which must be in the state `disabled`.
#[must_use]
pub fn delete(id: PeeringId) -> Request {
    Request {
        method: Method::Delete,
        path: format!("/network-peering/{id}"),
        body: None,
    }
}

/// Creates a router. It gets its zone from the first network attached to it.
#[must_use]
pub fn create_router(name: &str) -> Request {
    Request {
        method: Method::Post,
        path: "/router".into(),
        body: sending(&json!({ "router": { "name": name } })),
    }
}

/// Deletes a router, which must have no networks attached.
#[must_use]
pub fn delete_router(id: RouterId) -> Request {
    Request {
        method: Method::Delete,
        path: format!("/router/{id}"),
        body: None,
    }
}

/// Attaches a network to a router, or detaches it from the one it has.
#[must_use]
pub fn attach(network: NetworkId, router: Option<RouterId>) -> Request {
    Request {
        method: Method::Put,
        path: format!("/network/{network}"),
        body: sending(&json!({ "network": { "router": router } })),
    }
}

// Written where the request is made: the sender then needs no JSON encoder.
fn sending(body: &Value) -> Option<String> {
    Some(body.to_string())
}
