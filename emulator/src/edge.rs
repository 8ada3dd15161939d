//! The edge: HTTP around the cloud. Everything that knows of sockets, time, files or chance.

pub mod api;
pub mod control;
pub mod fault;
pub mod headers;
pub mod malformed;
pub mod serve;
pub mod shared;
pub mod site;
