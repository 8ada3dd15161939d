//! `split INPUT NAME FOLDER`: cuts a program where its `wasm_split` attributes
//! stand. `INPUT` is what the linker made, with relocations; `FOLDER` gets
//! `NAME.wasm`, which wasm-bindgen is to read, a `split_….wasm` for each part,
//! and the script that fetches the parts and imports `NAME.js`.

use std::{env, fs, path::Path};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, name, folder] = arguments.as_slice() else {
        return Err(anyhow!("usage: split INPUT NAME FOLDER"));
    };
    let folder = Path::new(folder);
    let program = fs::read(input).with_context(|| format!("{input} cannot be read"))?;
    let first = folder.join(format!("{name}.wasm"));
    let glue = format!("./{name}.js");
    let mut options = Options::new(&program);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.main_module = &glue;
    transform(options)
        .map(drop)
        .map_err(|error| anyhow!("{input} could not be cut in two: {error:?}"))
}
