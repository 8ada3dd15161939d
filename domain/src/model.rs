//! What the API is about: peerings, networks and routers, with their labels, states
//! and address ranges.

pub mod cidr;
pub mod ids;
pub mod label;
pub mod natural;
pub mod network;
pub mod object;
pub mod peering;
pub mod row;
pub mod search;
pub mod state;
pub mod text;
