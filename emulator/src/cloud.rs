//! The cloud itself: accounts, networks, routers and peerings, the rules between them and the
//! answers of the API, as pure functions of a world, a request and the moment.
//!
//! Architecture invariant: nothing below this module knows of axum, sockets, files, a clock or a
//! source of randomness. Time and fresh ids are passed in with [`api::RequestContext`], so the same
//! code can be compiled to WebAssembly and every test can say what time it is.

pub mod api;
pub mod auth;
pub mod codes;
pub mod failure;
pub mod id;
pub mod json;
pub mod label;
pub mod moment;
pub mod network;
pub mod peering;
pub mod router;
pub mod state;
pub mod subnet;
pub mod world;
pub mod zone;
