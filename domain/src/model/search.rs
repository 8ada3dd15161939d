//! Looking for words in what a row shows, whatever their case. Nothing is kept
//! ready for it: with the text of every row beside it, a long list would take
//! half as much memory again.

use ipnet::IpNet;

use super::{
    cidr::Range,
    ids::PeeringId,
    label::Label,
    network::Zone,
    pasted::{self, plain},
    row::{Row, RowEnd},
    text::{contains, fold},
};

/// A word to look for.
pub struct Word {
    /// In lower case.
    pub text: String,
    /// The address or range that it is: the ranges that contain it are found too.
    pub net: Option<IpNet>,
    /// The zones that people call by this word.
    zones: Vec<String>,
}

impl Word {
    /// Whether the word means a network with these ranges in this zone: it is an address or
    /// a range in them, or what people call the zone.
    pub(crate) fn means(&self, ranges: &[Range], zone: Option<&str>) -> bool {
        let holds = |net: IpNet| {
            let mut nets = ranges.iter().filter_map(Range::net);
            nets.any(|range| range.contains(&net))
        };
        self.net.is_some_and(holds)
            || zone.is_some_and(|code| self.zones.iter().any(|zone| zone == code))
    }
}

/// The words of a text to look for, in lower case. A UUID, an address and a range are
/// taken without what was pasted with them. Of the zones, the names are found.
pub fn words(text: &str, zones: &[Zone]) -> Vec<Word> {
    let text = fold(text.to_owned());
    let words = text.split_whitespace().map(|word| {
        let plain = plain(word);
        let net = pasted::read_net(&plain);
        let is_certain = net.is_some() || pasted::read::<PeeringId>(&plain).is_ok();
        let text = if is_certain { &*plain } else { word };
        let named = zones
            .iter()
            .filter(|zone| contains(&zone.description, text));
        Word {
            text: text.to_owned(),
            net,
            zones: named.map(|zone| zone.id.clone()).collect(),
        }
    });
    words.collect()
}

/// Whether what the row shows contains the word, or its networks are what it means.
pub fn row_matches(row: &Row, word: &Word) -> bool {
    row_shows(row, &word.text) || row.ends().iter().any(|end| is_meant(*end, word))
}

fn is_meant(end: RowEnd<'_>, word: &Word) -> bool {
    let zone = end.network.map(|network| &*network.zone);
    word.means(end.ranges(), zone)
}

/// Whether what the row shows contains the word, which must be in lower case.
fn row_shows(row: &Row, word: &str) -> bool {
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
    use std::{collections::HashMap, sync::Arc};

    use super::*;
    use crate::model::{
        ids::NetworkId,
        network::Network,
        peering::{End, Peering},
        state::{ConfiguredStatus, State},
    };

    #[test]
    fn u_06_a_word_finds_the_zone_it_names_and_the_ranges_that_contain_it() {
        let network = |number: u128, zone: &str, range: &str| {
            let id = NetworkId::from_u128(number);
            let network = Network {
                id,
                name: format!("net-{number}"),
                private: true,
                zone: zone.into(),
                router: None,
                ranges: vec![Range::new(range)],
            };
            (id, Arc::new(network))
        };
        let networks = HashMap::from([
            network(1, "fi-hel1", "10.30.0.0/22"),
            network(2, "de-fra1", "10.40.0.0/22"),
        ]);
        let end = |number| End {
            network: NetworkId::from_u128(number),
            ranges: Vec::new(),
        };
        let peering = Peering {
            id: PeeringId::from_u128(7),
            name: "link".into(),
            configured_status: ConfiguredStatus::Active,
            state: State::Active,
            local: end(1),
            peer: end(2),
            labels: Vec::new(),
            created_at: None,
            updated_at: None,
        };
        let row = Row::new(peering, &networks);
        let zone = |id: &str, description: &str| Zone {
            id: id.into(),
            description: description.into(),
        };
        let zones = [
            zone("de-fra1", "Frankfurt #1"),
            zone("nl-ams1", "Amsterdam #1"),
        ];
        for (text, found) in [
            ("Frankfurt", true),
            ("frankfurt helsinki", false),
            ("Amsterdam", false),
            ("10.30.3.9", true),
            ("10.40.0.128/25", true),
            ("<10.40.0.1>;", true),
            ("10.50.0.1", false),
            ("10.30.0.0/16", false),
        ] {
            let words = words(text, &zones);
            let is_found = words.iter().all(|word| row_matches(&row, word));
            assert_eq!(is_found, found, "{text}");
        }
    }

    #[test]
    fn f_19_only_a_uuid_or_an_address_loses_what_was_pasted_with_it() {
        let id = "03000000-0000-4000-8000-000000000001";
        let pasted = format!(
            "“{}”, <10.0.0.0/24>; \"web\" a\u{200b}b",
            id.replace('-', "\u{2011}")
        );
        let expected = [id, "10.0.0.0/24", "\"web\"", "a\u{200b}b"];
        let words = words(&pasted, &[]);
        let texts: Vec<&str> = words.iter().map(|word| &*word.text).collect();
        assert_eq!(texts, expected);
    }
}
