//! Looking for words in what a row shows, whatever their case. Nothing is kept
//! ready for it: with the text of every row beside it, a long list would take
//! half as much memory again.

use super::{label::Label, network::Network, peering::End, row::Row, text::contains};

/// Whether what the row shows contains the word, which must be in lower case.
pub fn row_matches(row: &Row, word: &str) -> bool {
    let peering = &row.peering;
    contains(&peering.name, word)
        || contains(peering.state.as_str(), word)
        || contains(peering.configured_status.as_str(), word)
        || end_shows(&peering.local, row.local.as_deref(), word)
        || end_shows(&peering.peer, row.peer.as_deref(), word)
        || peering.labels.iter().any(|label| label_shows(label, word))
        || is_of_uuid(word) && peering.id.contains(word)
}

fn end_shows(end: &End, network: Option<&Network>, word: &str) -> bool {
    let mut ranges = end.ranges.iter();
    network.is_some_and(|network| contains(&network.name, word) || contains(&network.zone, word))
        || ranges.any(|range| contains(range.as_str(), word))
        || is_of_uuid(word) && end.network.contains(word)
}

fn label_shows(label: &Label, word: &str) -> bool {
    contains(&label.key, word)
        || contains(&label.value, word)
        // Shown as key and value, and looked for as they are written elsewhere.
        || word.contains('=') && contains(&label.pair(), word)
}

/// Most words are not, and a UUID would have to be written out to be looked at.
fn is_of_uuid(word: &str) -> bool {
    word.bytes()
        .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f' | b'-'))
}
