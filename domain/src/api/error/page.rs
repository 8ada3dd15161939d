//! What a body is that is none of the API's.

use super::envelope;
use crate::model::natural::strip_bidi_controls;

/// How much of a page is searched for its title, in bytes.
const SEARCHED: usize = 16_384;
/// How much of a foreign text is quoted, in characters.
const QUOTED: usize = 80;

/// Whether the body is a web page, whatever its media type.
pub(in crate::api) fn is_page(body: &str) -> bool {
    body.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .starts_with('<')
}

/// The body in a few words, for "The response is …".
pub(in crate::api) fn what(body: &str) -> String {
    if body.trim().is_empty() {
        return "empty".into();
    }
    if is_page(body) {
        return match title(body) {
            Some(title) => format!("a web page titled \"{title}\""),
            None => "a web page".into(),
        };
    }
    match envelope::read(body).and_then(|details| details.message) {
        Some(message) => format!("of an unknown kind (\"{}\")", shortened(&message)),
        None => "of an unknown kind".into(),
    }
}

/// The title of a page, without what could disturb the sentence around it.
fn title(page: &str) -> Option<String> {
    let end = (0..=SEARCHED.min(page.len())).rev();
    let end = end.into_iter().find(|end| page.is_char_boundary(*end))?;
    let page = page.get(..end)?;
    let lower = page.to_ascii_lowercase();
    let tag = lower.find("<title")?;
    let start = tag + lower.get(tag..)?.find('>')? + 1;
    let length = lower.get(start..)?.find('<')?;
    let title: Vec<&str> = page
        .get(start..start + length)?
        .split_whitespace()
        .collect();
    let title = shortened(&title.join(" "));
    (!title.is_empty()).then_some(title)
}

fn shortened(text: &str) -> String {
    let text = strip_bidi_controls(text);
    text.chars()
        .filter(|c| !c.is_control())
        .take(QUOTED)
        .collect()
}
