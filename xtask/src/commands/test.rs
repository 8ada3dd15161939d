//! `cargo xtask test`: the layers in order, their headings, and the closing
//! line that CI reads.

use std::time::Instant;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::checks::{LAYERS, Layer, Site};
use crate::tools::workspace;

/// The flags of the command line.
struct Options {
    layers: Vec<&'static Layer>,
    keep_going: bool,
}

/// Runs the layers that `args` name, or all. Tells whether all passed.
pub(crate) fn run(args: Parser) -> Result<bool> {
    let Some(options) = parse(args)? else {
        println!("{}", help());
        return Ok(true);
    };
    let shell = workspace::shell()?;
    let mut site = Site::NotBuilt;
    let (mut passed, mut failed) = (0, 0);
    for layer in &options.layers {
        println!("\n== {}: {}", layer.name, layer.about);
        let started = Instant::now();
        let result = (layer.run)(&shell, &mut site);
        let seconds = started.elapsed().as_secs_f32();
        match result {
            Ok(()) => {
                passed += 1;
                println!("== {} passed in {seconds:.1} s", layer.name);
            }
            Err(error) => {
                failed += 1;
                println!("== {} FAILED in {seconds:.1} s: {error:#}", layer.name);
                if !options.keep_going {
                    break;
                }
            }
        }
    }
    println!("\n{}", closing_line(passed, failed, options.layers.len()));
    Ok(failed == 0)
}

fn closing_line(passed: usize, failed: usize, wanted: usize) -> String {
    match wanted - passed - failed {
        0 => format!("{passed} passed, {failed} failed"),
        skipped => format!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
}

/// None when only the help is wanted.
fn parse(mut args: Parser) -> Result<Option<Options>> {
    let mut options = Options {
        layers: Vec::new(),
        keep_going: false,
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(name) => options.layers.push(find(&name.string()?)?),
            Arg::Long("keep-going") => options.keep_going = true,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    if options.layers.is_empty() {
        options.layers.extend(LAYERS);
    }
    Ok(Some(options))
}

fn find(name: &str) -> Result<&'static Layer> {
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
        bail!("there is no layer {name:?}: `cargo xtask test --help` lists them");
    };
    Ok(layer)
}

fn help() -> String {
    let mut text = "cargo xtask test [LAYER...] [--keep-going]\n\n\
                    Runs the named layers, or all in this order, until one fails.\n\n"
        .to_owned();
    for layer in LAYERS {
        text += &format!("  {:<13} {}\n", layer.name, layer.about);
    }
    text + "\n  --keep-going  run the layers after a failed one as well"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(args: &[&str]) -> Option<Vec<&'static str>> {
        let options = parse(Parser::from_args(args)).ok()??;
        Some(options.layers.iter().map(|layer| layer.name).collect())
    }

    #[test]
    fn runs_what_is_named_and_else_everything() {
        assert_eq!(names(&["size", "tidy"]), Some(vec!["size", "tidy"]));
        assert_eq!(names(&[]).map(|all| all.len()), Some(LAYERS.len()));
        assert_eq!(names(&["sizes"]), None);
    }

    #[test]
    fn the_help_lists_every_layer() {
        let help = help();
        assert!(LAYERS.iter().all(|layer| help.contains(layer.name)));
    }

    #[test]
    fn the_closing_line_counts_what_was_left_out() {
        assert_eq!(closing_line(8, 0, 8), "8 passed, 0 failed");
        assert_eq!(closing_line(2, 1, 8), "2 passed, 1 failed, 5 skipped");
    }
}
