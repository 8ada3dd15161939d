//! What the console knows about UpCloud network peerings: the model, the rules,
//! the requests as values and the decoding of answers.
//!
//! Nothing here touches a browser, a clock, a source of randomness or the
//! network; those live at the edges, in the console. A function of this crate
//! is therefore tested natively, and has no way to fail but by its input.
//!
//! `#[must_use]` marks the functions that read as if they changed something in place,
//! such as `toggled` and `apply`, and return the changed value instead.

pub mod address;
pub mod api;
pub mod change;
pub mod edit;
pub mod link;
pub mod list;
pub mod model;
pub mod palette;
pub mod preflight;
pub mod reachability;
pub mod session;
pub mod share;
pub mod snapshot;
pub mod status;
