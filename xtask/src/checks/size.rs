//! The size budget: what a browser loads until the list of peerings is shown.
//! The part with the other pages comes after it and is counted apart; so are the
//! demonstration, which most never fetch, what looks at a configuration that says more
//! than the one in the archive, and what the pages of hosts load instead.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build::{demo, embed, files, split};

/// What the list may weigh: bytes, compressed with Brotli where that is shorter.
const BUDGET: u64 = 200_000;

/// One file of the build, in bytes.
struct Sizes {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the size of every file of the build, and fails beyond the limit.
pub(crate) fn check(site: &Path) -> Result<()> {
    let mut files = files::assets(site)?
        .iter()
        .map(|file| measure(site, file))
        .collect::<Result<Vec<_>>>()?;
    files.sort_by_key(|file| std::cmp::Reverse(file.brotli));
    let (demonstration, files): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| demo::is_demo(&file.name));
    let (modules, files): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| embed::is_for_hosts(&file.name));
    let (check, files): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| file.name.starts_with("validate-"));
    let (later, first): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| split::is_part(&file.name));
    if later.is_empty() {
        bail!("the build is not split: the pages after the list are in what the list loads");
    }
    let up_to_the_list = total("up to the list", &first);
    let everything = total("everything", first.iter().chain(&later));
    let apart = total("the demonstration, apart", &demonstration);
    let shared = first.iter().chain(&later).chain(&modules);
    let embedded = total(
        "embedded, up to the list",
        shared.filter(|file| embed::is_loaded_first(&file.name)),
    );

    println!("{:>9} {:>9} {:>9}  file", "raw", "gzip", "brotli");
    let console = first.iter().chain([&up_to_the_list]).chain(&later);
    let files = console
        .chain([&everything])
        .chain(&check)
        .chain(&modules)
        .chain([&embedded])
        .chain(&demonstration);
    for Sizes {
        name,
        raw,
        gzip,
        brotli,
    } in files.chain([&apart])
    {
        println!("{raw:>9} {gzip:>9} {brotli:>9}  {name}");
    }
    match BUDGET.checked_sub(up_to_the_list.brotli) {
        Some(left) => println!("{left} bytes within the budget of {BUDGET}"),
        None => bail!(
            "up to the list are {} bytes, {} beyond the budget of {BUDGET}",
            up_to_the_list.brotli,
            up_to_the_list.brotli - BUDGET
        ),
    }
    Ok(())
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
