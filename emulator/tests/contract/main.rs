//! The console's requests go into the stand-in, and its answers come back
//! through the console's decoder. The two share no types, so that a field that
//! one of them has wrong is seen here.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot set up what it needs should stop there and then"
)]

mod api;
mod operations;
mod refusals;
mod states;
