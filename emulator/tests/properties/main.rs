//! Properties that hold after any sequence of calls: the incrementally updated states equal those
//! computed from the tables alone, and no request makes the stand-in panic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "in a test a panic is the message"
)]

mod run;

use emulator::cloud::{
    api::Request,
    peering::Peering,
    state::{ConfiguredStatus, State},
    world::{Tables, World},
};
use proptest::prelude::*;
use run::{DELAY, Run, step};
use serde_json::{Value, json};

/// The state by the rule, from a search through the tables.
fn from_scratch(tables: &Tables, peering: &Peering) -> State {
    let networks = &tables.networks;
    let network = |uuid| networks.iter().find(|network| network.uuid == uuid);
    let (local, peer) = (network(peering.network), network(peering.peer_network));
    let other_half = tables.peerings.iter().find(|other| {
        other.network == peering.peer_network && other.peer_network == peering.network
    });
    if peering.configured_status == ConfiguredStatus::Disabled {
        return State::Disabled;
    }
    let Some(peer) = peer else {
        return State::DeletedPeerNetwork;
    };
    let local = local.expect("a local network is not deleted without its peerings");
    if local.router.is_none() {
        return State::MissingLocalRouter;
    }
    let Some(other_half) = other_half else {
        return State::PendingPeer;
    };
    if other_half.configured_status == ConfiguredStatus::Disabled {
        return State::PeerDisabled;
    }
    if peer.router.is_none() {
        return State::MissingPeerRouter;
    }
    let overlaps = local.ip_networks.iter().any(|a| {
        peer.ip_networks
            .iter()
            .any(|b| a.address.contains(&b.address) || b.address.contains(&a.address))
    });
    if overlaps {
        State::ConflictSubnet
    } else {
        State::Active
    }
}

fn check(run: &mut Run) {
    let tables = run.world.tables();
    for peering in &tables.peerings {
        let expected = from_scratch(&tables, peering);
        assert_eq!(peering.lifecycle.settled, expected, "{peering:?}");
    }
    // A world rebuilt from the tables agrees.
    let rebuilt = World::from(tables.clone());
    assert_eq!(rebuilt.tables(), tables);
    for peering in &tables.peerings {
        assert_eq!(rebuilt.rule_for(peering), run.world.rule_for(peering));
    }
    for account in ["demo", "partner"] {
        let peerings = tables.peerings.iter();
        let owned = peerings.filter(|it| it.account == account).count();
        assert_eq!(run.world.peering_count(account), owned as u64);
        assert_eq!(rebuilt.peering_count(account), owned as u64);
        let response = run.call(account, "GET", "/1.3/network-peering", &Value::Null);
        let body: Value = serde_json::from_str(&response.body.unwrap().1).unwrap();
        let list = &body["network_peerings"]["network_peering"];
        assert_eq!(list.as_array().unwrap().len(), owned);
        for shown in list.as_array().unwrap() {
            let (local, peer) = (&shown["network"], &shown["peer_network"]);
            let has_other_half = tables.peerings.iter().any(|other| {
                json!(other.network) == peer["uuid"] && json!(other.peer_network) == local["uuid"]
            });
            assert_eq!(peer.get("ip_networks").is_some(), has_other_half, "{shown}");
            let ranges = local["ip_networks"]["ip_network"].as_array().unwrap();
            assert!(!ranges.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn states_follow_from_the_tables_after_any_calls(steps in prop::collection::vec(step(), 1..60)) {
        let mut run = Run::new();
        for step in &steps {
            let _ = run.take(step);
            check(&mut run);
        }
        // After every transition, the state is that of the rule, or the imposed one.
        let later = run.now.plus(DELAY);
        for peering in run.world.peerings() {
            let expected = peering.lifecycle.forced.unwrap_or(peering.lifecycle.settled);
            prop_assert_eq!(peering.lifecycle.state_at(later), expected);
        }
    }

    #[test]
    fn no_request_makes_it_panic(
        method in "GET|POST|PUT|PATCH|DELETE|[A-Z]{0,6}",
        path in "(/1\\.3)?(/(network-peering|network|router|zone|account|[a-z]{0,5}))?(/.{0,40})?",
        query in "(label|uuid|zone)?(=|%|&|[a-z]){0,20}",
        authorization in prop_oneof![Just("Bearer ucat_demo".to_owned()), "(Basic |Bearer )?.{0,20}"],
        body in prop_oneof![
            ".{0,80}",
            "\\{\"(network_peering|network|router)\":\\{(\"(name|labels|router|ip_networks)\":(null|\\[\\]|\\{\\}|7|\"\"))?\\}\\}",
        ],
    ) {
        let mut run = Run::new();
        let request = Request {
            method: &method, path: &path, query: &query,
            authorization: Some(&authorization), body: body.as_bytes(),
        };
        prop_assert!((200..500).contains(&run.send(&request).status));
        check(&mut run);
    }
}
