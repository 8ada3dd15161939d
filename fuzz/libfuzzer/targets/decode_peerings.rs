//! The target `decode_peerings` for libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::run("decode_peerings", bytes));
