//! The shapes of the objects in the API's answers, as far as they are read.

use std::borrow::Cow;

use serde::Deserialize;

use crate::model::{
    cidr::Range,
    ids::{NetworkId, PeeringId},
    label::Label,
    or_null,
    peering::{End, Peering},
    state::{ConfiguredStatus, State},
};

#[derive(Deserialize)]
pub(super) struct PeeringJson<'a> {
    uuid: PeeringId,
    #[serde(default, deserialize_with = "or_null")]
    name: String,
    #[serde(borrow)]
    configured_status: Cow<'a, str>,
    #[serde(borrow)]
    state: Cow<'a, str>,
    network: EndJson,
    peer_network: EndJson,
    #[serde(default, deserialize_with = "or_null")]
    labels: Vec<Label>,
    #[serde(default)]
    created_at: Option<String>,
    #[serde(default)]
    updated_at: Option<String>,
}

#[derive(Deserialize)]
struct EndJson {
    uuid: NetworkId,
    #[serde(default, deserialize_with = "or_null")]
    ip_networks: RangesJson,
}

#[derive(Default, Deserialize)]
struct RangesJson {
    #[serde(default, deserialize_with = "or_null")]
    ip_network: Vec<RangeJson>,
}

#[derive(Deserialize)]
struct RangeJson {
    address: Box<str>,
}

impl From<PeeringJson<'_>> for Peering {
    fn from(json: PeeringJson<'_>) -> Self {
        Self {
            id: json.uuid,
            name: json.name,
            configured_status: ConfiguredStatus::of(&json.configured_status),
            state: State::of(&json.state),
            local: json.network.into(),
            peer: json.peer_network.into(),
            labels: json.labels,
            created_at: json.created_at,
            updated_at: json.updated_at,
        }
    }
}

impl From<EndJson> for End {
    fn from(json: EndJson) -> Self {
        Self {
            network: json.uuid,
            ranges: json.ip_networks.into(),
        }
    }
}

impl From<RangesJson> for Vec<Range> {
    fn from(json: RangesJson) -> Self {
        json.ip_network
            .into_iter()
            .map(|range| Range::new(range.address))
            .collect()
    }
}
