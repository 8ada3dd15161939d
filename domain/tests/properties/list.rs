//! The rows of the list, against making them from scratch.

use std::{collections::HashMap, sync::Arc};

use domain::{
    list::{count_groups, reconcile, search_rows},
    model::{ids::NetworkId, natural, peering::Peering, row::Row, state::Group},
    snapshot::{Networks, Snapshot, Sources},
};
use proptest::{collection::vec, option, prelude::*};

use crate::{fixtures, make};

pub(crate) fn networks() -> impl Strategy<Value = Networks> {
    prop::collection::hash_map(0..6_u128, "(hel|Ängel|ΟΔΟΣ)-[0-9]", 0..6).prop_map(|named| {
        let named = named.into_iter();
        fixtures::networks(
            named.map(|(id, name)| {
                fixtures::network(NetworkId::from_u128(id), &name, "10.0.0.0/24")
            }),
        )
    })
}

fn peerings() -> impl Strategy<Value = Vec<Peering>> {
    vec(make::peering(), 0..12)
}

/// The last reading of each peering, in the order of the list.
fn from_scratch(peerings: &[Peering], networks: &Networks) -> Vec<Row> {
    let mut last: HashMap<_, &Peering> = HashMap::new();
    for peering in peerings {
        last.insert(peering.id, peering);
    }
    let mut rows: Vec<Row> = last
        .into_values()
        .map(|peering| Row::new(peering.clone(), networks))
        .collect();
    rows.sort_by(|one, two| {
        natural::compare(&one.peering.name, &two.peering.name)
            .then(one.peering.id.cmp(&two.peering.id))
    });
    rows
}

fn same(rows: &[Arc<Row>], expected: &[Row]) -> bool {
    rows.iter().map(AsRef::as_ref).eq(expected)
}

proptest! {
    #[test]
    fn a_refresh_equals_starting_afresh(
        old in peerings(),
        fresh in peerings(),
        before in networks(),
        after in networks(),
    ) {
        // Some peerings come again unchanged, as most do.
        let fresh: Vec<Peering> = old.iter().step_by(2).cloned().chain(fresh).collect();
        let old = reconcile(&[], old, &before);
        let rows = reconcile(&old, fresh.clone(), &after);
        prop_assert!(same(&rows, &from_scratch(&fresh, &after)));
        for row in &rows {
            if let Some(before) = old.iter().find(|before| before.peering.id == row.peering.id) {
                prop_assert_eq!(Arc::ptr_eq(before, row), before == row);
            }
        }
    }

    #[test]
    fn the_narrowed_list_has_each_row_that_fits_and_no_other(
        peerings in peerings(),
        networks in networks(),
        text in prop_oneof!["[a-zA-Z0-9=. -]{0,4}", "(WEB|Db|οδοσ|ΟΔ|äNG|prod|ACTIVE| |1|\\.0){0,3}"],
        group in option::of(make::group()),
    ) {
        let rows = reconcile(&[], peerings, &networks);
        let fits = |row: &Row| {
            let words_fit = text.split_whitespace().all(|word| {
                texts(row).iter().any(|text| lower(text).contains(&lower(word)))
            });
            words_fit && group.is_none_or(|group| row.group() == group)
        };
        let expected: Vec<Arc<Row>> = rows.iter().filter(|row| fits(row)).cloned().collect();
        prop_assert_eq!(search_rows(&rows, &text, group, &[]), expected);
    }

    #[test]
    fn every_row_is_counted_in_one_group(peerings in peerings()) {
        let rows = reconcile(&[], peerings, &Networks::new());
        let counts = count_groups(&rows);
        prop_assert_eq!(counts.map(|(group, _)| group), Group::ALL);
        for (group, count) in counts {
            prop_assert_eq!(count, search_rows(&rows, "", Some(group), &[]).len());
        }
        prop_assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), rows.len());
    }

    #[test]
    fn the_other_half_runs_the_other_way(peerings in peerings(), one in make::peering()) {
        let rows = reconcile(&[], peerings, &Networks::new());
        let snapshot = Snapshot::new(Sources { peerings: rows.clone(), ..Sources::default() });
        let other_half = |peering: &Peering| snapshot.other_half(peering).map(|row| row.peering.id);
        let found = other_half(&one);
        let exists = rows.iter().any(|row| {
            row.peering.id != one.id
                && row.peering.local.network == one.peer.network
                && row.peering.peer.network == one.local.network
        });
        prop_assert_eq!(found.is_some(), exists);
        prop_assert_ne!(found, Some(one.id));
        for row in &rows {
            // Not even where a network is peered with itself.
            prop_assert_ne!(other_half(&row.peering), Some(row.peering.id));
        }
    }
}

/// Everything of a row that can be searched, one text each.
fn texts(row: &Row) -> Vec<String> {
    let peering = &row.peering;
    let mut texts = vec![
        peering.id.to_string(),
        peering.name.clone(),
        peering.state.to_string(),
        peering.configured_status.to_string(),
    ];
    for (end, network) in [(&peering.local, &row.local), (&peering.peer, &row.peer)] {
        let ranges = match network {
            Some(network) => &network.ranges,
            None => &end.ranges,
        };
        texts.push(end.network.to_string());
        texts.extend(ranges.iter().map(ToString::to_string));
    }
    for network in [&row.local, &row.peer].into_iter().flatten() {
        texts.extend([network.name.clone(), network.zone.clone()]);
    }
    let labels = peering.labels.iter();
    texts.extend(labels.map(|l| format!("{}={}", l.key, l.value)));
    texts
}

fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}
