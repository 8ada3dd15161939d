//! Routers: shapes, filters, PATCH, deletion.

use emulator::cloud::codes::{self, Code};
use serde_json::{Value, json};

use crate::support::{Server, names};

const UNKNOWN: &str = "04000000-0000-4000-8000-000000000000";

fn create(server: &Server, body: &Value) -> Value {
    let reply = server.post("/1.3/router", &json!({ "router": body }));
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()["router"].clone()
}

fn path(router: &Value) -> String {
    format!("/1.3/router/{}", router["uuid"].as_str().unwrap())
}

#[test]
fn a_created_router_has_the_recorded_shape() {
    let server = Server::empty();
    let router = create(&server, &json!({ "name": "hel-router" }));
    assert!(router["uuid"].as_str().unwrap().starts_with("04"));
    let expected = json!({
        "attached_network_gateways": [], "attached_networks": { "network": [] }, "labels": [],
        "name": "hel-router", "static_routes": [], "type": "normal", "uuid": router["uuid"],
    });
    assert_eq!(router, expected);
    assert_eq!(server.get(&path(&router)).json()["router"], expected);
    create(&server, &json!({ "name": "hel-router" }));
}

#[test]
fn static_routes_are_checked_and_belong_to_the_user() {
    let server = Server::empty();
    let route = json!({ "name": "to-onprem", "route": "0.0.0.0/0", "nexthop": "10.10.0.100" });
    let router = create(&server, &json!({ "name": "r", "static_routes": [route] }));
    let mut expected = route.clone();
    expected["type"] = json!("user");
    assert_eq!(router["static_routes"], json!([expected]));
    let path = path(&router);
    let patch =
        |route: Value| server.patch(&path, &json!({ "router": { "static_routes": [route] } }));
    let accepted = patch(json!({ "route": "10.0.0.0/8", "nexthop": "no-nexthop" }));
    assert_eq!(accepted.status, 200);
    patch(json!({ "route": "x", "nexthop": "10.0.0.1" })).is_refused(codes::INVALID_ROUTE);
    patch(json!({ "route": "10.0.0.0/8", "nexthop": "x" })).is_refused(codes::NEXTHOP_INVALID);
    patch(json!({ "colour": 1 })).is_refused(codes::UNKNOWN_ATTRIBUTE);
}

#[test]
fn lists_filter_by_label_and_hide_other_accounts() {
    let server = Server::empty();
    for color in ["red", "blue"] {
        let labels = json!([{ "key": "color", "value": color }]);
        create(&server, &json!({ "name": color, "labels": labels }));
    }
    let list = |query: &str| {
        let reply = server.get(&format!("/1.3/router{query}"));
        names(&reply, "routers", "router")
    };
    assert_eq!(list("?label=color%3Dred"), ["red"]);
    assert_eq!(list("?label=Color"), ["blue", "red"]);
    assert_eq!(
        list(""),
        ["ams-core", "blue", "fra-core", "hel-core", "red"]
    );
    let none = server.get("/1.3/router?label=nothing").text;
    let empty = "{\n   \"routers\" : {\n      \"router\" : []\n   }\n}\n";
    assert_eq!(none, empty);
    let foreign = server.call("partner", "GET", "/1.3/router", "").json();
    let foreign = path(&foreign["routers"]["router"][0]);
    server.get(&foreign).is_refused(codes::ROUTER_NOT_FOUND);
    server.delete(&foreign).is_refused(codes::ROUTER_NOT_FOUND);
    let unknown = server.get(&format!("/1.3/router/{UNKNOWN}"));
    unknown.is_refused(codes::ROUTER_NOT_FOUND);
}

#[test]
fn patch_changes_only_what_it_names() {
    let server = Server::empty();
    let labels = json!([{ "key": "color", "value": "red" }]);
    let router = create(&server, &json!({ "name": "r", "labels": labels }));
    let path = path(&router);
    let patch =
        |body: Value| server.patch(&path, &json!({ "router": body })).json()["router"].clone();
    assert_eq!(patch(json!({ "name": "s" }))["labels"], labels);
    assert_eq!(patch(json!({ "labels": [] }))["labels"], json!([]));
    assert_eq!(patch(json!({}))["name"], "s");
}

#[test]
fn bodies_that_break_a_rule_are_refused() {
    let server = Server::empty();
    let bad_label = json!([{ "key": "k", "value": "" }]);
    #[rustfmt::skip]
    let cases: [(Code, Value); 5] = [
        (codes::ROUTER_NAME_MISSING, json!({})),
        (codes::NAME_INVALID, json!({ "name": "" })),
        (codes::UNKNOWN_ATTRIBUTE, json!({ "name": "x", "zone": "fi-hel1" })),
        (codes::REQUEST_INVALID, json!({ "name": "x", "static_routes": {} })),
        (codes::INVALID_LABEL_KEY, json!({ "name": "x", "labels": bad_label })),
    ];
    for (code, body) in cases {
        let reply = server.post("/1.3/router", &json!({ "router": body }));
        reply.is_refused(code);
    }
    server
        .call("demo", "POST", "/1.3/router", "no")
        .is_refused(codes::REQUEST_INVALID);
}

#[test]
fn a_router_with_networks_cannot_be_deleted() {
    let server = Server::empty();
    let network = format!("/1.3/network/{}", server.network("hel-app"));
    let router = server.get(&network).json()["network"]["router"].clone();
    let path = format!("/1.3/router/{}", router.as_str().unwrap());
    let attached = || server.get(&path).json()["router"]["attached_networks"].clone();
    let uuid = server.network("hel-app");
    assert_eq!(attached(), json!({ "network": [{ "uuid": uuid }] }));
    server.delete(&path).is_refused(codes::ROUTER_ATTACHED);
    server.put(&network, &json!({ "network": { "router": null } }));
    assert_eq!(attached(), json!({ "network": [] }));
    assert_eq!(server.delete(&path).status, 204);
    server.get(&path).is_refused(codes::ROUTER_NOT_FOUND);
}

#[test]
fn service_routers_are_visible_and_cannot_be_changed() {
    let server = Server::scenario("company");
    let list = server.get("/1.3/router").json();
    let mut all = list["routers"]["router"].as_array().unwrap().iter();
    let path = path(all.find(|router| router["type"] == "service").unwrap());
    server.delete(&path).is_refused(codes::ACTION_FORBIDDEN);
    let patch = json!({ "router": { "name": "mine" } });
    let reply = server.patch(&path, &patch);
    reply.is_refused(codes::ACTION_FORBIDDEN);
}
