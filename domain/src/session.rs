//! When to read again, when to lock, and the log of calls.

pub mod idle;
pub mod log;
pub mod refresh;
