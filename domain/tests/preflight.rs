//! Preflights of what exists, of what somebody told, and of what cannot be
//! read: what they say and what they stop.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot set up what it needs should stop there and then"
)]

use std::sync::Arc;

use domain::{
    address::route::Invitation,
    api::decode,
    model::{
        cidr::Range,
        ids::NetworkId,
        network::Network,
        object::Object,
        peering::Peering,
        row::Row,
        state::{KNOWN, State},
    },
    preflight::{Check, CheckId, CheckOutcome, Subject, blocks, preflight},
    snapshot::{Coverage, Networks, Snapshot, Sources, unknown::UnknownReason},
};

fn peering(state: State) -> Peering {
    Peering {
        state,
        ..decode::peering(include_str!("fixtures/peering_pending.json")).expect("a peering")
    }
}

fn network(id: NetworkId, range: &str) -> Network {
    Network {
        id,
        name: format!("net {range}"),
        private: true,
        zone: "fi-hel1".into(),
        router: None,
        ranges: vec![Range::new(range)],
    }
}

fn snapshot(networks: Vec<Network>, peerings: &[Peering]) -> Snapshot {
    let networks: Networks = networks.into_iter().map(|n| (n.id, Arc::new(n))).collect();
    Snapshot::new(Sources {
        peerings: peerings
            .iter()
            .map(|p| Arc::new(Row::new(p.clone(), &networks)))
            .collect(),
        peerings_read: Coverage::Complete,
        networks: Arc::new(networks),
        networks_read: Coverage::Complete,
        ..Sources::default()
    })
}

fn check(checks: &[Check], id: CheckId) -> &Check {
    let check = checks.iter().find(|check| check.id == id);
    check.expect("the check")
}

/// The state of a peering tells what its networks, unreadable here, do not.
#[test]
fn what_the_state_tells_is_known() {
    use CheckId::{LocalRouter, Overlap, PeerRouter, ReverseDirection};
    const UNSEEN: CheckOutcome = CheckOutcome::Unknown(UnknownReason::OtherAccount);
    #[rustfmt::skip]
    let table = [
        (State::Active,             [CheckOutcome::Pass, CheckOutcome::Pass, CheckOutcome::Pass, CheckOutcome::Pass]),
        (State::Provisioning,       [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
        (State::PendingPeer,        [UNSEEN, UNSEEN, UNSEEN, CheckOutcome::Warn]),
        (State::PeerDisabled,       [UNSEEN, UNSEEN, UNSEEN, CheckOutcome::Warn]),
        (State::MissingPeerRouter,  [UNSEEN, CheckOutcome::Fail, UNSEEN, CheckOutcome::Pass]),
        (State::MissingLocalRouter, [CheckOutcome::Fail, UNSEEN, UNSEEN, UNSEEN]),
        (State::ConflictSubnet,     [UNSEEN, UNSEEN, UNSEEN, CheckOutcome::Pass]),
        (State::DeletedPeerNetwork, [UNSEEN, UNSEEN, UNSEEN, CheckOutcome::Warn]),
        (State::Error,              [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
        (State::Disabled,           [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
    ];
    assert!(
        KNOWN
            .iter()
            .all(|state| table.iter().any(|(tested, _)| tested == state))
    );
    for (state, expected) in table {
        let peering = peering(state.clone());
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
    let held = peering(State::PendingPeer);
    let (local, peer) = (held.local.network, held.peer.network);
    let snapshot = snapshot(
        vec![
            network(local, "10.10.0.0/24"),
            network(peer, "10.10.0.128/25"),
        ],
        std::slice::from_ref(&held),
    );
    let subject = Subject {
        local: Some(local),
        peer: Some(peer),
        ..Subject::default()
    };
    let checks = preflight(&snapshot, &subject);
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
    assert_eq!(same.objects, [Object::Peering(held.id)]);
    assert!(same.text.contains(&held.name), "{}", same.text);
}

/// Nobody vouches for what a link says: it warns, and stops nothing.
#[test]
fn what_was_told_in_a_link_is_used_and_not_trusted() {
    let (local, peer) = (NetworkId::from_u128(1), NetworkId::from_u128(2));
    let routed = Network {
        router: Some(domain::model::ids::RouterId::from_u128(7)),
        ..network(local, "10.10.0.0/24")
    };
    let snapshot = snapshot(vec![routed], &[]);
    let told = |range: &str, zone: &str| {
        let invitation = Invitation {
            ranges: vec![Range::new(range)],
            zone: zone.into(),
        };
        let subject = Subject {
            local: Some(local),
            peer: Some(peer),
            invitation: Some(&invitation),
            ..Subject::default()
        };
        let checks = preflight(&snapshot, &subject);
        assert!(blocks(&checks).is_empty());
        [CheckId::Overlap, CheckId::Zones].map(|id| check(&checks, id).clone())
    };
    let [overlap, zones] = told("10.10.0.0/16", "us-nyc1");
    assert_eq!(
        (overlap.outcome, zones.outcome),
        (CheckOutcome::Fail, CheckOutcome::Warn)
    );
    assert!(
        overlap.text.contains("come from the invitation"),
        "{}",
        overlap.text
    );
    let [overlap, zones] = told("10.20.0.0/16", "fi-hel1");
    assert_eq!(
        (overlap.outcome, zones.outcome),
        (CheckOutcome::Pass, CheckOutcome::Pass)
    );
    assert!(
        overlap.text.contains("come from the invitation"),
        "{}",
        overlap.text
    );
}

#[test]
fn a_range_that_cannot_be_read_passes_for_nothing() {
    let (local, peer) = (NetworkId::from_u128(1), NetworkId::from_u128(2));
    let snapshot = snapshot(
        vec![network(local, "10.10.0.0/24"), network(peer, "somewhere")],
        &[],
    );
    let subject = Subject {
        local: Some(local),
        peer: Some(peer),
        ..Subject::default()
    };
    let checks = preflight(&snapshot, &subject);
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
