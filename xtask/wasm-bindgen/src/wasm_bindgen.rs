//! The `wasm-bindgen` command.

use std::env;

fn main() -> impl std::process::Termination {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(env::args_os())
}
