//! What the quick actions find, against looking at each entry by itself.

use std::sync::Arc;

use domain::{
    list::{reconcile, search_rows},
    model::{ids::NetworkId, network::Network, row::Row},
    palette::{Found, Key, MAX_ITEMS, PaletteAction, PaletteItem, find},
    snapshot::Networks,
};
use proptest::{collection::vec, prelude::*};

use crate::{fixtures, make};

fn networks() -> impl Strategy<Value = Networks> {
    let network = ("(web|db|ΟΔΟΣ| )-?[0-9]?", any::<bool>());
    vec(network, 0..16).prop_map(|made| {
        let numbered = (0..).zip(made);
        fixtures::networks(numbered.map(|(number, (name, private))| Network {
            private,
            ..fixtures::network(NetworkId::from_u128(number), &name, "10.0.0.0/24")
        }))
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "(WEB|db|-|0| |οδος|prod|re|fi|hel){0,3}",
        "[a-z]?",
        any::<String>(),
    ]
}

fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn peerings_of(found: &Found) -> Vec<Arc<Row>> {
    let row = |entry: &PaletteItem| match entry {
        PaletteItem::Peering(row) => Some(Arc::clone(row)),
        _ => None,
    };
    found.entries().filter_map(row).collect()
}

/// How well a name fits: 0 where it begins with the text, 1 where each word
/// begins one of its words, 2 otherwise.
fn fit(row: &Row, text: &str) -> u8 {
    let name = lower(row.peering.name.lines().next().unwrap_or_default());
    let text = lower(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let starts = |word: &&str| {
        (0..=name.len())
            .filter(|place| name.is_char_boundary(*place))
            .any(|place| {
                let (before, after) = name.split_at(place);
                !before.ends_with(char::is_alphanumeric) && after.starts_with(word)
            })
    };
    if name.starts_with(&words.join(" ")) {
        0
    } else if words.iter().all(starts) {
        1
    } else {
        2
    }
}

proptest! {
    #[test]
    fn it_finds_what_the_list_would_and_the_best_of_it_first(
        peerings in vec(make::peering(), 0..90),
        networks in networks(),
        text in text(),
    ) {
        let rows = reconcile(&[], peerings, &networks);
        let actions = PaletteAction::all(None, true);
        let found = find(&text, &rows, networks.values(), &actions, &[]);
        let mut expected = if text.trim().is_empty() {
            Vec::new()
        } else {
            search_rows(&rows, &text, None, &[])
        };
        // The rows are in the order of the names, and a stable sort keeps it.
        expected.sort_by_key(|row| fit(row, &text));
        let peerings = peerings_of(&found);
        expected.truncate(peerings.len());
        prop_assert_eq!(peerings, expected);
    }

    #[test]
    fn what_is_not_shown_is_counted(
        peerings in vec(make::peering(), 0..90),
        networks in networks(),
        text in text(),
    ) {
        let rows = reconcile(&[], peerings, &networks);
        let found = find(&text, &rows, networks.values(), &PaletteAction::all(None, true), &[]);
        let shown = found.entries().count();
        prop_assert!(shown <= MAX_ITEMS);
        prop_assert!(found.more == 0 || shown == MAX_ITEMS);
        if !text.trim().is_empty() {
            let alone = find(&text, &[], networks.values(), &[], &[]);
            let actions = find(&text, &[], [].iter(), &PaletteAction::all(None, true), &[]);
            let all = search_rows(&rows, &text, None, &[]).len()
                + alone.entries().count()
                + actions.entries().count();
            prop_assert_eq!(shown + found.more, all);
        }
        let keys: Vec<Key> = found.entries().map(PaletteItem::key).collect();
        let twice = keys.iter().enumerate().any(|(place, key)| keys[..place].contains(key));
        prop_assert!(!twice);
        prop_assert!(found.sections.iter().all(|section| !section.entries.is_empty()));
    }

    #[test]
    fn the_order_in_which_rows_come_does_not_matter(
        peerings in vec(make::peering(), 0..90),
        text in text(),
        by in 0..90_usize,
    ) {
        let rows = reconcile(&[], peerings, &Networks::new());
        let mut turned: Vec<Arc<Row>> = rows.clone();
        turned.rotate_left(by.min(rows.len()));
        let find = |rows: &[Arc<Row>]| find(&text, rows, [].iter(), &[], &[]);
        prop_assert_eq!(find(&rows), find(&turned));
    }
}
