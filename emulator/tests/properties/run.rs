//! Random sequences of API calls on a world.

use emulator::{
    cloud::{
        api::{self, Request, RequestContext, Response},
        moment::{Moment, Timing},
        peering::Peering,
        state::State,
        world::World,
    },
    scenario::Scenario,
};
use proptest::prelude::*;
use serde_json::{Value, json};

pub(crate) const DELAY: u64 = 1000;

const ZONES: [&str; 4] = ["fi-hel1", "de-fra1", "nl-ams1", "us-nyc1"];

/// A call. Numbers select existing objects of any account.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Peer {
        account: &'static str,
        local: usize,
        peer: usize,
        status: &'static str,
    },
    /// A peering and its new status.
    Configure(usize, &'static str),
    DeletePeering(usize),
    /// A network and the router to attach; none to detach.
    Route(usize, Option<usize>),
    CreateNetwork {
        account: &'static str,
        zone: usize,
        third: u8,
        length: u8,
    },
    DeleteNetwork(usize),
    CreateRouter(&'static str),
    DeleteRouter(usize),
    /// A peering and the state to impose; none to lift it.
    Force(usize, Option<State>),
    Wait(u64),
}

#[rustfmt::skip]
pub(crate) fn step() -> impl Strategy<Value = Step> {
    let index = || 0..64_usize;
    let account = || prop::bool::ANY.prop_map(|partner| if partner { "partner" } else { "demo" });
    let status = |disabled| prop::bool::weighted(disabled)
        .prop_map(|disabled| if disabled { "disabled" } else { "active" });
    prop_oneof![
        6 => (account(), index(), index(), status(0.2))
            .prop_map(|(account, local, peer, status)| Step::Peer { account, local, peer, status }),
        4 => (index(), status(0.5)).prop_map(|(peering, status)| Step::Configure(peering, status)),
        2 => index().prop_map(Step::DeletePeering),
        4 => (index(), prop::option::of(index()))
            .prop_map(|(network, router)| Step::Route(network, router)),
        2 => (account(), 0..4_usize, 0..4_u8, 20..26_u8)
            .prop_map(|(account, zone, third, length)| Step::CreateNetwork { account, zone, third, length }),
        1 => index().prop_map(Step::DeleteNetwork),
        1 => account().prop_map(Step::CreateRouter),
        1 => index().prop_map(Step::DeleteRouter),
        1 => (index(), prop::option::weighted(0.5, Just(State::Error)))
            .prop_map(|(peering, state)| Step::Force(peering, state)),
        2 => (0..3000_u64).prop_map(Step::Wait),
    ]
}

pub(crate) struct Run {
    pub(crate) world: World,
    pub(crate) now: Moment,
    calls: u128,
}

impl Run {
    pub(crate) fn new() -> Self {
        Self {
            world: Scenario::Empty.build(1),
            now: Moment(1_800_000_000_000),
            calls: 0,
        }
    }

    pub(crate) fn send(&mut self, request: &Request<'_>) -> Response {
        self.calls += 1;
        let context = RequestContext {
            timing: Timing {
                now: self.now,
                provisioning_ms: DELAY,
            },
            random_bits: self.calls,
        };
        api::handle(&mut self.world, request, &context)
    }

    pub(crate) fn call(
        &mut self,
        account: &str,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Response {
        let token = format!("Bearer ucat_{account}");
        self.send(&Request {
            method,
            path,
            query: "",
            authorization: Some(&token),
            body: body.to_string().as_bytes(),
        })
    }

    /// None, without a call, if there is no object to select.
    pub(crate) fn take(&mut self, step: &Step) -> Option<()> {
        let tables = self.world.tables();
        let network = |index: usize| pick(&tables.networks, index);
        let peering = |index: usize| pick(&tables.peerings, index);
        match *step {
            Step::Peer {
                account,
                local,
                peer,
                status,
            } => {
                let (local, peer) = (network(local)?, network(peer)?);
                let body = json!({ "network_peering": {
                    "name": "x", "configured_status": status,
                    "network": { "uuid": local.uuid }, "peer_network": { "uuid": peer.uuid },
                } });
                self.call(account, "POST", "/1.3/network-peering", &body);
            }
            Step::Configure(index, status) => {
                let body = json!({ "network_peering": { "configured_status": status } });
                assert_eq!(self.change(peering(index)?, "PATCH", &body), 200);
            }
            Step::DeletePeering(index) => {
                let found = peering(index)?;
                let disabled = found.lifecycle.state_at(self.now) == State::Disabled;
                let expected = if disabled { 204 } else { 409 };
                assert_eq!(self.change(found, "DELETE", &Value::Null), expected);
            }
            Step::Route(index, router) => {
                let found = network(index)?;
                let router = router.and_then(|index| pick(&tables.routers, index));
                let path = format!("/1.3/network/{}", found.uuid);
                let body = json!({ "network": { "router": router.map(|router| router.uuid) } });
                self.call(found.account.as_ref().unwrap(), "PUT", &path, &body);
            }
            Step::CreateNetwork {
                account,
                zone,
                third,
                length,
            } => {
                let address: ipnet::Ipv4Net = format!("10.0.{third}.0/{length}").parse().unwrap();
                let range = json!({ "address": address.trunc(), "family": "IPv4" });
                let body = json!({ "network": {
                    "name": "x", "zone": ZONES[zone], "ip_networks": { "ip_network": [range] },
                } });
                let response = self.call(account, "POST", "/1.3/network", &body);
                assert_eq!(response.status, 201);
            }
            Step::DeleteNetwork(index) => {
                let found = network(index)?;
                let path = format!("/1.3/network/{}", found.uuid);
                self.call(
                    found.account.as_ref().unwrap(),
                    "DELETE",
                    &path,
                    &Value::Null,
                );
            }
            Step::CreateRouter(account) => {
                let body = json!({ "router": { "name": "x" } });
                assert_eq!(self.call(account, "POST", "/1.3/router", &body).status, 201);
            }
            Step::DeleteRouter(index) => {
                let found = pick(&tables.routers, index)?;
                let path = format!("/1.3/router/{}", found.uuid);
                self.call(
                    found.account.as_ref().unwrap(),
                    "DELETE",
                    &path,
                    &Value::Null,
                );
            }
            Step::Force(index, state) => {
                self.world.force(peering(index)?.uuid, state);
            }
            Step::Wait(ms) => self.now = self.now.plus(ms),
        }
        Some(())
    }

    fn change(&mut self, peering: &Peering, method: &str, body: &Value) -> u16 {
        let path = format!("/1.3/network-peering/{}", peering.uuid);
        self.call(&peering.account, method, &path, body).status
    }
}

fn pick<T>(list: &[T], index: usize) -> Option<&T> {
    list.get(index.checked_rem(list.len())?)
}
