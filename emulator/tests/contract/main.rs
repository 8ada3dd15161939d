//! Contract tests: the stand-in receives the console's requests, and the
//! console's decoder reads the responses. The two share no types, so a field
//! that one of them gets wrong fails here.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot set up what it needs should stop there and then"
)]

mod api;
mod operations;
mod refusals;
mod states;
