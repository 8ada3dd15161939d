//! Routers: shapes, filters, PATCH, and when one can be deleted.

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
fn static_routes_are_checked_and_are_the_users() {
    let server = Server::empty();
    let route = json!({ "name": "to-onprem", "route": "0.0.0.0/0", "nexthop": "10.10.0.100" });
    let router = create(&server, &json!({ "name": "r", "static_routes": [route] }));
    let mut expected = route.clone();
    expected["type"] = json!("user");
    assert_eq!(router["static_routes"], json!([expected]));
    let path = path(&router);
    let patch =
        |route: Value| server.patch(&path, &json!({ "router": { "static_routes": [route] } }));
    assert_eq!(
        patch(json!({ "route": "10.0.0.0/8", "nexthop": "no-nexthop" })).status,
        200
    );
    patch(json!({ "route": "x", "nexthop": "10.0.0.1" })).is_refused(codes::INVALID_ROUTE);
    patch(json!({ "route": "10.0.0.0/8", "nexthop": "x" })).is_refused(codes::NEXTHOP_INVALID);
    patch(json!({ "colour": 1 })).is_refused(codes::UNKNOWN_ATTRIBUTE);
}

#[test]
fn lists_filter_by_label_and_hide_other_accounts() {
    let server = Server::empty();
    create(
        &server,
        &json!({ "name": "red", "labels": [{ "key": "color", "value": "red" }] }),
    );
    create(
        &server,
        &json!({ "name": "blue", "labels": [{ "key": "color", "value": "blue" }] }),
    );
    let list = |query: &str| {
        names(
            &server.get(&format!("/1.3/router{query}")),
            "routers",
            "router",
        )
    };
    assert_eq!(list("?label=color%3Dred"), ["red"]);
    assert_eq!(list("?label=Color"), ["blue", "red"]);
    assert_eq!(
        list(""),
        ["ams-core", "blue", "fra-core", "hel-core", "red"]
    );
    let none = server.get("/1.3/router?label=nothing").text;
    assert_eq!(
        none,
        "{\n   \"routers\" : {\n      \"router\" : []\n   }\n}\n"
    );
    let foreign = server.call("partner", "GET", "/1.3/router", "").json();
    let foreign = path(&foreign["routers"]["router"][0]);
    server.get(&foreign).is_refused(codes::ROUTER_NOT_FOUND);
    server.delete(&foreign).is_refused(codes::ROUTER_NOT_FOUND);
    server
        .get(&format!("/1.3/router/{UNKNOWN}"))
        .is_refused(codes::ROUTER_NOT_FOUND);
}

#[test]
fn patch_changes_what_it_names() {
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
    let cases: [(Code, Value); 5] = [
        (codes::ROUTER_NAME_MISSING, json!({})),
        (codes::NAME_INVALID, json!({ "name": "" })),
        (
            codes::UNKNOWN_ATTRIBUTE,
            json!({ "name": "x", "zone": "fi-hel1" }),
        ),
        (
            codes::REQUEST_INVALID,
            json!({ "name": "x", "static_routes": {} }),
        ),
        (
            codes::INVALID_LABEL_KEY,
            json!({ "name": "x", "labels": [{ "key": "k", "value": "" }] }),
        ),
    ];
    for (code, body) in cases {
        server
            .post("/1.3/router", &json!({ "router": body }))
            .is_refused(code);
    }
    server
        .call("demo", "POST", "/1.3/router", "no")
        .is_refused(codes::REQUEST_INVALID);
}

#[test]
fn a_router_with_networks_cannot_be_deleted() {
    let server = Server::empty();
    let network = format!("/1.3/network/{}", server.network("hel-app"));
    let router = server.get(&network).json()["network"]["router"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/1.3/router/{router}");
    let attached = server.get(&path).json()["router"]["attached_networks"].clone();
    assert_eq!(
        attached,
        json!({ "network": [{ "uuid": server.network("hel-app") }] })
    );
    server.delete(&path).is_refused(codes::ROUTER_ATTACHED);
    server.put(&network, &json!({ "network": { "router": null } }));
    assert_eq!(
        server.get(&path).json()["router"]["attached_networks"],
        json!({ "network": [] })
    );
    assert_eq!(server.delete(&path).status, 204);
    server.get(&path).is_refused(codes::ROUTER_NOT_FOUND);
}

#[test]
fn service_routers_are_seen_and_left_alone() {
    let server = Server::scenario("company");
    let list = server.get("/1.3/router").json();
    let mut all = list["routers"]["router"].as_array().unwrap().iter();
    let path = path(all.find(|router| router["type"] == "service").unwrap());
    server.delete(&path).is_refused(codes::ACTION_FORBIDDEN);
    let patch = json!({ "router": { "name": "mine" } });
    server
        .patch(&path, &patch)
        .is_refused(codes::ACTION_FORBIDDEN);
}
