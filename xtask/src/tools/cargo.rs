//! The build tools that are not libraries: used when the machine has the
//! pinned version, installed where cargo and rustup keep such things when not.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::tools::process::{self, Running};
use crate::tools::say::say;
use crate::tools::workspace;

/// Builds and serves the console. The newest stable release that the pinned
/// toolchain compiles.
const TRUNK: &str = "0.21.14";

/// Checks what the dependencies may be.
const CARGO_DENY: &str = "0.20.2";

/// Builds programs for libFuzzer and runs them.
const CARGO_FUZZ: &str = "0.13.2";

/// The target that browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A program that `cargo install` builds.
struct CargoTool {
    program: &'static str,
    package: &'static str,
    version: String,
    /// The folder of the package, if it is one of this repository.
    folder: Option<&'static str>,
}

/// Installs what building the console needs: the wasm target, trunk, wasm-bindgen, and
/// the sources of all dependencies.
pub(crate) fn ensure_build(shell: &Shell) -> Result<()> {
    ensure_build_while(shell, || Ok(()))
}

/// The same, with other work done while trunk compiles, which takes longest. That work
/// may use everything but trunk.
pub(crate) fn ensure_build_while(
    shell: &Shell,
    meanwhile: impl FnOnce() -> Result<()>,
) -> Result<()> {
    ensure_wasm(shell)?;
    let trunk = install(shell, pinned("trunk", TRUNK))?;
    ensure_wasm_bindgen(shell)?;
    // trunk builds offline, so that it downloads no other tools.
    ensure_sources(shell)?;
    if let Some(trunk) = trunk {
        meanwhile()?;
        trunk.finish(shell)?;
    }
    Ok(())
}

/// The sources of all dependencies.
pub(crate) fn ensure_sources(shell: &Shell) -> Result<()> {
    cmd!(shell, "cargo fetch --locked --quiet").quiet().run().context(
        "the dependencies cannot be fetched: is this machine online, and is Cargo.lock current?",
    )
}

/// The wasm target's standard library. rustup adds it unasked on most machines,
/// but not where automatic installation is switched off.
pub(crate) fn ensure_wasm(shell: &Shell) -> Result<()> {
    let sysroot = cmd!(shell, "rustc --print sysroot").quiet().read()?;
    if shell.path_exists(format!("{}/lib/rustlib/{WASM}/lib", sysroot.trim())) {
        return Ok(());
    }
    say(&format!("adding the {WASM} target"));
    process::run(cmd!(shell, "rustup target add {WASM}")).with_context(|| {
        format!("the {WASM} target is missing and could not be added: run `rustup target add {WASM}` online")
    })
}

fn pinned(program: &'static str, version: &str) -> CargoTool {
    CargoTool {
        program,
        package: program,
        version: version.to_owned(),
        folder: None,
    }
}

/// Installs what compares the dependencies with deny.toml.
pub(crate) fn ensure_cargo_deny(shell: &Shell) -> Result<()> {
    ensure_cargo_tool(shell, pinned("cargo-deny", CARGO_DENY))
}

/// Installs what fuzzing needs beside a C++ compiler.
pub(crate) fn ensure_cargo_fuzz(shell: &Shell) -> Result<()> {
    ensure_cargo_tool(shell, pinned("cargo-fuzz", CARGO_FUZZ))
}

/// Installs the wasm-bindgen command and its test runner, of exactly the version of the
/// library that the console links.
pub(crate) fn ensure_wasm_bindgen(shell: &Shell) -> Result<()> {
    let tool = CargoTool {
        package: "wasm-bindgen-cli",
        // Its own lock file names a package that not every registry has.
        folder: Some("xtask/wasm-bindgen"),
        ..pinned("wasm-bindgen", &wasm_bindgen(shell)?)
    };
    ensure_cargo_tool(shell, tool)
}

fn wasm_bindgen(shell: &Shell) -> Result<String> {
    let lock = fs::read_to_string(shell.current_dir().join("Cargo.lock"))
        .context("Cargo.lock cannot be read")?;
    let version =
        locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    Ok(version.to_owned())
}

/// The packages of the tools that the production build runs, with their versions.
pub(crate) fn of_the_build(shell: &Shell) -> Result<[(&'static str, String); 2]> {
    Ok([
        ("trunk", TRUNK.to_owned()),
        ("wasm-bindgen-cli", wasm_bindgen(shell)?),
    ])
}

fn ensure_cargo_tool(shell: &Shell, tool: CargoTool) -> Result<()> {
    match install(shell, tool)? {
        Some(installation) => installation.finish(shell),
        None => Ok(()),
    }
}

/// A tool that `cargo install` is compiling.
struct Installation {
    tool: CargoTool,
    running: Running,
}

/// Starts to install a tool, unless the machine has it.
fn install(shell: &Shell, tool: CargoTool) -> Result<Option<Installation>> {
    let CargoTool {
        program,
        package,
        version,
        folder,
    } = &tool;
    match step(installed_version(shell, program).as_deref(), version) {
        Step::Keep => return Ok(None),
        Step::Install => say(&format!(
            "installing {package} {version}: some minutes, once per machine"
        )),
        Step::Replace(old) => say(&format!(
            "replacing {program} {old} with the pinned {version}: some minutes, once"
        )),
    }
    let root = workspace::cargo_home()?;
    let exact = format!("={version}");
    let target = target_folder(shell)?.join("tools");
    let what = match folder {
        Some(folder) => vec!["--path", folder],
        None => vec![package, "--version", &exact],
    };
    // Quiet, because another command may print at the same time.
    let install = cmd!(
        shell,
        "cargo install --quiet {what...} --locked --root {root} --force"
    )
    .env("CARGO_TARGET_DIR", target)
    // These tools run for seconds: optimising them more costs more than it saves.
    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
    .env("CARGO_PROFILE_RELEASE_LTO", "off")
    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    let running = Running::start("cargo", install.into())?;
    Ok(Some(Installation { tool, running }))
}

impl Installation {
    /// Waits until the tool is installed and can be found.
    fn finish(mut self, shell: &Shell) -> Result<()> {
        let CargoTool {
            program,
            package,
            version,
            ..
        } = &self.tool;
        if !self.running.wait()?.success() {
            bail!(
                "{package} {version} could not be installed (the lines above say why): run this again online, or put {program} {version} on the PATH"
            );
        }
        match installed_version(shell, program) {
            Some(found) if found == *version => Ok(()),
            found => bail!("{program} {version} was installed, but the PATH has {found:?}"),
        }
    }
}

/// What to do about a tool.
#[derive(Debug, PartialEq, Eq)]
enum Step<'a> {
    Keep,
    Install,
    Replace(&'a str),
}

fn step<'a>(found: Option<&'a str>, pinned: &str) -> Step<'a> {
    match found {
        None => Step::Install,
        Some(version) if version == pinned => Step::Keep,
        Some(other) => Step::Replace(other),
    }
}

/// The version that `program --version` prints, if the machine has the program.
fn installed_version(shell: &Shell, program: &str) -> Option<String> {
    let answer = cmd!(shell, "{program} --version")
        .envs(trunk_env())
        .quiet()
        .ignore_stderr()
        .read()
        .ok()?;
    Some(answer.split_whitespace().nth(1)?.to_owned())
}

/// The version of `package` in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

/// Where cargo builds.
pub(crate) fn target_folder(shell: &Shell) -> Result<PathBuf> {
    let metadata = cmd!(
        shell,
        "cargo metadata --format-version 1 --no-deps --offline"
    )
    .quiet()
    .read()?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let folder = metadata
        .get("target_directory")
        .and_then(|name| name.as_str());
    Ok(folder
        .context("cargo does not report its target folder")?
        .into())
}

/// The environment that trunk needs to read its own flags correctly.
pub(crate) fn trunk_env() -> Vec<(&'static str, &'static str)> {
    let mut env = vec![
        // It looks for a newer version of itself even with `offline`.
        ("TRUNK_SKIP_VERSION_CHECK", "true"),
        // A backtrace of trunk does not explain a failed build.
        ("RUST_BACKTRACE", "0"),
    ];
    // Anything but a boolean in NO_COLOR, such as the usual 1, is an error to it.
    if let Some(value) = std::env::var_os("NO_COLOR") {
        env.push(("NO_COLOR", if value.is_empty() { "false" } else { "true" }));
    }
    env
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_pinned_version_only() {
        let cases = [
            (None, Step::Install),
            (Some("0.21.14"), Step::Keep),
            (Some("0.21.1"), Step::Replace("0.21.1")),
            (Some("0.22.0"), Step::Replace("0.22.0")),
        ];
        for (found, expected) in cases {
            assert_eq!(step(found, "0.21.14"), expected, "{found:?}");
        }
    }

    #[test]
    fn finds_a_version_in_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn b8_the_wasm_bindgen_command_is_locked_to_the_version_of_the_library() {
        let library = locked_version(include_str!("../../../Cargo.lock"), "wasm-bindgen");
        let tools = include_str!("../../wasm-bindgen/Cargo.lock");
        assert!(library.is_some());
        assert_eq!(locked_version(tools, "wasm-bindgen-cli"), library);
    }
}
