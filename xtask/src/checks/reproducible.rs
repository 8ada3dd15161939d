//! Whether the production build depends on where it is made: the same files in
//! another folder, compiled into another one, have to become the same bytes,
//! and name no folder of this machine.
//!
//! The dependencies are compiled once in that other folder and kept; the console
//! and `domain` are compiled again in each run. The compiler, the tools and the
//! folder of cargo's registry are the same for both.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::Shell;

use crate::build::files::{Contents, contents};
use crate::build::{remap, site};
use crate::tools::say::say;
use crate::tools::{cargo, git};

/// Where the second build has its folders. The name is as good as any of another
/// length than the checkout's.
const ELSEWHERE: &str = "made-a-second-time-elsewhere";

/// Makes the build once more and compares it with the one in dist/.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let first = shell.current_dir();
    let elsewhere = cargo::target_folder(shell)?.join(ELSEWHERE);
    let second = elsewhere.join("checkout");
    copy(shell, &second)?;

    say("making the production build a second time, elsewhere");
    {
        let _folder = shell.push_dir(&second);
        let _target = shell.push_env("CARGO_TARGET_DIR", elsewhere.join("compiled"));
        site::make(shell)?;
    }
    let [first, second] = [first, second].map(|checkout| checkout.join(site::DIST));
    let [one, other] = [contents(&first)?, contents(&second)?];
    let differing = differences(&one, &other);
    if !differing.is_empty() {
        bail!(
            "made in two places, these files of the build differ: {}. Compare {} with {}",
            differing.join(", "),
            first.display(),
            second.display()
        );
    }
    let folders = remap::folders(shell)?;
    for (name, bytes) in &one {
        let folders = remap::left_over(&folders, bytes);
        if !folders.is_empty() {
            bail!(
                "{} names {} of this machine",
                name.display(),
                folders.join(" and ")
            );
        }
    }
    let bytes: usize = one.values().map(Vec::len).sum();
    println!("{} files of {bytes} bytes are the same", one.len());
    Ok(())
}

/// Copies what is or would be committed, and nothing else. The
/// files are new to cargo, which therefore compiles what they make up.
fn copy(shell: &Shell, folder: &Path) -> Result<()> {
    shell.remove_path(folder)?;
    for file in git::files(shell, "*")? {
        let from = shell.current_dir().join(&file);
        // Deleted, but not committed yet.
        if !from.exists() {
            continue;
        }
        let to = folder.join(&file);
        let parent = to.parent().context("a file has no folder")?;
        fs::create_dir_all(parent)?;
        fs::copy(&from, &to).with_context(|| format!("{file} cannot be copied"))?;
    }
    Ok(())
}

/// The names of the files that only one has, or that differ.
fn differences(one: &Contents, other: &Contents) -> Vec<String> {
    let mut names: Vec<_> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter(|name| one.get(*name) != other.get(*name))
        .map(|name| name.display().to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let build = |files: &[(&str, &str)]| -> Contents {
            let files = files.iter();
            files
                .map(|(name, text)| ((*name).into(), (*text).into()))
                .collect()
        };
        let one = build(&[("a.js", "1"), ("b.wasm", "2"), ("c.css", "3")]);
        assert!(differences(&one, &one.clone()).is_empty());
        let other = build(&[("a.js", "1"), ("b.wasm", "4"), ("d.css", "3")]);
        assert_eq!(differences(&one, &other), ["b.wasm", "c.css", "d.css"]);
    }
}
