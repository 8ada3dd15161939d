//! The order people expect of names: without regard to case, and with runs of
//! digits compared as numbers, so that `web-2` comes before `web-10`.

use std::cmp::Ordering;

/// Compares two names in that order; names that differ only in case are
/// ordered last.
pub fn compare(one: &str, two: &str) -> Ordering {
    folded(one, two).then_with(|| one.cmp(two))
}

// Runs at every comparison of a sort, so it allocates nothing.
fn folded(one: &str, two: &str) -> Ordering {
    let (mut a, mut b) = (one.chars(), two.chars());
    loop {
        let (rest_a, rest_b) = (a.as_str(), b.as_str());
        let order = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, after_a) = split_number(rest_a);
                let (y, after_b) = split_number(rest_b);
                (a, b) = (after_a.chars(), after_b.chars());
                // Without leading zeros a longer number is the greater one.
                x.len().cmp(&y.len()).then_with(|| x.cmp(y))
            }
            (Some(x), Some(y)) if x.is_ascii() && y.is_ascii() => {
                x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase())
            }
            (Some(x), Some(y)) => x.to_lowercase().cmp(y.to_lowercase()),
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// The number a text begins with, less its leading zeros, and what follows it.
fn split_number(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, after) = text.split_at(end);
    (digits.trim_start_matches('0'), after)
}

/// A name for a sentence: without the marks that would turn round what stands
/// after it. A name by itself is shown whole.
#[must_use]
pub fn strip_bidi_controls(name: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.replace(turns, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_turns_nothing_round_in_a_sentence() {
        assert_eq!(strip_bidi_controls("\u{202e}a\u{2066}b\u{2069} ü"), "ab ü");
        assert_eq!(strip_bidi_controls("שלום"), "שלום");
    }

    #[test]
    fn numbers_count_as_numbers() {
        let mut names = ["web-10", "Web-2", "db", "web-02", "web", "web-2"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, ["db", "web", "Web-2", "web-02", "web-2", "web-10"]);
    }
}
