//! The two style sheets of the production build: what the list needs, and what the
//! pages after it need. One file each costs fewer requests than many.

use anyhow::Result;
use xshell::Shell;

use crate::build::assets::{Assets, Role};
use crate::build::scripts;

/// The sheets that only the pages after the list need. They come last in `index.html`,
/// so that the order of all rules stays.
const LATER: &[&str] = &[
    "links",
    "pages",
    "fields",
    "changes",
    "activity",
    "reach",
    "palette",
    "session",
    "narrow_pages",
    "print",
];

/// Adds both sheets, each joined from those that `index.html` links.
pub(crate) fn add(shell: &Shell, assets: &mut Assets) -> Result<()> {
    let template = shell.read_file("index.html")?;
    for (role, is_later) in [(Role::Style, false), (Role::LaterStyle, true)] {
        let mut joined = String::new();
        for name in linked(&template).filter(|name| LATER.contains(name) == is_later) {
            joined += &shell.read_file(format!("style/{name}.css"))?;
        }
        let short = scripts::minified(shell, "css", &joined)?;
        assets.add(role, short.as_bytes())?;
    }
    Ok(())
}

/// The names of the style sheets that the template links, in their order.
fn linked(template: &str) -> impl Iterator<Item = &str> {
    template
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("<link data-trunk rel=\"css\" href=\"style/")
        })
        .filter_map(|rest| rest.split_once(".css"))
        .map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_is_in_one_of_the_two() {
        let template = include_str!("../../../index.html");
        let later: Vec<&str> = linked(template)
            .skip_while(|name| !LATER.contains(name))
            .collect();
        assert_eq!(later, LATER, "the later ones are the last, in this order");
    }
}
