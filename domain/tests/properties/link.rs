//! Pairing, against comparing every peering with every other.

use std::sync::Arc;

use domain::{
    link::{Difference, Link, LinkKind, Other, count_groups, count_kinds, filter_links, links},
    model::{
        label::Label,
        peering::Peering,
        row::Row,
        search::row_matches,
        state::{ConfiguredStatus, State},
    },
    snapshot::{Coverage, Networks, Snapshot, Sources},
    status::missing_half::MissingHalf,
};
use proptest::{collection::vec, prelude::*};

use crate::{make, world::world};

fn snapshot_of(peerings: &[Peering]) -> Snapshot {
    let networks = Networks::new();
    Snapshot::new(Sources {
        peerings: peerings
            .iter()
            .map(|p| Arc::new(Row::new(p.clone(), &networks)))
            .collect(),
        peerings_read: Coverage::Complete,
        ..Sources::default()
    })
}

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
        let snapshot = snapshot_of(&peerings);
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
        let again = snapshot_of(&shuffled);
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
            prop_assert!(!link.kinds().is_empty());
            let alone = [LinkKind::Complete, LinkKind::HalfMissing, LinkKind::NotSeen];
            let alone = alone.into_iter().filter(|kind| link.is(*kind)).count();
            prop_assert!(alone <= 1);
        }
        for (kind, count) in count_kinds(&found) {
            prop_assert_eq!(filter_links(&found, "", None, Some(kind)).len(), count);
            prop_assert_eq!(LinkKind::from_slug(kind.slug()), Some(kind));
        }
        for (group, count) in count_groups(&found) {
            prop_assert_eq!(filter_links(&found, "", Some(group), None).len(), count);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let expected: Vec<Link> = found
            .iter()
            .filter(|link| {
                words.iter().all(|word| link.halves().any(|half| row_matches(half, word)))
            })
            .cloned()
            .collect();
        prop_assert_eq!(filter_links(&found, &text, None, None), expected);
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
        let mut second = Peering {
            id: domain::model::ids::PeeringId::from_u128(1),
            local: first.peer.clone(),
            peer: first.local.clone(),
            ..first.clone()
        };
        first.labels = one.clone();
        first.labels.extend(system);
        second.labels = two.clone();
        let snapshot = snapshot_of(&[first, second]);
        let link = &links(&snapshot.sources().peerings, &snapshot)[0];
        let has = |labels: &[Label], label: &Label| {
            labels.iter().any(|other| other.same_key(&label.key) && other.value == label.value)
        };
        let same = one.len() == two.len()
            && one.iter().all(|label| has(&two, label));
        prop_assert_eq!(link.is(LinkKind::LabelsDiffer), !same);
        prop_assert_eq!(link.differences().is_empty(), same);
        for difference in link.differences() {
            let Difference::Label { key, one: held_one, two: held_two } = difference else {
                return Err(TestCaseError::fail("only the labels were made to differ"));
            };
            for (labels, held) in [(&one, held_one), (&two, held_two)] {
                let found = labels.iter().find(|label| label.same_key(&key));
                prop_assert_eq!(found.map(|label| label.value.clone()), held);
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

/// Where the other half is not seen, whether it exists depends on what could
/// be read, and on the state.
#[test]
fn a_half_is_missing_only_where_that_is_certain() {
    use Other::{Missing, NotSeen};
    let other = |state: State, peer_readable: bool, read: Coverage| {
        let mut peering = proptest_peering();
        peering.state = state;
        let mut sources = Sources {
            peerings_read: read,
            ..Sources::default()
        };
        if peer_readable {
            let network = domain::model::network::Network {
                id: peering.peer.network,
                name: "peer".into(),
                private: true,
                zone: "fi-hel1".into(),
                router: None,
                ranges: Vec::new(),
            };
            sources.networks = Arc::new(Networks::from([(network.id, Arc::new(network))]));
        }
        let row = Arc::new(Row::new(peering, &sources.networks));
        sources.peerings = vec![Arc::clone(&row)];
        Link::of(&row, &Snapshot::new(sources)).other
    };
    assert_eq!(other(State::PendingPeer, false, Coverage::Partial), Missing);
    assert_eq!(
        other(State::DeletedPeerNetwork, false, Coverage::Complete),
        Missing
    );
    assert_eq!(other(State::Disabled, true, Coverage::Complete), Missing);
    assert_eq!(other(State::Disabled, true, Coverage::Partial), NotSeen);
    assert_eq!(other(State::Disabled, false, Coverage::Complete), NotSeen);
    assert_eq!(other(State::Active, true, Coverage::Complete), NotSeen);
    assert_eq!(
        other(State::PeerDisabled, false, Coverage::Complete),
        NotSeen
    );
}

/// What is said of a half that is not here claims no more than was read.
#[test]
fn a_gap_is_filled_in_by_whoever_can() {
    let gap = |state: State, peer_readable: bool, networks_read: Coverage, read: Coverage| {
        let mut peering = proptest_peering();
        peering.state = state;
        let network = |id, name: &str| {
            let network = domain::model::network::Network {
                id,
                name: name.into(),
                private: true,
                zone: "fi-hel1".into(),
                router: None,
                ranges: Vec::new(),
            };
            (id, Arc::new(network))
        };
        let mut networks = Networks::from([network(peering.local.network, "local")]);
        if peer_readable {
            networks.extend([network(peering.peer.network, "peer")]);
        }
        let row = Arc::new(Row::new(peering, &networks));
        let snapshot = Snapshot::new(Sources {
            peerings: vec![Arc::clone(&row)],
            peerings_read: read,
            networks: Arc::new(networks),
            networks_read,
            ..Sources::default()
        });
        Link::of(&row, &snapshot).missing_half(&snapshot)
    };
    use Coverage::{Complete, Forbidden, Partial};
    let Some(MissingHalf::Create(form)) = gap(State::PendingPeer, true, Complete, Complete) else {
        unreachable!("both networks are this account's")
    };
    let one = proptest_peering();
    assert_eq!(form.name, "peer to local");
    assert_eq!(
        (form.local, form.peer),
        (Some(one.peer.network), Some(one.local.network))
    );
    for (state, readable, networks, peerings, expected) in [
        (
            State::PendingPeer,
            false,
            Complete,
            Partial,
            MissingHalf::PeerOwnerMustCreate,
        ),
        (
            State::PendingPeer,
            false,
            Forbidden,
            Complete,
            MissingHalf::OwnerUnknown,
        ),
        (
            State::DeletedPeerNetwork,
            true,
            Complete,
            Complete,
            MissingHalf::NetworkDeleted,
        ),
        (
            State::Disabled,
            false,
            Complete,
            Complete,
            MissingHalf::NotVisible,
        ),
        (
            State::Disabled,
            false,
            Forbidden,
            Complete,
            MissingHalf::NotRead,
        ),
        (
            State::Disabled,
            true,
            Complete,
            Partial,
            MissingHalf::NotRead,
        ),
        (
            State::Active,
            false,
            Forbidden,
            Complete,
            MissingHalf::NotVisible,
        ),
        (
            State::Active,
            false,
            Complete,
            Partial,
            MissingHalf::NotRead,
        ),
    ] {
        assert_eq!(
            gap(state.clone(), readable, networks, peerings),
            Some(expected),
            "{state}"
        );
    }
}

#[test]
fn one_side_is_disabled_where_the_switches_or_the_state_say_so() {
    let mut one = proptest_peering();
    let mut two = Peering {
        id: domain::model::ids::PeeringId::from_u128(2),
        local: one.peer.clone(),
        peer: one.local.clone(),
        ..one.clone()
    };
    let disabled = |one: &Peering, two: Option<&Peering>| {
        let all: Vec<Peering> = [Some(one), two].into_iter().flatten().cloned().collect();
        let snapshot = snapshot_of(&all);
        links(&snapshot.sources().peerings, &snapshot)[0].is(LinkKind::OneSideDisabled)
    };
    assert!(!disabled(&one, Some(&two)));
    two.configured_status = ConfiguredStatus::Disabled;
    assert!(disabled(&one, Some(&two)));
    one.state = State::PeerDisabled;
    assert!(
        disabled(&one, None),
        "the state tells of a half that is not seen"
    );
    one.configured_status = ConfiguredStatus::Disabled;
    assert!(!disabled(&one, Some(&two)) && !disabled(&one, None));
}

fn proptest_peering() -> Peering {
    domain::api::decode::peering(include_str!("../fixtures/peering_pending.json"))
        .expect("a peering")
}
