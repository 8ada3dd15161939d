//! What a value means that was typed for a filter: a zone by its name, a state by its
//! words. What matches nothing is not taken.

use std::sync::Arc;

use super::definition::{Operator, Property};
use crate::{
    model::{
        network::Zone,
        row::Row,
        state::{KNOWN, State},
        text::{contains, fold},
    },
    snapshot::name_or_id,
};

/// The value that a text means, as a filter compares it.
///
/// # Errors
/// A sentence, where the text means no zone, state or status that there is.
pub fn read_value(
    property: Property,
    operator: Operator,
    text: &str,
    rows: &[Arc<Row>],
    zones: &[Zone],
) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        // That something is missing is reported with the other rules.
        return Ok(String::new());
    }
    match property {
        Property::Zone => zone(text, rows, zones),
        Property::State => one_of(states(rows), text, "state"),
        Property::Status => one_of(statuses(rows), text, "configured status"),
        Property::Network => network(operator, text, rows),
        Property::Name | Property::Range | Property::Label | Property::Halves => {
            Ok(text.to_owned())
        }
    }
}

fn zone(text: &str, rows: &[Arc<Row>], zones: &[Zone]) -> Result<String, String> {
    let word = fold(text.to_owned());
    let is_code = |code: &str| fold(code.to_owned()) == word;
    let networks = rows
        .iter()
        .flat_map(|row| [&row.local, &row.peer])
        .flatten();
    let mut codes = zones
        .iter()
        .map(|zone| &zone.id)
        .chain(networks.map(|network| &network.zone));
    if let Some(code) = codes.find(|code| is_code(code)) {
        return Ok(code.clone());
    }
    let named: Vec<&Zone> = zones
        .iter()
        .filter(|zone| contains(&zone.description, &word))
        .collect();
    match named.as_slice() {
        [zone] => Ok(zone.id.clone()),
        // Without the list of zones none can be ruled out.
        [] if zones.is_empty() => Ok(text.to_owned()),
        [] => Err(no_match("zone", text)),
        several => {
            let several: Vec<String> = several
                .iter()
                .map(|zone| {
                    format!(
                        "{} ({})",
                        zone.id,
                        name_or_id(Some(&zone.description), &zone.id)
                    )
                })
                .collect();
            Err(format!(
                "“{text}” matches several zones: {}. Enter one of them.",
                several.join(", ")
            ))
        }
    }
}

/// A name that is known, with other words for it.
type Named = (String, Vec<&'static str>);

fn states(rows: &[Arc<Row>]) -> Vec<Named> {
    let shown = rows.iter().map(|row| row.peering.state.clone());
    let all = KNOWN.into_iter().chain(shown);
    all.map(|state| (state.to_string(), words_of(&state).to_vec()))
        .collect()
}

fn words_of(state: &State) -> &'static [&'static str] {
    match state {
        State::Active => &["connected"],
        State::Provisioning => &["setting up", "applying changes"],
        State::PendingPeer => &["other half missing"],
        State::PeerDisabled => &["other half disabled"],
        State::MissingLocalRouter => &["no router"],
        State::MissingPeerRouter => &["no peer router"],
        State::ConflictSubnet => &["ranges overlap"],
        State::DeletedPeerNetwork => &["peer deleted", "peer network deleted"],
        State::Error => &["setup failed"],
        State::Disabled | State::Other(_) => &[],
    }
}

fn statuses(rows: &[Arc<Row>]) -> Vec<Named> {
    let known = [("active", vec!["enabled"]), ("disabled", Vec::new())];
    let known = known.map(|(name, words)| (name.to_owned(), words));
    let shown = rows
        .iter()
        .map(|row| (row.peering.configured_status.to_string(), Vec::new()));
    known.into_iter().chain(shown).collect()
}

fn one_of(known: Vec<Named>, text: &str, what: &str) -> Result<String, String> {
    let plain = |text: &str| fold(text.to_owned()).replace(['-', '_'], " ");
    let word = plain(text);
    let is_meant = |(name, words): &Named| plain(name) == word || words.contains(&&*word);
    let found = known.into_iter().find(is_meant);
    found
        .map(|(name, _)| name)
        .ok_or_else(|| no_match(what, text))
}

fn network(operator: Operator, text: &str, rows: &[Arc<Row>]) -> Result<String, String> {
    let word = fold(text.to_owned());
    let is_part = matches!(operator, Operator::Has | Operator::Lacks);
    let fits = |name: &str| {
        if is_part {
            contains(name, &word)
        } else {
            name == text
        }
    };
    let is_known = rows.iter().flat_map(|row| row.ends()).any(|end| {
        fits(&end.id().to_string()) || end.network.is_some_and(|network| fits(&network.name))
    });
    // Before anything was read, nothing can be ruled out.
    if is_known || rows.is_empty() {
        Ok(text.to_owned())
    } else {
        Err(no_match("network", text))
    }
}

fn no_match(what: &str, text: &str) -> String {
    format!("No {what} matches “{text}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(property: Property, text: &str) -> Result<String, String> {
        let zone = |id: &str, description: &str| Zone {
            id: id.into(),
            description: description.into(),
        };
        let zones = [
            zone("de-fra1", "Frankfurt #1"),
            zone("fi-hel1", "Helsinki #1"),
            zone("fi-hel2", "Helsinki #2"),
        ];
        read_value(property, Operator::Is, text, &[], &zones)
    }

    #[test]
    fn u_06_a_zone_is_meant_by_its_code_or_its_name() {
        for text in ["de-fra1", " DE-FRA1", "Frankfurt", "frankfurt #1"] {
            assert_eq!(read(Property::Zone, text), Ok("de-fra1".into()), "{text}");
        }
        let none = read(Property::Zone, "fra2");
        assert_eq!(none, Err("No zone matches “fra2”".into()));
        let several = read(Property::Zone, "helsinki").unwrap_err();
        assert!(
            several.contains("fi-hel1 (Helsinki #1), fi-hel2 (Helsinki #2)"),
            "{several}"
        );
        let unread = read_value(Property::Zone, Operator::Is, "xx-new1", &[], &[]);
        assert_eq!(unread, Ok("xx-new1".into()));
    }

    #[test]
    fn u_06_a_state_is_meant_by_its_code_or_its_words() {
        for (text, state) in [
            ("pending-peer", "pending-peer"),
            ("Pending peer", "pending-peer"),
            ("Other half missing", "pending-peer"),
            ("Connected", "active"),
            ("no router", "missing-local-router"),
        ] {
            assert_eq!(read(Property::State, text), Ok(state.into()), "{text}");
        }
        let none = read(Property::State, "pendin");
        assert_eq!(none, Err("No state matches “pendin”".into()));
        assert_eq!(read(Property::Status, "Enabled"), Ok("active".into()));
        assert!(read(Property::Status, "on").is_err());
    }

    #[test]
    fn every_known_state_is_meant_by_each_of_its_words_alone() {
        for state in KNOWN {
            for words in words_of(&state) {
                assert_eq!(read(Property::State, words), Ok(state.to_string()));
            }
        }
    }
}
