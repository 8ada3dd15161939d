//! Looking for words in what a row shows, whatever their case. Nothing is kept
//! ready for it: with the text of every row beside it, a long list would take
//! half as much memory again.

use crate::{
    label::Label,
    list::{Row, fold},
    network::Network,
    peering::End,
};

/// Whether what the row shows contains the word, which must be in lower case.
pub(crate) fn row_matches(row: &Row, word: &str) -> bool {
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
    network.is_some_and(|network| contains(&network.name, word) || contains(&network.zone, word))
        || end
            .ranges
            .iter()
            .any(|range| contains(range.as_str(), word))
        || is_of_uuid(word) && end.network.contains(word)
}

fn label_shows(label: &Label, word: &str) -> bool {
    contains(&label.key, word)
        || contains(&label.value, word)
        // Shown as key and value, and looked for as they are written elsewhere.
        || word.contains('=') && contains(&format!("{}={}", label.key, label.value), word)
}

/// Most words are not, and a UUID would have to be written out to be looked at.
fn is_of_uuid(word: &str) -> bool {
    word.bytes()
        .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f' | b'-'))
}

/// Whether a text contains a word in lower case, whatever the text's own case.
pub(crate) fn contains(text: &str, word: &str) -> bool {
    if !text.is_ascii() {
        return fold(text.to_owned()).contains(word);
    }
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some((first, rest)) = word.split_first() else {
        return true;
    };
    let upper = first.to_ascii_uppercase();
    text.iter().enumerate().any(|(place, byte)| {
        (byte == first || *byte == upper)
            && text
                .get(place + 1..place + word.len())
                .is_some_and(|after| after.eq_ignore_ascii_case(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whatever_the_case_of_the_text() {
        for (text, word, found) in [
            ("Hel-App", "hel-app", true),
            ("Hel-App", "l-a", true),
            ("Hel-App", "appx", false),
            ("aab", "ab", true),
            ("", "a", false),
            ("x", "", true),
            ("ΟΔΟΣ", "οδοσ", true),
            ("plain", "ä", false),
        ] {
            assert_eq!(contains(text, word), found, "{text} {word}");
        }
    }
}
