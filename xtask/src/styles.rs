//! One style sheet for the production build: trunk copies each by itself, which
//! costs a request, an integrity value and a compression from nothing for each.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::finish::integrity;

/// The name it has until it is named after its content.
const JOINED: &str = "style-0000000000000000.css";

/// Joins the style sheets that index.html links, in their order.
pub(crate) fn join(site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let html = fs::read_to_string(&page)?;
    let (html, names) = unlinked(&html)?;
    let mut joined = String::new();
    for name in &names {
        let file = site.join(name);
        joined.push_str(&fs::read_to_string(&file).with_context(|| format!("no {name}"))?);
        fs::remove_file(file)?;
    }
    let html = html.replace(PLACE, &integrity(joined.as_bytes()));
    fs::write(site.join(JOINED), joined)?;
    fs::write(page, html)?;
    Ok(())
}

/// Stands for the integrity of the joined sheet until that is known.
const PLACE: &str = "sha384-of-the-joined";

/// The page with one link in the place of the first, and the file names of all.
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
            out.push_str(&format!(
                "    <link rel=\"stylesheet\" href=\"{folder}/{JOINED}\" integrity=\"{PLACE}\"/>\n"
            ));
        }
        names.push(name.to_owned());
    }
    Ok((out, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_link_takes_the_place_of_the_first() {
        let html = "<head>\n\
            <link rel=\"icon\" href=\"/portal/i.svg\"/>\n\
            <link rel=\"stylesheet\" href=\"/portal/a-1.css\" integrity=\"sha384-a\"/>\n\
            <link rel=\"stylesheet\" href=\"/portal/b-2.css\" integrity=\"sha384-b\"/>\n\
            </head>\n";
        let told = unlinked(html).ok();
        let (page, names) = told.unwrap_or_default();
        assert_eq!(names, ["a-1.css", "b-2.css"]);
        assert_eq!(
            page,
            "<head>\n\
            <link rel=\"icon\" href=\"/portal/i.svg\"/>\n    \
            <link rel=\"stylesheet\" href=\"/portal/style-0000000000000000.css\" integrity=\"sha384-of-the-joined\"/>\n\
            </head>\n"
        );
    }
}
