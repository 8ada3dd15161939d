//! Creating and reading a peering, and each refusal.

use emulator::cloud::codes::{self, Code};
use serde_json::{Value, json};

use crate::support::{Server, create, path_of, peering_body};

const UNKNOWN: &str = "0f000000-0000-4000-8000-000000000000";

#[test]
fn a_created_peering_is_returned_and_read_back_unchanged() {
    let server = Server::empty();
    let reply = create(&server, |body| {
        body["name"] = json!("hel-app to fra-db");
        body["labels"] =
            json!([{ "key": "env", "value": "prod" }, { "key": "legacy", "value": "" }]);
    });
    assert_eq!(reply.status, 201);
    let body = reply.json();
    let peering = &body["network_peering"];
    assert!(peering["uuid"].as_str().unwrap().starts_with("0f"));
    assert!(peering["created_at"].as_str().unwrap().ends_with('Z'));
    let expected = json!({ "network_peering": {
        "configured_status": "active",
        "created_at": peering["created_at"],
        "labels": [{ "key": "env", "value": "prod" }, { "key": "legacy", "value": "" }],
        "name": "hel-app to fra-db",
        "network": {
            "ip_networks": { "ip_network": [{ "address": "10.10.0.0/24", "family": "IPv4" }] },
            "uuid": server.network("hel-app"),
        },
        "peer_network": { "uuid": server.network("fra-db") },
        "state": "pending-peer",
        "updated_at": null,
        "uuid": peering["uuid"],
    } });
    assert_eq!(body, expected);
    assert_eq!(server.get(&path_of(&reply)).text, reply.text);
}

#[test]
fn a_peering_may_be_created_disabled() {
    let server = Server::empty();
    let reply = create(&server, |body| {
        body["configured_status"] = json!("disabled");
    });
    assert_eq!(reply.status, 201);
    assert_eq!(reply.json()["network_peering"]["state"], "disabled");
}

#[test]
fn names_need_not_be_unique_and_may_be_long() {
    let server = Server::empty();
    server.peer("demo", "fra-db", "hel-app");
    assert_eq!(create(&server, |_| {}).status, 201);
    let name = "ä".repeat(255);
    let path = server.peer("demo", "ams-web", "hel-app");
    let reply = server.patch(&path, &json!({ "network_peering": { "name": name } }));
    assert_eq!(reply.json()["network_peering"]["name"], name);
}

#[test]
fn bodies_that_break_a_rule_are_refused_with_the_code_of_the_rule() {
    let server = Server::empty();
    let label = |key: &str, value: Value| json!([{ "key": key, "value": value }]);
    #[rustfmt::skip]
    let cases: Vec<(Code, &str, Value)> = vec![
        (codes::UNKNOWN_ATTRIBUTE, "state", json!("active")),
        (codes::UNKNOWN_ATTRIBUTE, "network", json!({ "uuid": UNKNOWN, "name": "x" })),
        (codes::REQUEST_INVALID, "configured_status", json!("up")),
        (codes::REQUEST_INVALID, "configured_status", json!(null)),
        (codes::REQUEST_INVALID, "network", json!("text")),
        (codes::REQUEST_INVALID, "labels", json!({ "label": [] })),
        (codes::REQUEST_INVALID, "labels", json!(["env"])),
        (codes::NAME_INVALID, "name", json!("")),
        (codes::NAME_INVALID, "name", json!(null)),
        (codes::NAME_INVALID, "name", json!(7)),
        (codes::NAME_INVALID, "name", json!("x".repeat(256))),
        (codes::NETWORK_INVALID, "network", json!({})),
        (codes::NETWORK_INVALID, "network", json!({ "uuid": "hel-app" })),
        (codes::NETWORK_INVALID, "peer_network", json!({ "uuid": null })),
        (codes::NETWORK_NOT_FOUND, "network", json!({ "uuid": UNKNOWN })),
        (codes::PEER_NETWORK_NOT_FOUND, "peer_network", json!({ "uuid": UNKNOWN })),
        (codes::INVALID_LABEL_KEY, "labels", label("_system", json!("x"))),
        (codes::INVALID_LABEL_KEY, "labels", label("k", json!("x"))),
        (codes::INVALID_LABEL_VALUE, "labels", label("env", json!(1))),
        (codes::INVALID_LABEL_VALUE, "labels", json!([{ "key": "env" }])),
        (codes::UNKNOWN_ATTRIBUTE, "labels", json!([{ "key": "env", "value": "", "x": 1 }])),
        (codes::DUPLICATE_LABEL_KEYS, "labels",
            json!([{ "key": "env", "value": "" }, { "key": "ENV", "value": "" }])),
    ];
    for (code, attribute, value) in cases {
        let reply = create(&server, |body| body[attribute] = value.clone());
        assert_eq!(reply.refusal().1, code.name, "{attribute}: {value}");
        reply.is_refused(code);
    }
    for attribute in ["network", "peer_network"] {
        let reply = create(&server, |body| {
            drop(body.as_object_mut().unwrap().remove(attribute));
        });
        reply.is_refused(codes::NETWORK_INVALID);
    }
    let malformed = [
        "",
        "{",
        "[]",
        "7",
        "{}",
        r#"{"network_peering":7}"#,
        r#"{"name":"x"}"#,
    ];
    for body in malformed {
        let reply = server.call("demo", "POST", "/1.3/network-peering", body);
        reply.is_refused(codes::REQUEST_INVALID);
    }
    let two = r#"{"network_peering":{},"more":1}"#;
    let reply = server.call("demo", "POST", "/1.3/network-peering", two);
    reply.is_refused(codes::UNKNOWN_ATTRIBUTE);
    assert_eq!(server.peering_count(), 0, "nothing was created");
}

#[test]
fn networks_that_cannot_be_peered_are_refused() {
    let server = Server::scenario("company");
    let peer = |local: &str, peer: &str| {
        let body = peering_body(&server.network(local), &server.network(peer));
        server.post("/1.3/network-peering", &body)
    };
    peer("hel-app", "hel-app").is_refused(codes::NETWORK_INVALID);
    peer("partner-billing", "hel-app").is_refused(codes::NETWORK_NOT_FOUND);
    peer("hel-app", "Public fi-hel1 94.237.0.0/22").is_refused(codes::NETWORK_TYPE_INVALID);
    peer("hel-sandbox", "hel-app").is_refused(codes::LOCAL_NETWORK_NO_ROUTER);
    peer("hel-app", "nyc-web").is_refused(codes::INTERZONE_PEERING_NOT_SUPPORTED);
    peer("sin-web", "syd-web").is_refused(codes::INTERZONE_PEERING_NOT_SUPPORTED);
    peer("hel-app", "fra-db").is_refused(codes::PEERING_CONFLICT);
    let unrouted = peer("hel-app", "hel-sandbox");
    assert_eq!(unrouted.status, 201, "the peer may lack a router");
    let overlapping = peer("hel-reports", "fra-reports");
    assert_eq!(overlapping.status, 201, "overlap is a state, not a refusal");
}

#[test]
fn the_limit_of_the_account_is_enforced() {
    let server = Server::scenario("scale:100");
    let account = server.get("/1.3/account").json()["account"].clone();
    let state = server.control_state();
    let european = |network: &&Value| {
        let zone = network["zone"].as_str().unwrap();
        !["us", "sg", "au"].contains(&&zone[..2])
    };
    let networks = state["networks"].as_array().unwrap().iter();
    let ids: Vec<&str> = networks
        .filter(european)
        .map(|network| network["uuid"].as_str().unwrap())
        .collect();
    let mut pairs = ids
        .iter()
        .flat_map(|local| ids.iter().map(move |peer| peering_body(local, peer)));
    let refused = |body| {
        let reply = server.post("/1.3/network-peering", &body);
        (reply.status == 403).then_some(reply)
    };
    let reply = pairs.find_map(refused).expect("more pairs than the limit");
    reply.is_refused(codes::NETWORK_PEERING_LIMIT_REACHED);
    let usage = server.get("/1.3/account/resource-usage").json();
    let limit = &account["resource_limits"]["network_peerings"];
    assert_eq!(&usage["network_peerings"], limit);
}

#[test]
fn peerings_of_nobody_or_another_account_are_not_found() {
    let server = Server::empty();
    let foreign = server.peer("partner", "partner-billing", "hel-app");
    for path in [
        &format!("/1.3/network-peering/{UNKNOWN}"),
        "/1.3/network-peering/x",
        &foreign,
    ] {
        server.get(path).is_refused(codes::PEERING_NOT_FOUND);
        server.delete(path).is_refused(codes::PEERING_NOT_FOUND);
        let body = json!({ "network_peering": {} });
        server
            .patch(path, &body)
            .is_refused(codes::PEERING_NOT_FOUND);
    }
}
