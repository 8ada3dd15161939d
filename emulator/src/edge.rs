//! HTTP around the cloud: everything that needs sockets, a clock, files or randomness.

pub mod api;
pub mod app;
pub mod bucket;
pub mod control;
pub mod emulator;
pub mod fault;
pub mod hangup;
pub mod headers;
pub mod malformed;
pub mod options;
pub mod serve;
pub mod site;
