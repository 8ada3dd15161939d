//! Text without regard to case.

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

/// Takes case away, character by character: `str::to_lowercase` looks at what
/// stands around a Greek sigma, and a piece of a word would not be found in it.
pub(crate) fn fold(mut text: String) -> String {
    if text.is_ascii() {
        text.make_ascii_lowercase();
        return text;
    }
    text.chars().flat_map(char::to_lowercase).collect()
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
