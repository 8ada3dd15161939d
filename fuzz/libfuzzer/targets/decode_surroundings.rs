//! The target `decode_surroundings` for libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::run("decode_surroundings", bytes));
