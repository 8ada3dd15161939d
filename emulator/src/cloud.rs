//! Accounts, networks, routers and peerings, and the rules of the API, as pure functions of a world,
//! a request and a moment.
//!
//! Nothing here knows of HTTP, files, a clock or a source of randomness: [`api::RequestContext`]
//! passes in the time and random bits. The same code therefore compiles to WebAssembly, and every
//! test can say what time it is.

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
