//! Creating, reading, modifying and deleting a peering, and each refusal.

use emulator::cloud::codes::{self, Code};
use serde_json::{Value, json};

use crate::support::{Server, between, path_of};

const UNKNOWN: &str = "0f000000-0000-4000-8000-000000000000";

fn create(server: &Server, change: impl FnOnce(&mut Value)) -> crate::support::Reply {
    let mut body = between(&server.network("hel-app"), &server.network("fra-db"));
    change(&mut body["network_peering"]);
    server.post("/1.3/network-peering", &body)
}

#[test]
fn a_created_peering_is_answered_whole_and_read_back_alike() {
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
fn bodies_that_break_a_rule_are_refused_with_its_code() {
    let server = Server::empty();
    let label = |key: &str, value: Value| json!([{ "key": key, "value": value }]);
    let cases: Vec<(Code, &str, Value)> = vec![
        (codes::UNKNOWN_ATTRIBUTE, "state", json!("active")),
        (
            codes::UNKNOWN_ATTRIBUTE,
            "network",
            json!({ "uuid": UNKNOWN, "name": "x" }),
        ),
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
        (
            codes::NETWORK_INVALID,
            "network",
            json!({ "uuid": "hel-app" }),
        ),
        (
            codes::NETWORK_INVALID,
            "peer_network",
            json!({ "uuid": null }),
        ),
        (
            codes::NETWORK_NOT_FOUND,
            "network",
            json!({ "uuid": UNKNOWN }),
        ),
        (
            codes::PEER_NETWORK_NOT_FOUND,
            "peer_network",
            json!({ "uuid": UNKNOWN }),
        ),
        (
            codes::INVALID_LABEL_KEY,
            "labels",
            label("_system", json!("x")),
        ),
        (codes::INVALID_LABEL_KEY, "labels", label("k", json!("x"))),
        (codes::INVALID_LABEL_VALUE, "labels", label("env", json!(1))),
        (
            codes::INVALID_LABEL_VALUE,
            "labels",
            json!([{ "key": "env" }]),
        ),
        (
            codes::UNKNOWN_ATTRIBUTE,
            "labels",
            json!([{ "key": "env", "value": "", "x": 1 }]),
        ),
        (
            codes::DUPLICATE_LABEL_KEYS,
            "labels",
            json!([{ "key": "env", "value": "" }, { "key": "ENV", "value": "" }]),
        ),
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
    for body in [
        "",
        "{",
        "[]",
        "7",
        "{}",
        r#"{"network_peering":7}"#,
        r#"{"name":"x"}"#,
    ] {
        let reply = server.call("demo", "POST", "/1.3/network-peering", body);
        reply.is_refused(codes::REQUEST_INVALID);
    }
    let two = r#"{"network_peering":{},"more":1}"#;
    let reply = server.call("demo", "POST", "/1.3/network-peering", two);
    reply.is_refused(codes::UNKNOWN_ATTRIBUTE);
    let list = server.get("/1.3/network-peering").json();
    assert_eq!(
        list["network_peerings"]["network_peering"],
        json!([]),
        "nothing was created"
    );
}

#[test]
fn networks_that_cannot_be_joined_are_refused() {
    let server = Server::scenario("company");
    let join = |local: &str, peer: &str| {
        let body = between(&server.network(local), &server.network(peer));
        server.post("/1.3/network-peering", &body)
    };
    join("hel-app", "hel-app").is_refused(codes::NETWORK_INVALID);
    join("partner-billing", "hel-app").is_refused(codes::NETWORK_NOT_FOUND);
    join("hel-app", "Public fi-hel1 94.237.0.0/22").is_refused(codes::NETWORK_TYPE_INVALID);
    join("hel-sandbox", "hel-app").is_refused(codes::LOCAL_NETWORK_NO_ROUTER);
    join("hel-app", "nyc-web").is_refused(codes::INTERZONE_PEERING_NOT_SUPPORTED);
    join("sin-web", "syd-web").is_refused(codes::INTERZONE_PEERING_NOT_SUPPORTED);
    join("hel-app", "fra-db").is_refused(codes::PEERING_CONFLICT);
    assert_eq!(
        join("hel-app", "hel-sandbox").status,
        201,
        "the peer may lack a router"
    );
    assert_eq!(
        join("hel-reports", "fra-reports").status,
        201,
        "overlap is a state, no refusal"
    );
}

#[test]
fn the_limit_of_the_account_holds() {
    let server = Server::scenario("scale:100");
    let limit =
        server.get("/1.3/account").json()["account"]["resource_limits"]["network_peerings"].clone();
    let state = server.control("GET", "state", &Value::Null).json();
    let european = |network: &&Value| {
        !["us", "sg", "au"].contains(&network["zone"].as_str().unwrap().get(..2).unwrap())
    };
    let networks = state["networks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(european);
    let ids: Vec<&str> = networks
        .map(|network| network["uuid"].as_str().unwrap())
        .collect();
    let mut pairs = ids
        .iter()
        .flat_map(|local| ids.iter().map(move |peer| between(local, peer)));
    let refused = |body| {
        let reply = server.post("/1.3/network-peering", &body);
        (reply.status == 403).then_some(reply)
    };
    let reply = pairs.find_map(refused).expect("more pairs than the limit");
    reply.is_refused(codes::NETWORK_PEERING_LIMIT_REACHED);
    assert_eq!(
        server.get("/1.3/account/resource-usage").json()["network_peerings"],
        limit
    );
}

#[test]
fn patch_changes_what_it_names_and_nothing_else() {
    let server = Server::empty();
    let path = path_of(&create(&server, |body| {
        body["labels"] = json!([{ "key": "env", "value": "prod" }]);
    }));
    let before = server.get(&path).json()["network_peering"].clone();
    let patch = |body: Value| {
        let reply = server.patch(&path, &json!({ "network_peering": body }));
        assert_eq!(reply.status, 200, "{}", reply.text);
        let object = reply.json()["network_peering"].clone();
        assert_eq!(server.get(&path).json()["network_peering"], object);
        object
    };
    assert_eq!(patch(json!({})), before, "an empty patch is no change");
    let renamed = patch(json!({ "name": "other" }));
    assert_eq!(renamed["name"], "other");
    assert_eq!(renamed["labels"], before["labels"], "absent labels stay");
    assert!(renamed["updated_at"].is_string());
    let two = json!([{ "key": "team", "value": "core" }, { "key": "env", "value": "dev" }]);
    assert_eq!(
        patch(json!({ "labels": two }))["labels"],
        two,
        "a list replaces, in its order"
    );
    assert_eq!(
        patch(json!({ "labels": null }))["labels"],
        json!([]),
        "null clears"
    );
    patch(json!({ "labels": two }));
    assert_eq!(
        patch(json!({ "labels": [] }))["labels"],
        json!([]),
        "an empty list clears"
    );
    assert_eq!(
        patch(json!({ "configured_status": "disabled" }))["state"],
        "disabled"
    );
}

#[test]
fn patch_refuses_what_cannot_be_changed() {
    let server = Server::empty();
    let path = server.peer("demo", "hel-app", "fra-db");
    let before = server.get(&path).text;
    let patch = |body: Value| server.patch(&path, &json!({ "network_peering": body }));
    for attribute in [
        "uuid",
        "state",
        "network",
        "peer_network",
        "created_at",
        "colour",
    ] {
        patch(json!({ "name": "x", attribute: "y" })).is_refused(codes::UNKNOWN_ATTRIBUTE);
    }
    patch(json!({ "name": "" })).is_refused(codes::NAME_INVALID);
    patch(json!({ "configured_status": "off" })).is_refused(codes::REQUEST_INVALID);
    let mixed = json!({ "name": "x", "labels": [{ "key": "_a", "value": "" }] });
    patch(mixed).is_refused(codes::INVALID_LABEL_KEY);
    server
        .call("demo", "PATCH", &path, "{")
        .is_refused(codes::REQUEST_INVALID);
    assert_eq!(
        server.get(&path).text,
        before,
        "a refused patch changes nothing at all"
    );
}

#[test]
fn system_labels_may_be_sent_back_but_not_changed() {
    let server = Server::scenario("company");
    let list = server
        .get("/1.3/network-peering?label=_support_case")
        .json();
    let found = &list["network_peerings"]["network_peering"][0];
    let path = format!("/1.3/network-peering/{}", found["uuid"].as_str().unwrap());
    let system = json!({ "key": "_support_case", "value": "1418822" });
    let patch =
        |labels: Value| server.patch(&path, &json!({ "network_peering": { "labels": labels } }));
    let own = json!({ "key": "env", "value": "dev" });
    let kept = patch(json!([own, system])).json();
    assert_eq!(kept["network_peering"]["labels"], json!([own, system]));
    assert_eq!(
        patch(json!([])).json()["network_peering"]["labels"],
        json!([system])
    );
    patch(json!([{ "key": "_support_case", "value": "2" }])).is_refused(codes::INVALID_LABEL_KEY);
    patch(json!([{ "key": "_other", "value": "" }])).is_refused(codes::INVALID_LABEL_KEY);
}

#[test]
fn only_a_disabled_peering_can_be_deleted() {
    let server = Server::empty();
    let path = server.peer("demo", "hel-app", "fra-db");
    server.delete(&path).is_refused(codes::PEERING_NOT_DISABLED);
    server.configure("demo", &path, "disabled");
    assert_eq!(server.delete(&path).status, 204);
    server.get(&path).is_refused(codes::PEERING_NOT_FOUND);
    server.delete(&path).is_refused(codes::PEERING_NOT_FOUND);
    server.peer("demo", "hel-app", "fra-db");
}

#[test]
fn unknown_and_foreign_peerings_are_not_found() {
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
