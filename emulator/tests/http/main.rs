//! The API over real connections.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "in a test a panic is the message"
)]

mod account;
mod auth;
mod control;
mod faults;
mod malformed;
mod network;
mod peering;
mod peering_change;
mod peering_list;
mod peering_state;
mod router;
mod site;
mod support;
mod transport;
