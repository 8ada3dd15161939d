//! What the API is about: peerings, networks and routers, with their labels, states
//! and address ranges.

pub mod cidr;
pub mod ids;
pub mod invitation;
pub mod known;
pub mod label;
pub mod label_term;
pub mod natural;
pub mod network;
pub mod object;
pub mod pasted;
pub mod peering;
pub mod row;
pub mod search;
pub mod state;
pub mod text;

use serde::{Deserialize, Deserializer};

/// Reads null as what an absent field is read as.
pub(crate) fn or_null<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    json: D,
) -> Result<T, D::Error> {
    Option::deserialize(json).map(Option::unwrap_or_default)
}
