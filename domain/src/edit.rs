//! Changes of one peering: what a form holds, and what a change sends.

pub mod form;
pub mod patch;
pub mod relabel;
