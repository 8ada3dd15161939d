//! The command that runs `wasm-bindgen-test`s in a browser.

use std::env;

fn main() -> impl std::process::Termination {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(env::args_os())
}
