//! Preflights of what exists, of what an invitation says, and of what cannot be
//! read: what they say and what they stop.

use domain::{
    model::{
        cidr::Range,
        ids::NetworkId,
        invitation::Invitation,
        network::Network,
        object::Object,
        peering::Peering,
        state::{KNOWN, State},
    },
    preflight::{Check, CheckId, CheckOutcome, Subject, blocks, preflight},
    snapshot::{Snapshot, unknown::UnknownReason},
};

use crate::fixtures::{self, in_state};

fn network(id: NetworkId, range: &str) -> Network {
    fixtures::network(id, &format!("net {range}"), range)
}

fn snapshot(networks: Vec<Network>, peerings: &[Peering]) -> Snapshot {
    Snapshot::new(fixtures::sources(peerings, fixtures::networks(networks)))
}

fn subject(local: NetworkId, peer: NetworkId) -> Subject<'static> {
    Subject {
        local: Some(local),
        peer: Some(peer),
        ..Subject::default()
    }
}

fn check(checks: &[Check], id: CheckId) -> &Check {
    let check = checks.iter().find(|check| check.id == id);
    check.expect("the check")
}

/// The state of a peering implies what its networks, unreadable here, do not.
#[test]
fn what_the_state_implies_is_known() {
    use CheckId::{LocalRouter, Overlap, PeerRouter, ReverseDirection};
    use CheckOutcome::{Fail, Pass, Warn};
    const UNSEEN: CheckOutcome = CheckOutcome::Unknown(UnknownReason::OtherAccount);
    const GONE: CheckOutcome = CheckOutcome::Unknown(UnknownReason::Deleted);
    #[rustfmt::skip]
    let table = [
        (State::Active,             [Pass, Pass, Pass, Pass]),
        (State::Provisioning,       [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
        (State::PendingPeer,        [UNSEEN, UNSEEN, UNSEEN, Warn]),
        (State::PeerDisabled,       [UNSEEN, UNSEEN, UNSEEN, Warn]),
        (State::MissingPeerRouter,  [UNSEEN, Fail, UNSEEN, Pass]),
        (State::MissingLocalRouter, [Fail, UNSEEN, UNSEEN, UNSEEN]),
        (State::ConflictSubnet,     [UNSEEN, UNSEEN, UNSEEN, Pass]),
        (State::DeletedPeerNetwork, [UNSEEN, GONE, GONE, Warn]),
        (State::Error,              [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
        (State::Disabled,           [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
    ];
    for state in KNOWN {
        assert!(table.iter().any(|(tested, _)| *tested == state), "{state}");
    }
    for (state, expected) in table {
        let peering = in_state(state.clone());
        let snapshot = snapshot(Vec::new(), std::slice::from_ref(&peering));
        let checks = preflight(&snapshot, &Subject::existing(&peering));
        for (id, expected) in [LocalRouter, PeerRouter, Overlap, ReverseDirection]
            .into_iter()
            .zip(expected)
        {
            assert_eq!(check(&checks, id).outcome, expected, "{state} {id:?}");
        }
        assert!(blocks(&checks).is_empty(), "{state}: it exists already");
        let making = [CheckId::SameDirection, CheckId::Quota];
        assert!(!checks.iter().any(|check| making.contains(&check.id)));
    }
}

#[test]
fn what_stops_says_why_and_names_what_it_is_about() {
    let existing = in_state(State::PendingPeer);
    let (local, peer) = (existing.local.network, existing.peer.network);
    let snapshot = snapshot(
        vec![
            network(local, "10.10.0.0/24"),
            network(peer, "10.10.0.128/25"),
        ],
        std::slice::from_ref(&existing),
    );
    let checks = preflight(&snapshot, &subject(local, peer));
    let stopping: Vec<CheckId> = blocks(&checks).iter().map(|check| check.id).collect();
    assert_eq!(
        stopping,
        [
            CheckId::LocalRouter,
            CheckId::Overlap,
            CheckId::SameDirection
        ]
    );
    let overlap = &check(&checks, CheckId::Overlap).text;
    assert!(
        overlap.contains("10.10.0.0/24 of net 10.10.0.0/24 and 10.10.0.128/25 of net"),
        "{overlap}"
    );
    let same = check(&checks, CheckId::SameDirection);
    assert_eq!(same.objects, [Object::Peering(existing.id)]);
    assert!(same.text.contains(&existing.name), "{}", same.text);
}

/// Nobody vouches for what a link says: it warns, and stops nothing.
#[test]
fn what_an_invitation_says_is_used_and_not_trusted() {
    use CheckOutcome::{Fail, Pass, Warn};
    let (local, peer) = (NetworkId::from_u128(1), NetworkId::from_u128(2));
    let routed = Network {
        router: Some(domain::model::ids::RouterId::from_u128(7)),
        ..network(local, "10.10.0.0/24")
    };
    let snapshot = snapshot(vec![routed], &[]);
    let checks_of = |range: &str, zone: &str| {
        let invitation = Invitation {
            ranges: vec![Range::new(range)],
            zone: zone.into(),
        };
        let subject = Subject {
            invitation: Some(&invitation),
            ..subject(local, peer)
        };
        let checks = preflight(&snapshot, &subject);
        assert!(blocks(&checks).is_empty());
        [CheckId::Overlap, CheckId::Zones].map(|id| check(&checks, id).clone())
    };
    for (range, zone, expected) in [
        ("10.10.0.0/16", "us-nyc1", (Fail, Warn)),
        ("10.20.0.0/16", "fi-hel1", (Pass, Pass)),
    ] {
        let [overlap, zones] = checks_of(range, zone);
        assert_eq!((overlap.outcome, zones.outcome), expected);
        let text = overlap.text;
        assert!(text.contains("come from the invitation"), "{text}");
    }
}

#[test]
fn a_range_that_cannot_be_read_is_unknown() {
    let (local, peer) = (NetworkId::from_u128(1), NetworkId::from_u128(2));
    let snapshot = snapshot(
        vec![network(local, "10.10.0.0/24"), network(peer, "somewhere")],
        &[],
    );
    let checks = preflight(&snapshot, &subject(local, peer));
    assert_eq!(
        check(&checks, CheckId::Overlap).outcome,
        CheckOutcome::Unknown(UnknownReason::NotTold)
    );
}

#[test]
fn before_both_networks_are_chosen_nothing_is_judged() {
    let checks = preflight(&snapshot(Vec::new(), &[]), &Subject::default());
    for check in checks.iter().filter(|check| check.id != CheckId::Quota) {
        assert_eq!(
            check.outcome,
            CheckOutcome::Unknown(UnknownReason::NotChosen),
            "{:?}",
            check.id
        );
    }
}
