//! Prepares optimised builds for the browser to be divided into two WebAssembly files.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_optimised = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let is_browser = env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    if is_optimised && is_browser {
        println!("cargo::rustc-cfg=feature=\"split\"");
        // `split` has to know which functions refer to which.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
