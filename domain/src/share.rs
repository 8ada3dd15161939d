//! What leaves the console: exports, equivalent commands, invitations.

pub mod equivalents;
pub mod export;
pub mod handshake;
pub mod prefill;
pub mod receipt;
