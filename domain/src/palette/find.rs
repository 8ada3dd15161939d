//! What is found for a text, and in which order.

use std::{net::IpAddr, sync::Arc};

use super::{
    Found, PaletteAction, PaletteItem,
    top_matches::{Rank, TopMatches, merged},
};
use crate::model::{
    network::{Network, Zone},
    pasted,
    row::Row,
    search::{self, Word},
    text::fold,
};

/// What fits a text: each of its words stands in the entry. Without a text
/// that is every action, and nothing of the account.
pub fn find<'a>(
    text: &str,
    rows: &'a [Arc<Row>],
    networks: impl Iterator<Item = &'a Arc<Network>>,
    actions: &[PaletteAction],
    zones: &[Zone],
) -> Found {
    let searched_words = search::words(text, zones);
    let words: Vec<String> = searched_words
        .iter()
        .map(|word| word.text.clone())
        .collect();
    let start = words.join(" ");
    let rank = |name: &str| rank(name, &start, &words);

    let mut done = TopMatches::default();
    if actions.contains(&PaletteAction::Reachability)
        && let Some(address) = address(text)
    {
        let action = PaletteAction::ReachFrom(address);
        done.offer(Rank::Prefix, PaletteItem::Action(action));
    }
    for action in actions {
        if contains(&fold(action.searched()), &words) {
            done.offer(rank(&fold(action.title())), PaletteItem::Action(*action));
        }
    }
    let (mut peerings, mut peered) = (TopMatches::default(), TopMatches::default());
    if !words.is_empty() {
        let is_found = |row: &&Arc<Row>| {
            searched_words
                .iter()
                .all(|word| search::row_matches(row, word))
        };
        for row in rows.iter().filter(is_found) {
            peerings.offer(
                rank(&row.folded_name()),
                PaletteItem::Peering(Arc::clone(row)),
            );
        }
        for network in networks {
            if network.private && is_meant(network, &searched_words) {
                let rank = rank(&fold(network.name.clone()));
                peered.offer(rank, PaletteItem::Network(Arc::clone(network)));
            }
        }
    }

    merged(peerings, peered, done)
}

/// The address that a text is; none for a range.
fn address(text: &str) -> Option<IpAddr> {
    pasted::plain(text).parse().ok()
}

/// All that a network is found by.
fn searched(network: &Network) -> String {
    let mut text = format!("{}\n{}\n{}", network.name, network.zone, network.id);
    for range in &network.ranges {
        text.push('\n');
        text.push_str(range.as_str());
    }
    fold(text)
}

/// Whether each word stands in what is known of a network, or means it.
fn is_meant(network: &Network, words: &[Word]) -> bool {
    let text = searched(network);
    let zone = Some(&*network.zone);
    words
        .iter()
        .all(|word| text.contains(&word.text) || word.means(&network.ranges, zone))
}

fn contains(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| text.contains(word))
}

/// How well a name fits, in lower case as the text is.
fn rank(name: &str, start: &str, words: &[String]) -> Rank {
    if name.starts_with(start) {
        Rank::Prefix
    } else if words.iter().all(|word| begins_a_word(name, word)) {
        Rank::Words
    } else {
        Rank::Anywhere
    }
}

fn begins_a_word(name: &str, word: &str) -> bool {
    let mut inside = false;
    name.char_indices().any(|(place, letter)| {
        let begins = !inside;
        inside = letter.is_alphanumeric();
        begins && name.get(place..).is_some_and(|rest| rest.starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            cidr::Range,
            ids::{NetworkId, PeeringId},
            peering::{End, Peering},
            state::{ConfiguredStatus, State},
        },
        palette::MAX_ITEMS,
        snapshot::Networks,
    };

    fn end(network: u128) -> End {
        End {
            network: NetworkId::from_u128(network),
            ranges: Vec::new(),
        }
    }

    fn row(id: u128, name: &str, networks: &Networks) -> Arc<Row> {
        let peering = Peering {
            id: PeeringId::from_u128(id),
            name: name.into(),
            configured_status: ConfiguredStatus::Active,
            state: State::Active,
            local: end(1),
            peer: end(2),
            labels: Vec::new(),
            created_at: None,
            updated_at: None,
        };
        Arc::new(Row::new(peering, networks))
    }

    fn networks(names: &[&str]) -> Networks {
        let numbered = (1..).zip(names);
        let networks = numbered.map(|(number, name)| {
            let id = NetworkId::from_u128(number);
            let network = Network {
                id,
                name: (*name).into(),
                private: true,
                zone: "fi-hel1".into(),
                router: None,
                ranges: Vec::new(),
            };
            (id, Arc::new(network))
        });
        networks.collect()
    }

    fn names(found: &Found) -> Vec<String> {
        let name = |entry: &PaletteItem| match entry {
            PaletteItem::Peering(row) => row.peering.name.clone(),
            PaletteItem::Network(network) => format!("[{}]", network.name),
            PaletteItem::Action(action) => action.title(),
        };
        found.entries().map(name).collect()
    }

    #[test]
    fn a_name_that_begins_with_it_comes_before_a_word_and_a_piece() {
        let none = Networks::new();
        let names_in = ["old webdb", "Prod DB", "db-10", "DB-2", "x-db y"];
        let rows: Vec<_> = (1..)
            .zip(names_in)
            .map(|(id, name)| row(id, name, &none))
            .collect();
        let found = find(" dB", &rows, none.values(), &[], &[]);
        assert_eq!(
            names(&found),
            ["DB-2", "db-10", "Prod DB", "x-db y", "old webdb"]
        );
    }

    #[test]
    fn words_may_stand_in_any_order_and_outside_of_the_name() {
        let networks = networks(&["hel-app", "fra-db"]);
        let rows = [row(7, "first link", &networks)];
        let found = find("fra link active", &rows, networks.values(), &[], &[]);
        assert_eq!(names(&found), ["first link"]);
    }

    #[test]
    fn the_section_of_what_fits_best_comes_first() {
        let networks = networks(&["hel-app", "refreshments"]);
        let rows = [row(7, "to refresh", &networks)];
        let actions = PaletteAction::all(None, true);
        let found = find("refresh", &rows, networks.values(), &actions, &[]);
        let titles: Vec<_> = found.sections.iter().map(|section| section.title).collect();
        assert_eq!(titles, ["Networks", "Actions", "Peerings"]);
        // The peering is found by its network's name, too.
        assert_eq!(names(&found), ["[refreshments]", "Refresh", "to refresh"]);
    }

    #[test]
    fn without_a_text_there_are_the_actions() {
        let networks = networks(&["hel-app"]);
        let rows = [row(7, "link", &networks)];
        let actions = PaletteAction::all(Some(PeeringId::from_u128(7)), true);
        let found = find("  ", &rows, networks.values(), &actions, &[]);
        assert_eq!(found.sections.len(), 1);
        assert_eq!(found.entries().count(), actions.len());
        assert_eq!(found.more, 0);
    }

    #[test]
    fn networks_have_room_beside_many_peerings() {
        let networks = networks(&["app-1", "app-2", "app-3"]);
        let rows: Vec<_> = (0..200)
            .map(|id| row(id, &format!("app {id}"), &networks))
            .collect();
        let found = find(
            "app",
            &rows,
            networks.values(),
            &PaletteAction::all(None, true),
            &[],
        );
        assert_eq!(found.entries().count(), MAX_ITEMS);
        assert_eq!(found.more, 153);
        let last: Vec<_> = names(&found).split_off(47);
        assert_eq!(last, ["[app-1]", "[app-2]", "[app-3]"]);
    }

    #[test]
    fn u_06_an_address_finds_the_networks_that_hold_it_and_asks_what_it_reaches() {
        let networks = networks(&["hel-app", "fra-db"]);
        let mut networks = networks.into_values().collect::<Vec<_>>();
        networks.sort_unstable_by_key(|network| network.id);
        let ranges = ["10.30.0.0/22", "10.40.0.0/22"];
        let networks: Vec<_> = std::iter::zip(networks, ranges)
            .map(|(network, range)| {
                let mut network = Network::clone(&network);
                network.ranges = vec![Range::new(range)];
                Arc::new(network)
            })
            .collect();
        let map = networks
            .iter()
            .map(|network| (network.id, Arc::clone(network)));
        let rows = [row(7, "link", &map.collect())];
        let actions = PaletteAction::all(None, true);
        let found = |text| names(&find(text, &rows, networks.iter(), &actions, &[]));
        let expected = ["Reachability from 10.40.1.5…", "link", "[fra-db]"];
        assert_eq!(found("10.40.1.5"), expected);
        assert_eq!(found("10.40.1.0/24"), ["link", "[fra-db]"]);
        assert_eq!(found("10.50.1.5"), ["Reachability from 10.50.1.5…"]);
        let none = find("10.50.1.5", &rows, networks.iter(), &[], &[]);
        assert_eq!(none, Found::default(), "where the page is disabled");
    }

    #[test]
    fn a_network_that_cannot_be_peered_is_not_found() {
        let networks = networks(&["hel-app"]);
        let public = networks.values().map(|network| {
            Arc::new(Network {
                private: false,
                ..Network::clone(network)
            })
        });
        let public: Vec<_> = public.collect();
        assert_eq!(find("hel", &[], public.iter(), &[], &[]), Found::default());
    }
}
