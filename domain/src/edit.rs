//! Changes of one peering: what a form holds, and what a change sends.

pub mod form;
pub mod label_diff;
pub mod label_input;
pub mod patch;
pub mod relabel;
