//! The size budget: what a browser loads until the list of peerings is shown. What it
//! loads later or elsewhere is listed by part.

use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::Shell;

use crate::build::assets::{Part, Role, part_of};
use crate::build::{files, site};

/// The limit for the list in bytes, compressed with Brotli where that is shorter.
const BUDGET: u64 = 215_000;

/// One file of the build, in bytes.
struct Sizes {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the size of every file of the build, and fails beyond the budget.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let site = shell.current_dir().join(site::DIST);
    let mut files = files::assets(&site)?
        .iter()
        .map(|file| measure(&site, file))
        .collect::<Result<Vec<_>>>()?;
    files.sort_by_key(|file| std::cmp::Reverse(file.brotli));
    let of = |part| files.iter().filter(move |file| part_of(&file.name) == part);
    if of(Part::Pages).next().is_none() {
        bail!("the build is not split: the list loads the pages that come after it");
    }
    let list = total("up to the list", of(Part::List));
    let console = of(Part::List).chain(of(Part::Pages));
    let embedded = files.iter().filter(|file| is_loaded_by_hosts(&file.name));
    let totals = [
        total("everything", console),
        total("embedded, up to the list", embedded),
        total("the sample data", of(Part::SampleData)),
    ];

    println!("{:>9} {:>9} {:>9}  file", "raw", "gzip", "brotli");
    let lines = of(Part::List)
        .chain([&list])
        .chain(of(Part::Pages))
        .chain(of(Part::Validation))
        .chain(of(Part::Embedding))
        .chain(of(Part::SampleData))
        .chain(&totals);
    for Sizes {
        name,
        raw,
        gzip,
        brotli,
    } in lines
    {
        println!("{raw:>9} {gzip:>9} {brotli:>9}  {name}");
    }
    match BUDGET.checked_sub(list.brotli) {
        Some(left) => println!("{left} bytes within the budget of {BUDGET}"),
        None => bail!(
            "up to the list are {} bytes, {} beyond the budget of {BUDGET}",
            list.brotli,
            list.brotli - BUDGET
        ),
    }
    Ok(())
}

/// Whether a page with `embed.js` in it loads the file before the list is shown.
fn is_loaded_by_hosts(file: &str) -> bool {
    let roles = [Role::Program, Role::Style, Role::LaterStyle];
    file == "embed.js" || Role::of(file).is_some_and(|role| roles.contains(&role))
}

fn total<'a>(name: &str, files: impl IntoIterator<Item = &'a Sizes>) -> Sizes {
    let none = Sizes {
        name: name.to_owned(),
        raw: 0,
        gzip: 0,
        brotli: 0,
    };
    files.into_iter().fold(none, |sum, file| Sizes {
        raw: sum.raw + file.raw,
        gzip: sum.gzip + file.gzip,
        brotli: sum.brotli + file.brotli,
        ..sum
    })
}

fn measure(site: &Path, file: &Path) -> Result<Sizes> {
    let raw = file.metadata()?.len();
    let compressed = |suffix: &str| match files::with_suffix(file, suffix).metadata() {
        Ok(data) => data.len().min(raw),
        Err(_) => raw,
    };
    let name = file
        .strip_prefix(site)
        .context("a file outside of the build")?;
    Ok(Sizes {
        name: name.display().to_string(),
        raw,
        gzip: compressed(".gz"),
        brotli: compressed(".br"),
    })
}
