//! What is known of a network: the same in every place, nothing that is not so, and
//! from the most certain source that has it.

use std::sync::Arc;

use domain::{
    api::label_filter::LabelFilter,
    list::rows::{Answer, Rows},
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId},
        invitation::Invitation,
        known::{KnownNetwork, Source},
        network::Network,
        peering::{End, Peering},
        row::{Row, RowEnd},
        state::{ConfiguredStatus, State},
    },
    snapshot::{Coverage, Networks, Snapshot, Sources, known::Presence, unknown::UnknownReason},
};
use proptest::{collection::vec, prelude::*};

use crate::{
    fixtures, make,
    world::{NETWORKS, id, world},
};

/// The store of the list, and the snapshot of what it holds.
fn stored(peerings: Vec<Peering>, networks: &Networks) -> (Rows, Snapshot) {
    let mut rows = Rows::default();
    let filter = LabelFilter::default();
    let answer = Answer {
        filter: &filter,
        peerings,
        is_outdated: &|_| false,
    };
    rows.list(answer, networks);
    share(&mut rows);
    let snapshot = snapshot_of(&rows, networks);
    (rows, snapshot)
}

fn share(rows: &mut Rows) {
    if let Some(reports) = rows.new_reports() {
        rows.share(&reports);
    }
}

fn snapshot_of(rows: &Rows, networks: &Networks) -> Snapshot {
    Snapshot::new(Sources {
        peerings: rows.all().cloned().collect(),
        peerings_read: Coverage::Complete,
        networks: Arc::new(networks.clone()),
        networks_read: Coverage::Complete,
        ..Sources::default()
    })
}

/// What the row of a peering says of its two networks, and what the page of that
/// peering says.
fn said<'a>(row: &'a Row, snapshot: &'a Snapshot) -> [[KnownNetwork<'a>; 2]; 2] {
    let peering = &row.peering;
    let page = |end: &End| snapshot.known_with(end.network, Some(peering), None);
    [
        row.ends().map(RowEnd::known),
        [page(&peering.local), page(&peering.peer)],
    ]
}

proptest! {
    #[test]
    fn what_one_place_knows_all_say(
        peerings in vec(make::peering(), 0..16),
        networks in super::list::networks(),
        later in make::peering(),
        gone in 0..40_u128,
    ) {
        let (mut rows, _) = stored(peerings, &networks);
        // Whichever way the store came to hold what it holds.
        rows.put(later, &networks);
        rows.remove(PeeringId::from_u128(gone));
        share(&mut rows);
        prop_assert!(rows.new_reports().is_none(), "nothing is left to share");
        let snapshot = snapshot_of(&rows, &networks);
        for row in rows.all() {
            let [list, page] = said(row, &snapshot);
            // A peering with the same network at both ends has two ends of one id.
            if row.peering.local.network != row.peering.peer.network {
                prop_assert_eq!(list, page);
            }
            for end in row.ends() {
                prop_assert_eq!(end.ranges(), end.known().known_ranges());
                prop_assert_eq!(end.is_deleted(), end.known().deleted);
            }
            for end in list {
                let anywhere = snapshot.known(end.id);
                prop_assert_eq!(end.ranges.is_some(), anywhere.ranges.is_some());
                prop_assert_eq!(end.deleted, anywhere.deleted);
                prop_assert_eq!((end.name, end.zone), (anywhere.name, anywhere.zone));
                prop_assert_eq!(anywhere.known_ranges(), snapshot.ranges(end.id));
            }
        }
    }

    /// However little can be read: what is said is so.
    #[test]
    fn nothing_unknown_is_invented(
        world in world(),
        readable in vec(any::<bool>(), NETWORKS),
        networks in any::<bool>(),
    ) {
        let reading = if networks { Coverage::Complete } else { Coverage::Forbidden };
        let snapshot = world.seen_by(&readable, reading);
        for (place, is_readable) in readable.iter().copied().enumerate() {
            let (known, truth) = (snapshot.known(id(place)), &world.places[place].network);
            if let Some((ranges, source)) = known.ranges {
                prop_assert_eq!(ranges, truth.ranges.as_slice());
                prop_assert_eq!(source == Source::Networks, networks && is_readable);
            }
            let is_read = networks && is_readable;
            prop_assert_eq!(known.name, is_read.then_some((&*truth.name, Source::Networks)));
            prop_assert_eq!(known.zone, is_read.then_some((&*truth.zone, Source::Networks)));
            let is_own = snapshot.presence(id(place)) == Presence::Own;
            prop_assert!(!is_own || is_read);
        }
    }
}

const OURS: NetworkId = NetworkId::from_u128(1);
const THEIRS: NetworkId = NetworkId::from_u128(2);
const THIRD: NetworkId = NetworkId::from_u128(3);

fn network(id: NetworkId, range: &str) -> Network {
    fixtures::network(id, "theirs", range)
}

fn end(network: NetworkId, range: &str) -> End {
    let ranges = Some(range).filter(|range| !range.is_empty());
    End {
        network,
        ranges: ranges.into_iter().map(Range::new).collect(),
    }
}

fn peering(id: u128, state: State, local: End, peer: End) -> Peering {
    Peering {
        id: PeeringId::from_u128(id),
        name: format!("p-{id}"),
        configured_status: ConfiguredStatus::Active,
        state,
        local,
        peer,
        labels: Vec::new(),
        created_at: None,
        updated_at: None,
    }
}

#[test]
fn the_most_certain_source_counts() {
    let invitation = Invitation {
        ranges: vec![Range::new("10.5.0.0/24")],
        zone: "fi-hel1".into(),
    };
    let other_half = PeeringId::from_u128(11);
    let beside = PeeringId::from_u128(12);
    let sources = [
        ("10.1.0.0/24", Source::Networks),
        ("10.2.0.0/24", Source::Peering),
        ("10.3.0.0/24", Source::OtherPeering(other_half)),
        ("10.4.0.0/24", Source::OtherPeering(beside)),
        ("10.5.0.0/24", Source::Invitation),
    ];
    for first in 0..=sources.len() {
        // Each source from this one on says something else; those before it nothing.
        let range = |place: usize| if place >= first { sources[place].0 } else { "" };
        let read = (first == 0).then(|| network(THEIRS, range(0)));
        let networks = fixtures::networks(read.into_iter().collect::<Vec<_>>());
        let this = peering(10, State::PendingPeer, end(OURS, ""), end(THEIRS, range(1)));
        let back = peering(11, State::PendingPeer, end(THEIRS, range(2)), end(OURS, ""));
        let third = peering(12, State::Active, end(THIRD, ""), end(THEIRS, range(3)));
        let (rows, snapshot) = stored(vec![this.clone(), back, third], &networks);
        let said = Some(&invitation).filter(|_| first <= 4);
        let known = snapshot.known_with(THEIRS, Some(&this), said);
        let expected = sources.get(first).copied();
        let found = known
            .ranges
            .map(|(ranges, source)| (ranges[0].as_str(), source));
        assert_eq!(found, expected);
        let row = rows.get(this.id).expect("the row");
        let without = expected.filter(|(_, source)| *source != Source::Invitation);
        let shown = row.peer_end().known().ranges;
        assert_eq!(
            shown.map(|(ranges, source)| (ranges[0].as_str(), source)),
            without
        );
    }
}

#[test]
fn an_invitation_says_nothing_of_a_network_that_can_be_read() {
    let invitation = Invitation {
        ranges: vec![Range::new("10.5.0.0/24")],
        zone: "us-nyc1".into(),
    };
    let (_, snapshot) = stored(
        Vec::new(),
        &fixtures::networks([network(THEIRS, "10.1.0.0/24")]),
    );
    let known = snapshot.known_with(THEIRS, None, Some(&invitation));
    assert_eq!(known, snapshot.known(THEIRS));
    let known = snapshot.known_with(OURS, None, Some(&invitation));
    assert_eq!(known.zone, Some(("us-nyc1", Source::Invitation)));
}

#[test]
fn a_network_is_deleted_for_every_peering_with_it_and_for_a_list_read_before() {
    let dead = peering(
        10,
        State::DeletedPeerNetwork,
        end(OURS, ""),
        end(THEIRS, ""),
    );
    let other = peering(11, State::Disabled, end(THIRD, ""), end(THEIRS, ""));
    for networks in [
        Networks::new(),
        fixtures::networks([network(THEIRS, "10.1.0.0/24")]),
    ] {
        let (rows, snapshot) = stored(vec![dead.clone(), other.clone()], &networks);
        assert_eq!(snapshot.presence(THEIRS), Presence::Deleted);
        for id in [dead.id, other.id] {
            let row = rows.get(id).expect("the row");
            assert!(row.peer_end().is_deleted() && !row.local_end().is_deleted());
        }
    }
}

#[test]
fn whose_a_network_is_says_how_much_is_known() {
    let active = peering(10, State::Active, end(OURS, ""), end(THEIRS, "10.2.0.0/24"));
    let networks = fixtures::networks([network(OURS, "10.1.0.0/24")]);
    let (rows, snapshot) = stored(vec![active], &networks);
    assert_eq!(snapshot.presence(OURS), Presence::Own);
    assert_eq!(snapshot.presence(THEIRS), Presence::OtherAccount);
    assert_eq!(snapshot.presence(THIRD), Presence::NotListed);
    for (networks_read, reason) in [
        (Coverage::Unknown, UnknownReason::NotYet),
        (Coverage::Forbidden, UnknownReason::Forbidden),
        (Coverage::Partial, UnknownReason::Part),
    ] {
        let snapshot = Snapshot::new(Sources {
            peerings: rows.all().cloned().collect(),
            networks_read,
            ..Sources::default()
        });
        for id in [OURS, THEIRS, THIRD] {
            assert_eq!(snapshot.presence(id), Presence::Unknown(reason));
        }
    }
}
