//! Text that was typed or pasted. Mails, chats and documents put quotes, brackets and
//! commas around a UUID or an address, and characters that look like others or like
//! nothing into it.

use std::{borrow::Cow, net::IpAddr, str::FromStr};

use ipnet::IpNet;

/// Reads a UUID, an address or a range that was pasted.
///
/// # Errors
///
/// The error of `T`, if the text is none even without what cannot belong to it.
pub fn read<T: FromStr>(text: &str) -> Result<T, T::Err> {
    plain(text).parse()
}

/// Reads a range, or an address as the range of itself. Host bits are kept.
pub fn read_net(text: &str) -> Option<IpNet> {
    let text = plain(text);
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| address()).ok()
}

/// The text without invisible characters and what stands around it, with ordinary
/// hyphens and spaces. Not for names and labels, to which all of that may belong.
pub fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    let mut plain = Cow::Borrowed(text);
    if !is_plain {
        let characters = text.chars().filter(|c| !is_invisible(*c));
        plain = characters
            .map(|c| match c {
                _ if is_dash(c) => '-',
                _ if c.is_whitespace() => ' ',
                _ => c,
            })
            .collect();
    }
    match plain {
        Cow::Borrowed(text) => Cow::Borrowed(bare(text)),
        Cow::Owned(text) => Cow::Owned(bare(&text).to_owned()),
    }
}

/// Names the first character that cannot be told from another, or seen, in a sentence.
pub fn oddity(text: &str) -> Option<String> {
    let mut characters = text.trim().chars();
    let odd =
        characters.find(|c| is_invisible(*c) || is_dash(*c) || c.is_whitespace() && *c != ' ')?;
    let code = format!("U+{:04X}", u32::from(odd));
    Some(if is_invisible(odd) {
        format!("The text contains an invisible character ({code}).")
    } else if is_dash(odd) {
        format!("The text contains “{odd}” ({code}), which is no ordinary hyphen.")
    } else {
        format!("The text contains a space that is no ordinary one ({code}).")
    })
}

/// Without quotes, brackets and punctuation at either end. A colon stays: `::` is an
/// address.
fn bare(text: &str) -> &str {
    const AROUND: &str = "\"'`´“”„‟‘’‚‛«»‹›<>()[]{}";
    text.trim_matches(|c: char| c == ' ' || AROUND.contains(c) || ",;.".contains(c))
}

/// Zero-width characters, marks of direction, the soft hyphen and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}'
    )
}

/// Hyphens and dashes that are not the ASCII one.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::NetworkId;

    const UUID: &str = "03000000-0000-4000-8000-000000000001";

    #[test]
    fn f_19_a_uuid_is_read_whatever_was_pasted_with_it() {
        let expected = UUID.parse::<NetworkId>();
        assert!(expected.is_ok());
        for pasted in [
            format!("\u{feff}{UUID}"),
            format!("\"{UUID}\","),
            format!("<{UUID}>;"),
            format!("„{UUID}“"),
            format!("({UUID})."),
            format!("\u{a0}{UUID}\u{202f}\r\n"),
            UUID.replace('-', "\u{2011}"),
            UUID.replace('-', "\u{2013}"),
            UUID.replace('-', "\u{ad}-\u{200b}"),
            format!("\u{2066}{}\u{2069}", UUID.to_uppercase()),
        ] {
            assert_eq!(read(&pasted), expected, "{pasted:?}");
        }
    }

    #[test]
    fn addresses_and_ranges_are_read_whatever_was_pasted_with_them() {
        for (pasted, expected) in [
            ("10.0.0.1,", "10.0.0.1/32"),
            ("'10.0.0.5/24'", "10.0.0.5/24"),
            ("\u{200b}10.0.0.0/24\u{200b}", "10.0.0.0/24"),
            ("[fd00::1]", "fd00::1/128"),
            ("::", "::/128"),
            ("fd00::", "fd00::/128"),
        ] {
            let expected = expected.parse().ok();
            assert!(expected.is_some());
            assert_eq!(read_net(pasted), expected, "{pasted:?}");
        }
    }

    #[test]
    fn what_is_in_between_stays() {
        for text in [
            "10.0.0.1, 10.0.0.2",
            "10.0.0.1 /24",
            "hel app",
            "",
            ",",
            "\u{200b}",
        ] {
            assert_eq!(read_net(text), None, "{text:?}");
            assert!(read::<NetworkId>(text).is_err(), "{text:?}");
        }
        assert_eq!(plain("hel\u{2011}app"), "hel-app");
        assert!(matches!(plain("hel-app"), Cow::Borrowed("hel-app")));
    }

    #[test]
    fn an_odd_character_is_named() {
        assert_eq!(oddity(" hel-app "), None);
        assert_eq!(oddity("käyttö"), None);
        for (text, expected) in [
            ("hel\u{200b}app", "invisible character (U+200B)"),
            ("hel\u{2011}app", "(U+2011), which is no ordinary hyphen"),
            ("hel\u{a0}app", "no ordinary one (U+00A0)"),
        ] {
            assert!(
                oddity(text).is_some_and(|odd| odd.contains(expected)),
                "{text:?}"
            );
        }
    }
}
