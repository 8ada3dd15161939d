//! What the scenarios share: zones, accounts, and building a world through the API.

mod imposed;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    cloud::{
        api::{self, Request, RequestContext},
        label::Label,
        moment::{Moment, Timing},
        world::{Account, Tables, World},
        zone::Zone,
    },
    random::Random,
};

/// Ids and descriptions of the public zones.
pub(super) const ZONES: [(&str, &str); 15] = [
    ("fi-hel1", "Helsinki #1"),
    ("de-fra1", "Frankfurt #1"),
    ("nl-ams1", "Amsterdam #1"),
    ("se-sto1", "Stockholm #1"),
    ("uk-lon1", "London #1"),
    ("pl-waw1", "Warsaw #1"),
    ("es-mad1", "Madrid #1"),
    ("dk-cph1", "Copenhagen #1"),
    ("us-nyc1", "New York #1"),
    ("us-chi1", "Chicago #1"),
    ("no-svg1", "Stavanger #1"),
    ("sg-sin1", "Singapore #1"),
    ("au-syd1", "Sydney #1"),
    ("fi-hel2", "Helsinki #2"),
    ("us-sjo1", "San Jose #1"),
];

/// 2026-01-12T08:15:00Z, before the oldest object of a scenario is created.
const START: Moment = Moment(1_768_205_700_000);

/// Builds a world call by call, some hours apart.
pub(super) struct Builder {
    world: World,
    random: Random,
    now: Moment,
    /// By account and zone.
    routers: BTreeMap<(String, String), Uuid>,
    networks: BTreeMap<String, Uuid>,
}

impl Builder {
    /// A world with two accounts and all zones.
    pub(super) fn new(seed: u64, peering_limit: u64) -> Self {
        let public = |(id, description): (&str, &str)| Zone {
            description: description.to_owned(),
            id: id.to_owned(),
            parent_zone: None,
            public: "yes".to_owned(),
        };
        let private = Zone {
            description: "Acme private".to_owned(),
            id: "fi-priv-acme".to_owned(),
            parent_zone: Some("fi-hel1".to_owned()),
            public: "no".to_owned(),
        };
        let world = World::from(Tables {
            accounts: vec![
                account("demo", 9972.2324, peering_limit),
                account("partner", 418.5, 100),
            ],
            zones: ZONES.into_iter().map(public).chain([private]).collect(),
            ..Tables::default()
        });
        Self {
            world,
            random: Random::seeded(seed),
            now: START,
            routers: BTreeMap::new(),
            networks: BTreeMap::new(),
        }
    }

    pub(super) fn finish(self) -> World {
        self.world
    }

    pub(super) fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// Nil, which the API refuses, if there is no such network.
    pub(super) fn network_id(&self, name: &str) -> Uuid {
        self.networks.get(name).copied().unwrap_or_default()
    }

    fn network_owner(&self, name: &str) -> String {
        let network = self.world.network(self.network_id(name));
        network.and_then(|n| n.account.clone()).unwrap_or_default()
    }

    fn peering_owner(&self, uuid: Uuid) -> String {
        let peering = self.world.peering(uuid);
        peering.map(|p| p.account.clone()).unwrap_or_default()
    }

    fn timing(&self) -> Timing {
        Timing {
            now: self.now,
            provisioning_ms: 0,
        }
    }

    /// Calls the API as this account and returns the id in the response. A refusal is a mistake in a
    /// scenario; tests check what the scenarios contain.
    fn call(&mut self, account: &str, method: &str, path: &str, body: &Value) -> Uuid {
        let hours = 1 + self.random.below(12);
        self.now = self
            .now
            .plus(hours * 3_600_000 + self.random.below(3600) * 1000);
        let token = format!("Bearer ucat_{account}");
        let body = body.to_string();
        let request = Request {
            method,
            path,
            query: "",
            authorization: Some(&token),
            body: body.as_bytes(),
        };
        let context = RequestContext {
            timing: self.timing(),
            random_bits: self.random.wide(),
        };
        let response = api::handle(&mut self.world, &request, &context);
        let text = response.body.map(|(_, text)| text).unwrap_or_default();
        debug_assert!(response.status < 300, "{method} {path} {body}: {text}");
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        let inner = value.as_object().and_then(|outer| outer.values().next());
        let id = inner
            .and_then(|object| object.get("uuid"))
            .and_then(Value::as_str);
        id.and_then(|id| id.parse().ok()).unwrap_or_default()
    }

    /// Creates a network, attached to the account's router of its zone if `routed`.
    pub(super) fn network(
        &mut self,
        account: &str,
        zone: &str,
        name: &str,
        addresses: &[&str],
        routed: bool,
        labels: &[Label],
    ) {
        let range = |address: &&str| {
            let family = if address.contains(':') {
                "IPv6"
            } else {
                "IPv4"
            };
            json!({ "address": address, "family": family, "dhcp": "yes" })
        };
        let ranges: Vec<Value> = addresses.iter().map(range).collect();
        let router = routed.then(|| self.router(account, zone));
        let body = json!({ "network": {
            "name": name, "zone": zone, "router": router, "labels": labels,
            "ip_networks": { "ip_network": ranges },
        } });
        let id = self.call(account, "POST", "/1.3/network", &body);
        self.networks.insert(name.to_owned(), id);
    }

    fn router(&mut self, account: &str, zone: &str) -> Uuid {
        let key = (account.to_owned(), zone.to_owned());
        if let Some(&known) = self.routers.get(&key) {
            return known;
        }
        let city = zone.split('-').next_back().unwrap_or(zone);
        let city = city.trim_end_matches(|c: char| c.is_ascii_digit());
        let prefix = if account == "demo" {
            String::new()
        } else {
            format!("{account}-")
        };
        let body = json!({ "router": { "name": format!("{prefix}{city}-core") } });
        let id = self.call(account, "POST", "/1.3/router", &body);
        self.routers.insert(key, id);
        id
    }

    /// Creates a peering, owned by the owner of `local`.
    pub(super) fn peer(&mut self, local: &str, peer: &str, labels: &[Label]) -> Uuid {
        self.peer_named(&format!("{local} to {peer}"), local, peer, labels)
    }

    pub(super) fn peer_named(
        &mut self,
        name: &str,
        local: &str,
        peer: &str,
        labels: &[Label],
    ) -> Uuid {
        let account = self.network_owner(local);
        let body = json!({ "network_peering": {
            "name": name, "labels": labels,
            "network": { "uuid": self.network_id(local) },
            "peer_network": { "uuid": self.network_id(peer) },
        } });
        self.call(&account, "POST", "/1.3/network-peering", &body)
    }

    pub(super) fn disable(&mut self, peering: Uuid) {
        let account = self.peering_owner(peering);
        let body = json!({ "network_peering": { "configured_status": "disabled" } });
        let path = format!("/1.3/network-peering/{peering}");
        self.call(&account, "PATCH", &path, &body);
    }

    pub(super) fn disable_and_delete(&mut self, peering: Uuid) {
        self.disable(peering);
        let account = self.peering_owner(peering);
        let path = format!("/1.3/network-peering/{peering}");
        self.call(&account, "DELETE", &path, &Value::Null);
    }

    pub(super) fn detach(&mut self, network: &str) {
        let account = self.network_owner(network);
        let path = format!("/1.3/network/{}", self.network_id(network));
        let body = json!({ "network": { "router": null } });
        self.call(&account, "PUT", &path, &body);
    }

    pub(super) fn delete_network(&mut self, network: &str) {
        let account = self.network_owner(network);
        let path = format!("/1.3/network/{}", self.network_id(network));
        self.call(&account, "DELETE", &path, &Value::Null);
    }
}

/// The limits are a part of the API's, by the names in UpCloud's Go SDK; the numbers are made up.
fn account(name: &str, credits: f64, peering_limit: u64) -> Account {
    let limits = [
        ("cores", 200),
        ("detached_floating_ips", 10),
        ("gpus", 10),
        ("load_balancers", 50),
        ("managed_object_storages", 20),
        ("memory", 1_048_576),
        ("network_peerings", peering_limit),
        ("networks", peering_limit.max(100)),
        ("ntp_excess_gib", 20_000),
        ("public_ipv4", 100),
        ("public_ipv6", 100),
        ("routers", 100),
        ("storage_hdd", 10_240),
        ("storage_maxiops", 10_240),
        ("storage_ssd", 10_240),
    ];
    Account {
        username: name.to_owned(),
        password: name.to_owned(),
        token: format!("ucat_{name}"),
        credits,
        resource_limits: limits
            .map(|(limit, number)| (limit.to_owned(), number))
            .into(),
    }
}

pub(super) fn labels(pairs: &[(&str, &str)]) -> Vec<Label> {
    pairs
        .iter()
        .map(|&(key, value)| Label::new(key, value))
        .collect()
}
