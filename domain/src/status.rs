//! What a state means, what fixes it, and how far a change is.

pub mod explain;
pub mod missing_half;
pub mod progress;
pub mod remedy;
