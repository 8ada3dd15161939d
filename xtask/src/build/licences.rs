//! The licences of what others wrote, as one text for the archive: of every crate that
//! the program is made of, and of Rust's own library.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use xshell::Shell;

use crate::build::crates::About;
use crate::build::{crates, sbom};

/// How the text is called in the archive.
pub(crate) const FILE: &str = "THIRD-PARTY-LICENSES.txt";

/// What the names of files begin with that hold a licence.
const LICENCES: &[&str] = &["license", "licence", "copying", "unlicense"];

/// The same of files that belong to one, and are none by themselves.
const NOTICES: &[&str] = &["notice", "copyright"];

/// The standard texts for crates that bring none. The second begins with a line
/// with the copyright.
const APACHE: &str = include_str!("../../../LICENSE-APACHE");
const MIT: &str = include_str!("licence_mit.txt");

const BEGINNING: &str = "\
The licences of what others wrote and this program is made of, or made with. Each
text stands under the names of all that come with it. Of crates that may be used
under several licences, all are here that they bring.

Where a name has a star, the crate brings no text of its licence, and the standard
text stands here in its place.
";

/// Each text with all that it is the licence of.
type Texts = BTreeMap<String, Vec<String>>;

/// Makes the text. The same crates give the same text.
pub(crate) fn make(shell: &Shell) -> Result<String> {
    let mut texts = Texts::new();
    let crates = crates::read(shell)?;
    // Those of ours have the program's own licence.
    for (id, known) in crates.iter().filter(|(_, known)| !known.ours) {
        let name = format!("{} {}", id.0, id.1);
        let of_crate = of_crate(&name, &known.about)
            .with_context(|| format!("the licence of {name} is unknown"))?;
        add(&mut texts, &name, &known.about.licence, of_crate);
    }
    let name = format!("Rust standard library {}", sbom::rust_version(shell)?);
    let standard = Found::Standard(tidied(APACHE));
    add(&mut texts, &name, sbom::RUST_LICENCE, standard);
    Ok(written(&texts))
}

/// What is known of a crate's licence.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Own(Vec<String>),
    Standard(String),
}

/// The texts beside a crate's manifest, or else the standard one of its licence.
fn of_crate(name: &str, about: &About) -> Result<Found> {
    let mut names = Vec::new();
    for entry in fs::read_dir(&about.folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    let files = chosen(names, about.licence_file.as_deref());
    if files.is_empty() {
        return standard(name, about).map(Found::Standard);
    }
    let texts = files.iter().map(|file| {
        let text = fs::read_to_string(about.folder.join(file));
        let text = tidied(&text.with_context(|| file.clone())?);
        if text.is_empty() {
            bail!("{file} is empty");
        }
        Ok(text)
    });
    Ok(Found::Own(texts.collect::<Result<_>>()?))
}

/// Those of a crate's files that its licence consists of, in order; none where there are
/// only notices. The one that its manifest names may be called anything.
fn chosen(mut names: Vec<String>, named: Option<&str>) -> Vec<String> {
    let is_licence = |name: &str| begins(name, LICENCES) || named == Some(name);
    if !names.iter().any(|name| is_licence(name)) {
        return Vec::new();
    }
    names.retain(|name| is_licence(name) || begins(name, NOTICES));
    names.sort();
    names
}

fn begins(name: &str, words: &[&str]) -> bool {
    let name = name.to_lowercase();
    words.iter().any(|word| name.starts_with(word))
}

/// A text whose lines end alike: no licence depends on how they do.
fn tidied(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The text of a licence that the crate may be used under, if it is one whose text is
/// the same for everybody but for the names.
fn standard(name: &str, about: &About) -> Result<String> {
    let choices: Vec<&str> = about.licence.split(" OR ").collect();
    if choices.contains(&"Apache-2.0") {
        return Ok(tidied(APACHE));
    }
    if !choices.contains(&"MIT") {
        bail!(
            "it brings no text, and there is none here for {:?}",
            about.licence
        );
    }
    let authors = about.authors.iter().map(|author| {
        let (name, _) = author.split_once('<').unwrap_or((author, ""));
        name.trim()
    });
    let mut authors = authors.collect::<Vec<_>>().join(", ");
    if authors.is_empty() {
        authors = format!("the authors of {name}");
    }
    Ok(format!("Copyright (c) {authors}\n\n{}", tidied(MIT)))
}

fn add(texts: &mut Texts, name: &str, licence: &str, found: Found) {
    let (found, star) = match found {
        Found::Own(texts) => (texts, ""),
        Found::Standard(text) => (vec![text], " *"),
    };
    for text in found {
        let names = texts.entry(text).or_default();
        names.push(format!("{name} ({licence}){star}"));
    }
}

/// All texts in the order of the first name that each stands under.
fn written(texts: &Texts) -> String {
    let mut texts: Vec<(&String, &Vec<String>)> = texts.iter().collect();
    texts.sort_by_key(|(text, names)| (*names, *text));
    let line = "=".repeat(80);
    let mut all = BEGINNING.to_owned();
    for (text, names) in texts {
        all += &format!("\n{line}\n{}\n{line}\n\n{text}\n", names.join("\n"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn licensed(licence: &str, authors: &[&str]) -> About {
        About {
            licence: licence.to_owned(),
            authors: authors.iter().map(|&author| author.to_owned()).collect(),
            ..About::default()
        }
    }

    #[test]
    fn files_are_known_by_their_names() {
        let of = |names: &[&str], named| {
            let names = names.iter().map(|&name| name.to_owned());
            chosen(names.collect(), named)
        };
        let files = ["src", "NOTICE", "license-mit", "Cargo.toml", "UNLICENSE"];
        assert_eq!(of(&files, None), ["NOTICE", "UNLICENSE", "license-mit"]);
        let files = ["README.md", "COPYRIGHT"];
        assert!(of(&files, None).is_empty(), "a notice is no licence");
        assert_eq!(of(&files, Some("README.md")), ["COPYRIGHT", "README.md"]);
    }

    #[test]
    fn a_crate_without_a_text_has_the_standard_one_or_is_an_error() {
        let text = |about: &About| standard("a 1.0.0", about).unwrap_or_default();
        assert!(text(&licensed("MIT OR Apache-2.0", &[])).contains("Apache License"));
        let mit = text(&licensed("MIT", &["Ada <ada@example.org>", "Bo"]));
        assert!(mit.starts_with("Copyright (c) Ada, Bo\n\nPermission is"));
        let mit = text(&licensed("MIT", &[]));
        assert!(mit.starts_with("Copyright (c) the authors of a 1.0.0\n"));
        for licence in ["Zlib", "MIT AND Zlib", ""] {
            assert!(standard("a 1.0.0", &licensed(licence, &["Ada"])).is_err());
        }
    }

    #[test]
    fn the_same_text_stands_once_under_all_its_names() {
        let mut texts = Texts::new();
        let own = |text: &str| Found::Own(vec![tidied(text)]);
        add(&mut texts, "b 1.0.0", "MIT", own("Other"));
        add(
            &mut texts,
            "a 1.0.0",
            "MIT",
            own("\r\nDo as\r\nyou like. \n\n"),
        );
        add(&mut texts, "c 2.0.0", "MIT", own("Do as\nyou like."));
        add(
            &mut texts,
            "d 1.0.0",
            "MIT",
            Found::Standard("Other".into()),
        );
        let line = "=".repeat(80);
        assert_eq!(
            written(&texts),
            format!(
                "{BEGINNING}\n{line}\na 1.0.0 (MIT)\nc 2.0.0 (MIT)\n{line}\n\nDo as\nyou like.\n\
                 \n{line}\nb 1.0.0 (MIT)\nd 1.0.0 (MIT) *\n{line}\n\nOther\n"
            )
        );
    }
}
