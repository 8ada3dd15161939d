//! Looking for words in what a row shows, whatever their case. Nothing is kept
//! ready for it: with the text of every row beside it, a long list would take
//! half as much memory again.

use super::{
    ids::PeeringId,
    label::Label,
    pasted::{self, plain},
    row::{Row, RowEnd},
    text::{contains, fold},
};

/// The words of a text to look for, in lower case. A UUID, an address and a range are
/// taken without what was pasted with them.
pub(crate) fn words(text: &str) -> Vec<String> {
    let text = fold(text.to_owned());
    let words = text.split_whitespace().map(|word| {
        let plain = plain(word);
        let is_certain = plain != word
            && (pasted::read_net(&plain).is_some() || pasted::read::<PeeringId>(&plain).is_ok());
        if is_certain {
            plain.into_owned()
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

/// Whether what the row shows contains the word, which must be in lower case.
pub fn row_matches(row: &Row, word: &str) -> bool {
    let peering = &row.peering;
    contains(&peering.name, word)
        || contains(peering.state.as_str(), word)
        || contains(peering.configured_status.as_str(), word)
        || end_shows(row.local_end(), word)
        || end_shows(row.peer_end(), word)
        || peering.labels.iter().any(|label| label_shows(label, word))
        || is_of_uuid(word) && peering.id.contains(word)
}

fn end_shows(end: RowEnd<'_>, word: &str) -> bool {
    let mut ranges = end.ranges().iter();
    end.network
        .is_some_and(|network| contains(&network.name, word) || contains(&network.zone, word))
        || ranges.any(|range| contains(range.as_str(), word))
        || is_of_uuid(word) && end.id().contains(word)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f_19_only_a_uuid_or_an_address_loses_what_was_pasted_with_it() {
        let id = "03000000-0000-4000-8000-000000000001";
        let pasted = format!(
            "“{}”, <10.0.0.0/24>; \"web\" a\u{200b}b",
            id.replace('-', "\u{2011}")
        );
        let expected = [id, "10.0.0.0/24", "\"web\"", "a\u{200b}b"];
        assert_eq!(words(&pasted), expected);
    }
}
