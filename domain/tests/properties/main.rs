//! What holds for every input, tried on many random ones, and single cases.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot set up what it needs should stop there and then"
)]

mod answers;
mod cidr;
mod column;
mod condition;
mod decode_stream;
mod equivalents;
mod explain;
mod export;
mod fixtures;
mod known;
mod label_filter;
mod label_input;
mod link;
mod list;
mod make;
mod malformed_input;
mod malformed_responses;
mod natural;
mod network_lookup;
mod overlap;
mod palette;
mod patch;
mod plan;
mod preflight;
mod progress;
mod proxied_calls;
mod reachability;
mod receipt;
mod relabel;
mod remedy;
mod route;
mod rows;
mod run;
mod selected;
mod states;
mod steps;
mod untrusted_text;
mod world;
