//! Answers for single cases.

use std::sync::Arc;

use domain::{
    model::{
        ids::RouterId,
        network::Router,
        peering::Peering,
        row::Row,
        state::{ConfiguredStatus, State},
    },
    reachability::{Break, Verdict, reaches},
    snapshot::{Coverage, Networks, Snapshot, Sources},
};

use crate::world::id;

/// The half of another account is not seen, but the state of this one tells.
#[test]
fn a_half_that_waits_tells_that_the_other_one_is_missing() {
    let peering = domain::api::decode::peering(include_str!("../../fixtures/peering_pending.json"))
        .expect("a peering");
    let (local, peer) = (peering.local.network, peering.peer.network);
    let answer = |state: State, status: ConfiguredStatus| {
        let networks = Networks::new();
        let held = Peering {
            state,
            configured_status: status,
            ..peering.clone()
        };
        let snapshot = Snapshot::new(Sources {
            peerings: vec![Arc::new(Row::new(held, &networks))],
            peerings_read: Coverage::Complete,
            networks_read: Coverage::Complete,
            ..Sources::default()
        });
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
    // What it shows on its way off was so before.
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
    let (world, middle) = chain();
    let snapshot = world;
    let answer = reaches(&snapshot, id(0), id(2));
    assert_eq!(answer.verdict, Verdict::No);
    assert_eq!(answer.between, [middle]);
    assert!(answer.text.contains("not transitive"), "{}", answer.text);
    assert_eq!(reaches(&snapshot, id(0), id(1)).verdict, Verdict::Yes);
}

fn chain() -> (Snapshot, domain::model::ids::NetworkId) {
    let network = |place: usize| domain::model::network::Network {
        id: id(place),
        name: format!("net-{place}"),
        private: true,
        zone: "fi-hel1".into(),
        router: Some(RouterId::from_u128(place as u128)),
        ranges: vec![domain::model::cidr::Range::new(format!(
            "10.{place}.0.0/16"
        ))],
    };
    let networks: Networks = (0..3)
        .map(|place| (id(place), Arc::new(network(place))))
        .collect();
    let base = domain::api::decode::peering(include_str!("../../fixtures/peering_pending.json"))
        .expect("a peering");
    let peering = |number: u128, local: usize, peer: usize| {
        let mut peering = base.clone();
        peering.id = domain::model::ids::PeeringId::from_u128(number);
        peering.state = State::Active;
        peering.local.network = id(local);
        peering.peer.network = id(peer);
        Arc::new(Row::new(peering, &networks))
    };
    let peerings = vec![
        peering(1, 0, 1),
        peering(2, 1, 0),
        peering(3, 1, 2),
        peering(4, 2, 1),
    ];
    let routers = (0..3).map(|place| Router {
        id: RouterId::from_u128(place as u128),
        name: format!("router {place}"),
        service: false,
        attached: vec![id(place)],
    });
    let snapshot = Snapshot::new(Sources {
        peerings,
        peerings_read: Coverage::Complete,
        routers: routers.collect(),
        routers_read: Coverage::Complete,
        networks: Arc::new(networks),
        networks_read: Coverage::Complete,
        ..Sources::default()
    });
    (snapshot, id(1))
}
