//! Tables for spreadsheets (RFC 4180), in UTF-8 with the mark that Excel needs to read
//! them as such.
//!
//! No text in them is a formula, whichever of comma, semicolon or tab the spreadsheet
//! takes for the separator: that depends on its country, not on the file.

/// What separates the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
}

impl Separator {
    fn as_str(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
        }
    }
}

/// What a table begins with. Without it Excel takes the text to be in the encoding of its
/// country.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The table with these lines of cells.
pub fn table<Cells: AsRef<[String]>>(
    separator: Separator,
    lines: impl IntoIterator<Item = Cells>,
) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    text.extend(
        lines
            .into_iter()
            .map(|cells| line(separator, cells.as_ref())),
    );
    text
}

/// One line of a table.
pub fn line(separator: Separator, cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join(separator.as_str()) + "\r\n"
}

/// A text as a cell. Where a spreadsheet would take it, or what follows a separator in
/// it, for a formula, an apostrophe marks that as text, as OWASP advises.
pub fn cell(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    if text.starts_with(['\0', '\t', '\r', '\n']) {
        marked.push('\'');
    }
    let mut begins = true;
    for (place, c) in text.char_indices() {
        let is_separator = matches!(c, ',' | ';' | '\t' | '\r' | '\n');
        if begins && !is_separator && is_formula(text.get(place..).unwrap_or_default()) {
            marked.push('\'');
        }
        begins = is_separator;
        marked.push(c);
    }
    let is_plain = !marked.contains(['"', ',', ';', '\t', '\r', '\n']) && marked == marked.trim();
    if is_plain {
        marked
    } else {
        format!("\"{}\"", marked.replace('"', "\"\""))
    }
}

/// Whether a spreadsheet takes a cell with this text for a formula. Some skip blanks and
/// quotes before it, and read the wide forms of East Asia like the others.
fn is_formula(text: &str) -> bool {
    let skipped = |c: char| c == '"' || c == '\0' || c.is_whitespace();
    text.trim_start_matches(skipped).starts_with([
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}
