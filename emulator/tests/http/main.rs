//! The stand-in as an API, over real connections: statuses and bodies, rule by rule.

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
mod network;
mod peering;
mod peering_list;
mod peering_state;
mod router;
mod site;
mod support;
mod transport;
