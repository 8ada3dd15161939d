//! Two style sheets for the production build, what the list needs and what comes
//! with the pages after it: trunk copies each file by itself, which costs a
//! request, an integrity value and a compression from nothing for each.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::build::assets;

/// What only the pages need that are fetched after the list. They come last in
/// index.html, so that the order of all rules stays.
const LATER: &[&str] = &[
    "links",
    "pages",
    "fields",
    "changes",
    "reach",
    "palette",
    "session",
    "narrow_pages",
];

/// A sheet of the build, under the name that it has until it is named after its
/// content. The later one is off until the script of the pages switches it on.
struct Sheet {
    name: &'static str,
    state: &'static str,
    holds: fn(&str) -> bool,
}

const SHEETS: [Sheet; 2] = [
    Sheet {
        name: "style-0000000000000000.css",
        state: "",
        holds: |file| !is_later(file),
    },
    Sheet {
        name: "later-0000000000000000.css",
        state: " data-later disabled",
        holds: is_later,
    },
];

/// Whether a style sheet of index.html, as trunk names it, is one of [`LATER`].
fn is_later(file: &str) -> bool {
    let name = file.rsplit_once('-').map_or(file, |(name, _)| name);
    LATER.contains(&name)
}

/// Joins the style sheets that index.html links, in their order.
pub(crate) fn join(site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let (mut html, names) = unlinked(&fs::read_to_string(&page)?)?;
    for sheet in SHEETS {
        let mut joined = String::new();
        for name in names.iter().filter(|name| (sheet.holds)(name)) {
            let file = site.join(name);
            joined.push_str(&fs::read_to_string(&file).with_context(|| format!("no {name}"))?);
            fs::remove_file(file)?;
        }
        html = html.replace(&place(&sheet), &assets::integrity(joined.as_bytes()));
        fs::write(site.join(sheet.name), joined)?;
    }
    fs::write(page, html)?;
    Ok(())
}

/// Stands for the integrity of a joined sheet until that is known.
fn place(sheet: &Sheet) -> String {
    format!("sha384-of-{}", sheet.name)
}

/// The page with the links of both in the place of the first, and the file names
/// of all.
fn unlinked(html: &str) -> Result<(String, Vec<String>)> {
    let (mut out, mut names) = (String::new(), Vec::new());
    for line in html.split_inclusive('\n') {
        if !line.contains("rel=\"stylesheet\"") {
            out.push_str(line);
            continue;
        }
        let address = line
            .split_once("href=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let (address, _) = address.context("a style sheet of index.html has no address")?;
        let (folder, name) = address.rsplit_once('/').unwrap_or_default();
        if names.is_empty() {
            for sheet in &SHEETS {
                let (name, state, place) = (sheet.name, sheet.state, place(sheet));
                out.push_str(&format!(
                    "    <link rel=\"stylesheet\" href=\"{folder}/{name}\" integrity=\"{place}\"{state}/>\n"
                ));
            }
        }
        names.push(name.to_owned());
    }
    Ok((out, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_links_take_the_place_of_the_first() {
        let html = "<head>\n\
            <link rel=\"icon\" href=\"/portal/i.svg\"/>\n\
            <link rel=\"stylesheet\" href=\"/portal/list-1.css\" integrity=\"sha384-a\"/>\n\
            <link rel=\"stylesheet\" href=\"/portal/pages-2.css\" integrity=\"sha384-b\"/>\n\
            </head>\n";
        let (page, names) = unlinked(html).unwrap_or_default();
        assert_eq!(names, ["list-1.css", "pages-2.css"]);
        assert_eq!(
            page,
            "<head>\n\
            <link rel=\"icon\" href=\"/portal/i.svg\"/>\n    \
            <link rel=\"stylesheet\" href=\"/portal/style-0000000000000000.css\" integrity=\"sha384-of-style-0000000000000000.css\"/>\n    \
            <link rel=\"stylesheet\" href=\"/portal/later-0000000000000000.css\" integrity=\"sha384-of-later-0000000000000000.css\" data-later disabled/>\n\
            </head>\n"
        );
    }

    #[test]
    fn every_sheet_is_in_one_of_the_two() {
        let index = include_str!("../../../index.html");
        let sheets = index
            .lines()
            .filter_map(|line| {
                line.trim()
                    .strip_prefix("<link data-trunk rel=\"css\" href=\"style/")
            })
            .filter_map(|rest| rest.split_once(".css"))
            .map(|(name, _)| name);
        let later: Vec<&str> = sheets.skip_while(|name| !is_later(name)).collect();
        assert_eq!(later, LATER, "the later ones are the last, in this order");
    }
}
