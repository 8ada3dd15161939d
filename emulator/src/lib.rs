//! A stand-in for the part of the UpCloud API that the console uses.
//!
//! [`cloud`] has the rules and knows nothing of HTTP; [`scenario`] builds the worlds to start from.
//! With the feature `edge`, `edge` serves them over HTTP.

#[cfg(feature = "edge")]
pub mod args;
pub mod cloud;
#[cfg(feature = "edge")]
pub mod duration;
#[cfg(feature = "edge")]
pub mod edge;
pub mod random;
pub mod scenario;

#[cfg(feature = "edge")]
pub use edge::app::app;
#[cfg(feature = "edge")]
pub use edge::emulator::Emulator;
#[cfg(feature = "edge")]
pub use edge::options::{Options, Settings, Site};
#[cfg(feature = "edge")]
pub use edge::serve::serve;
