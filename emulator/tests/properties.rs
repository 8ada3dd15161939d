//! Laws that hold after any sequence of calls: the states kept up change by change equal those
//! worked out from nothing but the tables, and no call makes the stand-in fall over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "in a test a panic is the message"
)]

use emulator::cloud::api::{self, Request, RequestContext, Response};
use emulator::cloud::moment::{Moment, Timing};
use emulator::cloud::network::Network;
use emulator::cloud::peering::Peering;
use emulator::cloud::state::{ConfiguredStatus, State};
use emulator::cloud::world::{Tables, World};
use emulator::scenario::Scenario;
use proptest::prelude::*;
use serde_json::{Value, json};

const DELAY: u64 = 1000;

/// A call; numbers pick among what there is, whoever owns it.
#[derive(Clone, Debug)]
enum Step {
    Peer {
        partner: bool,
        local: usize,
        peer: usize,
        disabled: bool,
    },
    Configure {
        peering: usize,
        active: bool,
    },
    DeletePeering(usize),
    Route {
        network: usize,
        router: Option<usize>,
    },
    CreateNetwork {
        partner: bool,
        zone: usize,
        third: u8,
        length: u8,
    },
    DeleteNetwork(usize),
    CreateRouter {
        partner: bool,
    },
    DeleteRouter(usize),
    Force {
        peering: usize,
        error: bool,
    },
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let any_index = 0..64_usize;
    prop_oneof![
        6 => (any::<bool>(), any_index.clone(), any_index.clone(), prop::bool::weighted(0.2))
            .prop_map(|(partner, local, peer, disabled)| Step::Peer { partner, local, peer, disabled }),
        4 => (any_index.clone(), any::<bool>())
            .prop_map(|(peering, active)| Step::Configure { peering, active }),
        2 => any_index.clone().prop_map(Step::DeletePeering),
        4 => (any_index.clone(), prop::option::of(any_index.clone()))
            .prop_map(|(network, router)| Step::Route { network, router }),
        2 => (any::<bool>(), 0..4_usize, 0..4_u8, 20..26_u8)
            .prop_map(|(partner, zone, third, length)| Step::CreateNetwork { partner, zone, third, length }),
        1 => any_index.clone().prop_map(Step::DeleteNetwork),
        1 => any::<bool>().prop_map(|partner| Step::CreateRouter { partner }),
        1 => any_index.clone().prop_map(Step::DeleteRouter),
        1 => (any_index, any::<bool>()).prop_map(|(peering, error)| Step::Force { peering, error }),
        2 => (0..3000_u64).prop_map(Step::Wait),
    ]
}

struct Run {
    world: World,
    now: Moment,
    calls: u128,
}

impl Run {
    fn new() -> Self {
        Self {
            world: Scenario::Empty.build(1),
            now: Moment(1_800_000_000_000),
            calls: 0,
        }
    }

    fn call(&mut self, account: &str, method: &str, path: &str, body: &Value) -> Response {
        self.calls += 1;
        let token = format!("Bearer ucat_{account}");
        let body = body.to_string();
        let request = Request {
            method,
            path,
            query: "",
            authorization: Some(&token),
            body: body.as_bytes(),
        };
        let timing = Timing {
            now: self.now,
            provisioning_ms: DELAY,
        };
        api::handle(
            &mut self.world,
            &request,
            &RequestContext {
                timing,
                random_bits: self.calls,
            },
        )
    }

    fn take(&mut self, step: &Step) {
        let tables = self.world.tables();
        let name = |partner: &bool| if *partner { "partner" } else { "demo" };
        let network = |index: usize| pick(&tables.networks, index).cloned();
        let peering = |index: usize| pick(&tables.peerings, index).cloned();
        match step {
            Step::Peer {
                partner,
                local,
                peer,
                disabled,
            } => {
                let (Some(local), Some(peer)) = (network(*local), network(*peer)) else {
                    return;
                };
                let status = if *disabled { "disabled" } else { "active" };
                let body = json!({ "network_peering": {
                    "name": "x", "configured_status": status,
                    "network": { "uuid": local.uuid }, "peer_network": { "uuid": peer.uuid },
                } });
                self.call(name(partner), "POST", "/1.3/network-peering", &body);
            }
            Step::Configure {
                peering: index,
                active,
            } => {
                let Some(found) = peering(*index) else { return };
                let status = if *active { "active" } else { "disabled" };
                let body = json!({ "network_peering": { "configured_status": status } });
                let path = format!("/1.3/network-peering/{}", found.uuid);
                assert_eq!(self.call(&found.account, "PATCH", &path, &body).status, 200);
            }
            Step::DeletePeering(index) => {
                let Some(found) = peering(*index) else { return };
                let path = format!("/1.3/network-peering/{}", found.uuid);
                let disabled = found.lifecycle.state_at(self.now) == State::Disabled;
                let status = self
                    .call(&found.account, "DELETE", &path, &Value::Null)
                    .status;
                assert_eq!(status, if disabled { 204 } else { 409 });
            }
            Step::Route {
                network: index,
                router,
            } => {
                let Some(found) = network(*index) else { return };
                let router = router
                    .and_then(|index| pick(&tables.routers, index))
                    .map(|r| r.uuid);
                let path = format!("/1.3/network/{}", found.uuid);
                let body = json!({ "network": { "router": router } });
                self.call(&found.account.unwrap(), "PUT", &path, &body);
            }
            Step::CreateNetwork {
                partner,
                zone,
                third,
                length,
            } => {
                let zone = ["fi-hel1", "de-fra1", "nl-ams1", "us-nyc1"][*zone];
                let address: ipnet::Ipv4Net = format!("10.0.{third}.0/{length}").parse().unwrap();
                let body = json!({ "network": {
                    "name": "x", "zone": zone,
                    "ip_networks": { "ip_network": [{ "address": address.trunc(), "family": "IPv4" }] },
                } });
                assert_eq!(
                    self.call(name(partner), "POST", "/1.3/network", &body)
                        .status,
                    201
                );
            }
            Step::DeleteNetwork(index) => {
                let Some(found) = network(*index) else { return };
                let path = format!("/1.3/network/{}", found.uuid);
                self.call(&found.account.unwrap(), "DELETE", &path, &Value::Null);
            }
            Step::CreateRouter { partner } => {
                let body = json!({ "router": { "name": "x" } });
                assert_eq!(
                    self.call(name(partner), "POST", "/1.3/router", &body)
                        .status,
                    201
                );
            }
            Step::DeleteRouter(index) => {
                let Some(found) = pick(&tables.routers, *index) else {
                    return;
                };
                let path = format!("/1.3/router/{}", found.uuid);
                let owner = found.account.clone().unwrap();
                self.call(&owner, "DELETE", &path, &Value::Null);
            }
            Step::Force {
                peering: index,
                error,
            } => {
                let Some(found) = peering(*index) else { return };
                self.world.force(found.uuid, error.then_some(State::Error));
            }
            Step::Wait(ms) => self.now = self.now.plus(*ms),
        }
    }
}

fn pick<T>(list: &[T], index: usize) -> Option<&T> {
    list.get(index.checked_rem(list.len())?)
}

/// The state by the text of the rule, found by looking through the whole of the tables.
fn from_scratch(tables: &Tables, peering: &Peering) -> State {
    let network = |uuid| {
        tables
            .networks
            .iter()
            .find(|network: &&Network| network.uuid == uuid)
    };
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
        assert_eq!(
            peering.lifecycle.settled,
            from_scratch(&tables, peering),
            "{peering:?}"
        );
    }
    // A world made anew of the tables knows the same.
    let rebuilt = World::from(tables.clone());
    assert_eq!(rebuilt.tables(), tables);
    for peering in &tables.peerings {
        assert_eq!(rebuilt.rule_for(peering), run.world.rule_for(peering));
    }
    for account in ["demo", "partner"] {
        let own = tables
            .peerings
            .iter()
            .filter(|peering| peering.account == account)
            .count();
        assert_eq!(run.world.peering_count(account), own as u64);
        assert_eq!(rebuilt.peering_count(account), own as u64);
        let (_, text) = run
            .call(account, "GET", "/1.3/network-peering", &Value::Null)
            .body
            .unwrap();
        let body: Value = serde_json::from_str(&text).unwrap();
        let list = body["network_peerings"]["network_peering"]
            .as_array()
            .unwrap()
            .clone();
        assert_eq!(list.len(), own);
        for shown in list {
            let other_half = tables.peerings.iter().any(|other| {
                json!(other.network) == shown["peer_network"]["uuid"]
                    && json!(other.peer_network) == shown["network"]["uuid"]
            });
            assert_eq!(
                shown["peer_network"].get("ip_networks").is_some(),
                other_half,
                "{shown}"
            );
            assert!(
                !shown["network"]["ip_networks"]["ip_network"]
                    .as_array()
                    .unwrap()
                    .is_empty()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn states_follow_from_the_tables_after_any_calls(steps in prop::collection::vec(step(), 1..60)) {
        let mut run = Run::new();
        for step in &steps {
            run.take(step);
            check(&mut run);
        }
        // When every passage is over, what shows is what the rule gives, or what was imposed.
        let later = run.now.plus(DELAY);
        for peering in run.world.peerings() {
            let expected = peering.lifecycle.forced.unwrap_or(peering.lifecycle.settled);
            prop_assert_eq!(peering.lifecycle.state_at(later), expected);
        }
    }

    #[test]
    fn no_request_whatever_makes_it_fall_over(
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
        let context = RequestContext { timing: Timing::default(), random_bits: 1 };
        let response = api::handle(&mut run.world, &request, &context);
        prop_assert!((200..500).contains(&response.status));
        check(&mut run);
    }
}
