//! Pairing, against comparing every peering with every other.

mod cases;
mod drawing;

use domain::{
    link::{Difference, Link, LinkKind, count_groups, count_kinds, filter_links, links},
    model::{
        ids::PeeringId,
        label::Label,
        peering::Peering,
        search::{row_matches, words},
    },
};
use proptest::{collection::vec, prelude::*};

use crate::{
    fixtures::{self, other_half},
    make,
    world::world,
};

/// Any peerings, of which none has the identifier of another or leads from a
/// network to itself; several may run in one direction.
fn peerings() -> impl Strategy<Value = Vec<Peering>> {
    vec(make::peering(), 0..16).prop_map(|mut peerings| {
        peerings.sort_by_key(|p| p.id);
        peerings.dedup_by_key(|p| p.id);
        peerings.retain(|p| p.local.network != p.peer.network);
        peerings
    })
}

proptest! {
    #[test]
    fn halves_find_each_other_and_none_is_lost(
        (peerings, shuffled) in peerings()
            .prop_flat_map(|peerings| (Just(peerings.clone()), Just(peerings).prop_shuffle())),
    ) {
        let snapshot = fixtures::snapshot(&peerings);
        let rows = &snapshot.sources().peerings;
        let found = links(rows, &snapshot);
        for row in rows {
            let reverse = rows.iter().any(|other| other.peering.is_reverse_of(&row.peering));
            let mut of_row = found
                .iter()
                .filter(|link| link.halves().any(|half| half == row))
                .peekable();
            prop_assert!(of_row.peek().is_some(), "every peering is in a link");
            prop_assert!(of_row.all(|link| link.two().is_some() == reverse));
        }
        for link in &found {
            if let Some(two) = link.two() {
                prop_assert!(two.peering.is_reverse_of(&link.one.peering));
            }
        }
        // The order in which the peerings were read does not matter.
        let again = fixtures::snapshot(&shuffled);
        prop_assert_eq!(links(rows, &again), found);
    }

    /// As the API keeps it there is one peering in each direction: then each
    /// stands in one link.
    #[test]
    fn no_peering_stands_twice(world in world()) {
        let snapshot = world.whole();
        let found = links(&snapshot.sources().peerings, &snapshot);
        let halves: usize = found.iter().map(|link| link.halves().count()).sum();
        prop_assert_eq!(halves, world.peerings.len());
    }

    #[test]
    fn every_link_is_of_some_kind_and_is_found_by_each(world in world(), text in "[p0-9 -]{0,3}") {
        let snapshot = world.whole();
        let found = links(&snapshot.sources().peerings, &snapshot);
        for link in &found {
            prop_assert!(LinkKind::ALL.into_iter().any(|kind| link.is(kind)));
            let alone = [LinkKind::Complete, LinkKind::HalfMissing, LinkKind::NotVisible];
            let alone = alone.into_iter().filter(|kind| link.is(*kind)).count();
            prop_assert!(alone <= 1);
        }
        for (kind, count) in count_kinds(&found) {
            prop_assert_eq!(filter_links(&found, "", None, Some(kind), &[]).len(), count);
            prop_assert_eq!(LinkKind::from_slug(kind.slug()), Some(kind));
        }
        for (group, count) in count_groups(&found) {
            prop_assert_eq!(filter_links(&found, "", Some(group), None, &[]).len(), count);
        }
        let words = words(&text, &[]);
        let expected: Vec<Link> = found
            .iter()
            .filter(|link| {
                words.iter().all(|word| link.halves().any(|half| row_matches(half, word)))
            })
            .cloned()
            .collect();
        prop_assert_eq!(filter_links(&found, &text, None, None, &[]), expected);
    }

    #[test]
    fn labels_differ_where_a_key_or_a_value_does(
        one in make::distinct_labels(),
        two in make::distinct_labels(),
        system in make::system_labels(),
        world in world(),
    ) {
        let Some(first) = world.peerings.first() else { return Ok(()) };
        let mut first = first.clone();
        let mut second = other_half(&first, PeeringId::from_u128(1));
        first.labels = one.clone();
        first.labels.extend(system);
        second.labels = two.clone();
        let snapshot = fixtures::snapshot(&[first, second]);
        let link = &links(&snapshot.sources().peerings, &snapshot)[0];
        let has = |labels: &[Label], label: &Label| {
            labels.iter().any(|other| other.same_key(&label.key) && other.value == label.value)
        };
        let same = one.len() == two.len()
            && one.iter().all(|label| has(&two, label));
        prop_assert_eq!(link.is(LinkKind::LabelsDiffer), !same);
        prop_assert_eq!(link.differences().is_empty(), same);
        for difference in link.differences() {
            let Difference::Label { key, one: value_one, two: value_two } = difference else {
                return Err(TestCaseError::fail("only the labels were made to differ"));
            };
            for (labels, value) in [(&one, value_one), (&two, value_two)] {
                let found = labels.iter().find(|label| label.same_key(&key));
                prop_assert_eq!(found.map(|label| label.value.clone()), value);
            }
        }
        // What is shared and what differs is all that the first half has.
        let differing = link.differences().iter().filter(|difference| {
            matches!(difference, Difference::Label { one: Some(_), .. })
        }).count();
        let shared = link.shared_labels();
        prop_assert_eq!(shared.len() + differing, link.one.peering.labels.len());
        prop_assert!(shared.iter().all(|label| label.is_system() || has(&two, label)));
    }
}
