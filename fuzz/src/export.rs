//! Exported files and commands: user text stays text.

use std::sync::Arc;

use domain::{
    api::decode,
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId},
        label::Label,
        peering::{End, Peering},
        row::Row,
        state::{ConfiguredStatus, State},
    },
    share::{
        csv,
        equivalents::{API, as_draft, hcl_string, resource, shell_word},
        export::Format,
    },
    snapshot::Networks,
};

/// Peerings, one for each line, which is its name, a label and a range.
pub(crate) fn rows(text: &str) -> Vec<Arc<Row>> {
    let networks = Networks::default();
    let end = |number: u128, line: &str| End {
        network: NetworkId::from_u128(number),
        ranges: vec![Range::new(line)],
    };
    (1..)
        .zip(text.lines().take(16))
        .map(|(number, line)| Peering {
            id: PeeringId::from_u128(number),
            name: line.into(),
            configured_status: ConfiguredStatus::of(line),
            state: State::of(line),
            local: end(number, line),
            peer: end(number + 1, line),
            labels: vec![Label::new(line, line)],
            created_at: Some(line.into()),
            updated_at: None,
        })
        .map(|peering| Arc::new(Row::new(peering, &networks)))
        .collect()
}

/// Every format and every kind of quoting.
pub(crate) fn export(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let rows = rows(&text);
    let read = decode::peerings(&Format::Json.write(&rows, API)).map(|listed| listed.items);
    let written: Vec<Peering> = rows.iter().map(|row| row.peering.clone()).collect();
    assert_eq!(read, Ok(written));
    for format in [Format::Terraform, Format::Curl] {
        assert!(
            !format.write(&rows, API).contains('\0'),
            "{}",
            format.title()
        );
    }

    let cell = csv::cell(&text);
    let blank = |c: char| c == '"' || c == '\0' || c.is_whitespace();
    for part in cell.split([',', ';', '\t', '\r', '\n']) {
        assert!(
            !part
                .trim_start_matches(blank)
                .starts_with(['=', '+', '-', '@'])
        );
    }
    let bare = match cell
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => cell,
    };
    // Apostrophes mark what would be a formula.
    assert_eq!(bare.replace('\'', ""), text.replace('\'', ""));

    assert_eq!(unquote(&shell_word(&text)).as_deref(), Some(&*text));
    let hcl = hcl_string(&text);
    let inner = hcl
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let inner = inner.map(|inner| inner.replace("\\\\", "").replace("\\\"", ""));
    assert!(inner.is_some_and(|inner| !inner.contains(['"', '\n', '\r', '\0'])));
    for row in &rows {
        let resource = resource(&as_draft(&row.peering));
        let name = resource.split('"').nth(3).unwrap_or_default();
        assert!(name.starts_with(|c: char| c.is_ascii_lowercase()));
        assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        );
    }
}

/// The word as a shell reads it.
fn unquote(quoted: &str) -> Option<String> {
    let mut text = String::new();
    let mut letters = quoted.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.push(letters.next()?),
            '\'' => loop {
                match letters.next()? {
                    '\'' => break,
                    inside => text.push(inside),
                }
            },
            plain if plain.is_ascii_alphanumeric() || "-_./:,=@%+".contains(plain) => {
                text.push(plain);
            }
            _ => return None,
        }
    }
    Some(text)
}
