//! What the console knows about UpCloud network peerings: the model, the rules,
//! the requests as values and the decoding of answers.
//!
//! Nothing here touches a browser, a clock, a source of randomness or the
//! network; those live at the edges, in the console. A function of this crate
//! is therefore tested natively, and has no way to fail but by its input.

pub mod bulk;
pub mod cidr;
pub mod column;
pub mod condition;
pub mod credentials;
pub mod decode;
pub mod equivalents;
pub mod error;
pub mod explain;
pub mod export;
pub mod feature;
pub mod form;
pub mod handshake;
pub mod idle;
pub mod ids;
pub mod label;
pub mod label_filter;
pub mod link;
pub mod list;
pub mod natural;
pub mod network;
pub mod network_lookup;
pub mod overlap;
pub mod palette;
pub mod patch;
pub mod peering;
pub mod plan;
pub mod preflight;
pub mod progress;
pub mod reachability;
pub mod refresh;
pub mod relabel;
pub mod remedy;
pub mod request;
pub mod retry;
pub mod route;
pub mod saved_view;
mod search;
pub mod session_log;
pub mod shortcut;
pub mod snapshot;
pub mod state;
pub mod zone;
