//! Peerings by themselves, and lists of them that are held whole.

use serde::Deserialize;
use serde_json::Value;

use super::{
    json::PeeringJson,
    listed::{Listed, listed},
    raw::{parse, sound, value_at},
};
use crate::{api::error::ApiError, model::peering::Peering};

/// One peering: the answer to GET, POST and PATCH. UpCloud's OpenAPI has it without the
/// object around it that the API sends; both are read.
///
/// # Errors
/// [`crate::api::error::ErrorKind::Unreadable`], naming the field or the place in the text.
pub fn peering(body: &str) -> Result<Peering, ApiError> {
    #[derive(Deserialize)]
    struct Body<'a> {
        #[serde(borrow)]
        network_peering: PeeringJson<'a>,
    }
    let text = sound(body);
    let read: Result<Body<'_>, String> = parse(&text);
    read.map(|body| body.network_peering.into())
        .or_else(|reason| peering_of(&text).map_err(|_| ApiError::unreadable(&reason)))
}

/// All peerings, of an answer that is held whole: the list may stand anywhere
/// in it.
pub(super) fn whole(body: &str) -> Result<Listed<Peering>, ApiError> {
    listed(body, ["network_peerings", "network_peering"], peering_of)
}

/// One peering of a list; where it is none, why, and its UUID where that can be
/// read, so that it can be found by other means.
pub(super) fn peering_of(element: &str) -> Result<Peering, String> {
    let text = sound(element);
    let read: Result<PeeringJson<'_>, String> = parse(&text);
    read.map(Into::into)
        .map_err(|reason| match value_at(&text, &["uuid"]) {
            Ok(Value::String(uuid)) => format!("{reason} (object {uuid})"),
            _ => reason,
        })
}
