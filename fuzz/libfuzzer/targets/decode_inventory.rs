//! The target `decode_inventory` for libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::run("decode_inventory", bytes));
