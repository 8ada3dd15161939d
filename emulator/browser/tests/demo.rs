//! The demonstration, without a browser.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "in a test a panic is the message"
)]

use demo::{Reply, StandIn};
use serde_json::{Value, json};

/// A time after the last change of the scenario, in milliseconds since 1970.
const NOON: f64 = 1_790_000_000_000.0;

/// A stand-in and a clock.
struct Visitor {
    stand_in: StandIn,
    now: f64,
}

impl Visitor {
    fn new(seed: u32) -> Self {
        Self {
            stand_in: StandIn::new(seed),
            now: NOON,
        }
    }

    fn wait(&mut self, ms: f64) {
        self.now += ms;
    }

    fn send(&mut self, method: &str, path: &str, body: &Value) -> Reply {
        let authorization = self.stand_in.authorization();
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        self.stand_in
            .answer(method, path, Some(authorization), &body, self.now)
    }

    fn get(&mut self, path: &str) -> Value {
        let reply = self.send("GET", path, &Value::Null);
        assert_eq!(reply.status, 200, "{reply:?}");
        json_of(&reply)
    }

    fn peerings(&mut self, query: &str) -> Vec<Value> {
        let list = self.get(&format!("/1.3/network-peering{query}"));
        let peerings = &list["network_peerings"]["network_peering"];
        peerings.as_array().unwrap().clone()
    }

    fn network(&mut self, name: &str) -> String {
        let list = self.get("/1.3/network");
        let networks = list["networks"]["network"].as_array().unwrap();
        let network = networks.iter().find(|network| network["name"] == name);
        network.unwrap()["uuid"].as_str().unwrap().to_owned()
    }

    /// Creates a peering and returns its path.
    fn create(&mut self, from: &str, to: &str) -> String {
        let (from, to) = (self.network(from), self.network(to));
        let body = json!({ "network_peering": {
            "name": "new",
            "network": { "uuid": from },
            "peer_network": { "uuid": to },
        } });
        let reply = self.send("POST", "/1.3/network-peering", &body);
        assert_eq!(reply.status, 201, "{reply:?}");
        let id = json_of(&reply)["network_peering"]["uuid"].clone();
        format!("/1.3/network-peering/{}", id.as_str().unwrap())
    }

    fn state(&mut self, path: &str) -> String {
        let peering = self.get(path);
        let state = peering["network_peering"]["state"].as_str();
        state.unwrap().to_owned()
    }
}

fn json_of(reply: &Reply) -> Value {
    serde_json::from_str(reply.text.as_deref().unwrap()).unwrap()
}

#[test]
fn the_company_is_the_same_each_time() {
    let first = Visitor::new(1).peerings("");
    assert!(first.len() > 50, "{}", first.len());
    assert_eq!(first, Visitor::new(2).peerings(""));
}

#[test]
fn a_peering_is_provisioning_and_then_active() {
    let mut visitor = Visitor::new(1);
    let one = visitor.create("hel-reports", "ams-web");
    let other = visitor.create("ams-web", "hel-reports");
    for path in [&one, &other] {
        assert_eq!(visitor.state(path), "provisioning");
    }
    visitor.wait(2_900.0);
    assert_eq!(visitor.state(&one), "provisioning");
    visitor.wait(200.0);
    for path in [&one, &other] {
        assert_eq!(visitor.state(path), "active");
    }
}

#[test]
fn ids_of_new_objects_depend_on_the_seed() {
    let created = |seed| Visitor::new(seed).create("hel-reports", "ams-web");
    assert_eq!(created(1), created(1));
    assert_ne!(created(1), created(2));
}

#[test]
fn a_label_filters_the_list() {
    let mut visitor = Visitor::new(1);
    let all = visitor.peerings("").len();
    let some = visitor.peerings("?label=env%3Dprod");
    assert!(!some.is_empty() && some.len() < all);
    for peering in some {
        let labels = peering["labels"].as_array().unwrap();
        assert!(labels.contains(&json!({ "key": "env", "value": "prod" })));
    }
}

#[test]
fn a_peering_is_disabled_and_deleted() {
    let mut visitor = Visitor::new(1);
    let before = visitor.peerings("").len();
    let path = visitor.create("hel-reports", "ams-web");
    let disable = json!({ "network_peering": { "configured_status": "disabled" } });
    assert_eq!(visitor.send("PATCH", &path, &disable).status, 200);
    visitor.wait(5_000.0);
    let reply = visitor.send("DELETE", &path, &Value::Null);
    let response = (reply.status, reply.media_type, reply.text);
    assert_eq!(response, (204, None, None));
    assert_eq!(visitor.send("GET", &path, &Value::Null).status, 404);
    assert_eq!(visitor.peerings("").len(), before);
}

#[test]
fn wrong_credentials_are_refused() {
    let mut stand_in = StandIn::new(1);
    for wrong in [None, Some("Bearer ucat_nobody".to_owned())] {
        let reply = stand_in.answer("GET", "/1.3/zone", wrong, "", NOON);
        assert_eq!(reply.status, 401);
        let code = json_of(&reply)["error"]["error_code"].clone();
        assert!(code.as_str().unwrap().starts_with("AUTHENTICATION_"));
    }
}

#[test]
fn responses_have_unique_ids_that_start_with_the_time() {
    let mut visitor = Visitor::new(1);
    let [one, other] = [0; 2].map(|_| visitor.send("GET", "/1.3/zone", &Value::Null).id);
    assert_ne!(one, other);
    assert_eq!(one.get(..10), other.get(..10));
    assert_eq!(one.len(), 26);
}

#[test]
fn malformed_requests_and_times_get_a_response() {
    let mut visitor = Visitor::new(u32::MAX);
    assert_eq!(visitor.send("GET", "", &Value::Null).status, 404);
    assert_eq!(visitor.send("GET", "?/1.3/zone", &Value::Null).status, 404);
    for now in [f64::NAN, f64::INFINITY, -1.0] {
        visitor.now = now;
        assert!(!visitor.peerings("").is_empty());
    }
}
