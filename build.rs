//! What the linker must be told.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Cutting the program in two takes to know what refers to what.
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
