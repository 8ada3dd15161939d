//! What leaves the console: exports, equivalent commands, invitations.

pub mod csv;
pub mod equivalents;
pub mod export;
pub mod handshake;
pub mod prefill;
pub mod receipt;
pub mod script;
