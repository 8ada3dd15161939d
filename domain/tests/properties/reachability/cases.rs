//! Answers for single cases.

use std::sync::Arc;

use domain::{
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        network::{Network, Router},
        peering::Peering,
        row::Row,
        state::{ConfiguredStatus, State},
    },
    reachability::{Break, Verdict, reaches},
    snapshot::{Coverage, Networks, Snapshot, Sources},
};

use crate::{
    fixtures::{end, in_state, network, networks, peering, sources},
    world::id,
};

/// The half of another account is not visible, but the state of this one implies it.
#[test]
fn a_half_that_waits_implies_that_the_other_one_is_missing() {
    let (local, peer) = (peering().local.network, peering().peer.network);
    let answer = |state: State, status: ConfiguredStatus| {
        let half = Peering {
            configured_status: status,
            ..in_state(state)
        };
        let snapshot = Snapshot::new(sources([&half], Networks::new()));
        let answer = reaches(&snapshot, local, peer);
        let back = answer
            .directions
            .last()
            .and_then(|half| half.broken.clone());
        (back, answer.missing.map(|query| query.local))
    };
    assert_eq!(
        answer(State::PendingPeer, ConfiguredStatus::Active),
        (Some(Break::Missing), Some(Some(peer)))
    );
    // While it is being disabled, it still shows what was so before.
    assert_eq!(
        answer(State::PendingPeer, ConfiguredStatus::Disabled),
        (Some(Break::NotSeen), None)
    );
    assert_eq!(
        answer(State::PeerDisabled, ConfiguredStatus::Active),
        (Some(Break::NotSeen), None)
    );
}

/// One half may be read a moment before the other: what is broken counts.
#[test]
fn a_half_that_is_off_breaks_a_link_whose_other_half_still_shows_active() {
    let (snapshot, _) = chain();
    let mut sources = snapshot.sources().clone();
    let off = Peering {
        configured_status: ConfiguredStatus::Disabled,
        ..sources.peerings[1].peering.clone()
    };
    let id_off = off.id;
    sources.peerings[1] = Arc::new(Row::new(off, &sources.networks));
    let answer = reaches(&Snapshot::new(sources), id(0), id(1));
    assert_eq!(answer.verdict, Verdict::No);
    let broken: Vec<_> = answer
        .directions
        .into_iter()
        .map(|half| half.broken)
        .collect();
    assert_eq!(broken, [None, Some(Break::Disabled(id_off))]);
}

/// A network in the middle carries nothing on.
#[test]
fn peerings_do_not_chain() {
    let (snapshot, middle) = chain();
    let answer = reaches(&snapshot, id(0), id(2));
    assert_eq!(answer.verdict, Verdict::No);
    assert_eq!(answer.between, [middle]);
    assert!(answer.text.contains("not transitive"), "{}", answer.text);
    assert_eq!(reaches(&snapshot, id(0), id(1)).verdict, Verdict::Yes);
}

fn chain() -> (Snapshot, NetworkId) {
    let router = |place: usize| RouterId::from_u128(place as u128);
    let places = (0..3).map(|place| Network {
        router: Some(router(place)),
        ..network(
            id(place),
            &format!("net-{place}"),
            &format!("10.{place}.0.0/16"),
        )
    });
    let peering = |(number, (local, peer))| Peering {
        id: PeeringId::from_u128(number),
        local: end(id(local)),
        peer: end(id(peer)),
        ..in_state(State::Active)
    };
    let pairs = [(0, 1), (1, 0), (1, 2), (2, 1)];
    let peerings: Vec<Peering> = (1..).zip(pairs).map(peering).collect();
    let routers = (0..3).map(|place| Router {
        id: router(place),
        name: format!("router {place}"),
        service: false,
        attached: vec![id(place)],
    });
    let snapshot = Snapshot::new(Sources {
        routers: routers.collect(),
        routers_read: Coverage::Complete,
        ..sources(&peerings, networks(places))
    });
    (snapshot, id(1))
}
