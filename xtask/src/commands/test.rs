//! `cargo xtask test`: the layers in order, their headings, and the closing
//! line that CI reads.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, anyhow, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::build::site;
use crate::checks::{Build, LAYERS, Layer};
use crate::tools::process::Running;
use crate::tools::workspace;

/// The flags of the command line.
struct Options {
    layers: Vec<&'static Layer>,
    keep_going: bool,
    is_built: bool,
}

/// Runs the layers that `args` name, or all. Returns whether all passed.
pub(crate) fn run(args: Parser) -> Result<bool> {
    let options = parse(args)?;
    let shell = workspace::shell()?;
    let mut is_built = options.is_built;
    // The layers share the production build.
    let mut build = |layer: &Layer| {
        if layer.build != Build::Unused && !is_built {
            site::build(&shell)?;
            is_built = true;
        }
        Ok(())
    };
    let (mut passed, mut failed) = (0, 0);
    let mut background = Vec::new();
    for (index, layer) in options.layers.iter().enumerate() {
        let is_last = index + 1 == options.layers.len();
        if layer.build == Build::NeededAside && !is_last && build(layer).is_ok() {
            background.push(Background::start(layer)?);
            continue;
        }
        println!("\n== {}: {}", layer.name, layer.about);
        let started = Instant::now();
        let result = build(layer).and_then(|()| (layer.run)(&shell));
        if report(layer, started, &result) {
            passed += 1;
        } else {
            failed += 1;
            if !options.keep_going {
                break;
            }
        }
    }
    for layer in background {
        // Dropping it ends it.
        if failed > 0 && !options.keep_going {
            break;
        }
        if layer.finish()? {
            passed += 1;
        } else {
            failed += 1;
        }
    }
    println!("\n{}", closing_line(passed, failed, options.layers.len()));
    Ok(failed == 0)
}

/// Prints the result of a layer. Returns whether it passed.
fn report(layer: &Layer, started: Instant, result: &Result<()>) -> bool {
    let seconds = started.elapsed().as_secs_f32();
    match result {
        Ok(()) => println!("== {} passed in {seconds:.1} s", layer.name),
        Err(error) => println!("== {} FAILED in {seconds:.1} s: {error:#}", layer.name),
    }
    result.is_ok()
}

/// A layer that runs while those after it do, in a process of its own. Its output is
/// printed when it is finished.
struct Background {
    layer: &'static Layer,
    started: Instant,
    running: Running,
    log: PathBuf,
}

impl Background {
    fn start(layer: &'static Layer) -> Result<Self> {
        println!("\n== {}: runs beside the next layers", layer.name);
        let log = workspace::built(&format!("{}.log", layer.name))?;
        let file = File::create(&log)?;
        // The others measure time and come first.
        let mut command = Command::new("nice");
        command
            .arg(workspace::built("xtask")?)
            .args(["test", layer.name, "--built"])
            .stdout(file.try_clone()?)
            .stderr(file);
        Ok(Self {
            layer,
            started: Instant::now(),
            running: Running::start(layer.name, command)?,
            log,
        })
    }

    /// Waits, and prints its output. Returns whether it passed.
    fn finish(mut self) -> Result<bool> {
        let is_passed = self.running.wait()?.success();
        let log = fs::read_to_string(&self.log)?;
        let (output, reason) = divided(&log, self.layer.name);
        print!("{output}");
        let result = if is_passed {
            Ok(())
        } else {
            Err(anyhow!("{reason}"))
        };
        Ok(report(self.layer, self.started, &result))
    }
}

/// The output of a layer that ran in a process of its own, and why it failed. The two
/// closing lines of that process are not part of this one's output.
fn divided<'a>(log: &'a str, layer: &str) -> (&'a str, &'a str) {
    let end = format!("== {layer} ");
    let (output, rest) = log.split_once(&end).unwrap_or((log, ""));
    let reason = rest.lines().next().and_then(|line| line.split_once(" s: "));
    (
        output,
        reason.map_or("it ended early", |(_, reason)| reason),
    )
}

fn closing_line(passed: usize, failed: usize, wanted: usize) -> String {
    match wanted - passed - failed {
        0 => format!("{passed} passed, {failed} failed"),
        skipped => format!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
}

fn parse(mut args: Parser) -> Result<Options> {
    let mut options = Options {
        layers: Vec::new(),
        keep_going: false,
        is_built: false,
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(name) => options.layers.push(find(&name.string()?)?),
            Arg::Long("built") => options.is_built = true,
            Arg::Long("keep-going") => options.keep_going = true,
            other => return Err(other.unexpected().into()),
        }
    }
    if options.layers.is_empty() {
        options.layers.extend(LAYERS);
    }
    Ok(options)
}

fn find(name: &str) -> Result<&'static Layer> {
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
        bail!("unknown layer {name:?}: `cargo xtask test --help` lists them");
    };
    Ok(layer)
}

/// Lists the layers.
pub(crate) fn help() -> String {
    let mut text = "cargo xtask test [LAYER...] [--built] [--keep-going]\n\n\
                    Runs the named layers, or all in this order, until one fails.\n\n"
        .to_owned();
    for layer in LAYERS {
        text += &format!("  {:<13} {}\n", layer.name, layer.about);
    }
    text + "\n  --built       test the production build in dist/ instead of making it\n  --keep-going  run the layers after a failed one too"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(args: &[&str]) -> Option<Vec<&'static str>> {
        let options = parse(Parser::from_args(args)).ok()?;
        Some(options.layers.iter().map(|layer| layer.name).collect())
    }

    #[test]
    fn runs_what_is_named_and_else_everything() {
        assert_eq!(names(&["size", "tidy"]), Some(vec!["size", "tidy"]));
        assert_eq!(names(&[]).map(|all| all.len()), Some(LAYERS.len()));
        assert_eq!(names(&["sizes"]), None);
    }

    #[test]
    fn the_output_of_a_background_layer_ends_before_its_own_closing_lines() {
        let log = "\n== size: the budget\n12 files\n== size FAILED in 1.0 s: too large\n\n0 passed, 1 failed\n";
        let expected = ("\n== size: the budget\n12 files\n", "too large");
        assert_eq!(divided(log, "size"), expected);
        assert_eq!(divided("\n== size: x\n", "size").1, "it ended early");
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
