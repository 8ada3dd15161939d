//! Networks: shapes, filters, the partial PUT, attaching and detaching routers.

use emulator::cloud::codes::{self, Code};
use serde_json::{Value, json};

use crate::support::{Server, names};

const UNKNOWN: &str = "03000000-0000-4000-8000-000000000000";

fn minimal() -> Value {
    json!({ "network": {
        "name": "new", "zone": "fi-hel1",
        "ip_networks": { "ip_network": [{ "address": "10.0.4.0/24", "family": "IPv4", "dhcp": "yes" }] },
    } })
}

fn path(server: &Server, name: &str) -> String {
    format!("/1.3/network/{}", server.network(name))
}

#[test]
fn a_created_network_has_the_recorded_shape() {
    let server = Server::empty();
    let reply = server.post("/1.3/network/", &minimal());
    assert_eq!(reply.status, 201);
    let uuid = reply.json()["network"]["uuid"].as_str().unwrap().to_owned();
    assert!(uuid.starts_with("03"));
    let expected = json!({ "network": {
        "effective_routes": [],
        "ip_networks": { "ip_network": [{
            "address": "10.0.4.0/24", "dhcp": "yes", "dhcp_default_route": "no",
            "dhcp_effective_routes": [],
            "dhcp_routes_configuration": { "effective_routes_auto_population": { "enabled": "no" } },
            "family": "IPv4", "gateway": "10.0.4.1",
        }] },
        "labels": [], "name": "new", "peerings": { "peering": [] },
        "type": "private", "uuid": uuid, "zone": "fi-hel1",
    } });
    assert_eq!(reply.json(), expected);
    assert_eq!(server.get(&format!("/1.3/network/{uuid}")).text, reply.text);
}

#[test]
fn a_network_shows_its_router_servers_and_local_peerings() {
    let server = Server::scenario("company");
    let body = server.get(&path(&server, "hel-app")).json();
    let network = &body["network"];
    assert!(network["router"].as_str().unwrap().starts_with("04"));
    assert_eq!(network["servers"]["server"][0]["title"], "app-1");
    let peerings = network["peerings"]["peering"].as_array().unwrap();
    assert!(peerings.iter().any(|one| {
        one["name"] == "hel-app to fra-db" && one["state"] == "active" && one["uuid"].is_string()
    }));
    assert!(
        peerings
            .iter()
            .all(|one| one["name"].as_str().unwrap().starts_with("hel-app to "))
    );
    let dual = server.get(&path(&server, "hel-dual")).json();
    let ranges = &dual["network"]["ip_networks"]["ip_network"];
    assert_eq!(ranges.as_array().unwrap().len(), 2);
    assert_eq!(
        [&ranges[0]["family"], &ranges[1]["family"]],
        ["IPv4", "IPv6"]
    );
    let unrouted = server.get(&path(&server, "hel-sandbox")).json();
    let router = unrouted["network"].get("router");
    assert_eq!(router, None, "absent, not null");
    assert_eq!(unrouted["network"].get("servers"), None);
}

#[test]
fn lists_filter_by_zone_and_label_and_hide_other_accounts() {
    let server = Server::scenario("company");
    let list = |query: &str| {
        let reply = server.get(&format!("/1.3/network{query}"));
        names(&reply, "networks", "network")
    };
    assert_eq!(list("?zone=dk-cph1"), ["cph-app", "cph-mail"]);
    assert_eq!(list("?zone=dk-cph1&label=team%3Dmail"), ["cph-mail"]);
    assert_eq!(list("?zone=nowhere"), Vec::<String>::new());
    let all = list("");
    let public = all.iter().any(|name| name.starts_with("Public "));
    assert!(public, "all types are listed");
    assert!(all.iter().all(|name| !name.starts_with("partner-")));
    let foreign = path(&server, "partner-billing");
    server.get(&foreign).is_refused(codes::NETWORK_NOT_FOUND);
    let change = server.put(&foreign, &json!({ "network": {} }));
    change.is_refused(codes::NETWORK_NOT_FOUND);
    server.delete(&foreign).is_refused(codes::NETWORK_NOT_FOUND);
    let unknown = server.get(&format!("/1.3/network/{UNKNOWN}"));
    unknown.is_refused(codes::NETWORK_NOT_FOUND);
}

#[test]
fn creations_that_break_a_rule_are_refused() {
    let server = Server::scenario("company");
    let ranges = |one: Value| json!({ "ip_network": [one] });
    let address = |text: &str| ranges(json!({ "address": text, "family": "IPv4" }));
    let router = |account, name: &str| {
        let routers = server.call(account, "GET", "/1.3/router", "").json()["routers"].clone();
        let mut all = routers["router"].as_array().unwrap().iter();
        let found = all.find(|router| router["name"].as_str().unwrap().starts_with(name));
        found.unwrap()["uuid"].clone()
    };
    #[rustfmt::skip]
    let cases: Vec<(Code, &str, Value)> = vec![
        (codes::UNKNOWN_ATTRIBUTE, "uuid", json!(UNKNOWN)),
        (codes::UNKNOWN_ATTRIBUTE, "ip_networks", ranges(json!({ "colour": 1 }))),
        (codes::NETWORK_NAME_INVALID, "name", json!("")),
        (codes::ZONE_NOT_FOUND, "zone", json!("xx-abc1")),
        (codes::NETWORK_TYPE_INVALID, "type", json!("public")),
        (codes::ADDRESS_MISSING, "ip_networks", json!({ "ip_network": [] })),
        (codes::ADDRESS_MISSING, "ip_networks", ranges(json!({ "family": "IPv4" }))),
        (codes::ADDRESS_INVALID, "ip_networks", address("10.0.0.0/30")),
        (codes::ADDRESS_INVALID, "ip_networks", address("100.64.0.0/24")),
        (codes::ADDRESS_INVALID, "ip_networks", ranges(json!({ "address": "10.0.0.0/24", "gateway": "10.0.1.1" }))),
        (codes::REQUEST_INVALID, "ip_networks", ranges(json!({ "address": "10.0.0.0/24", "dhcp": true }))),
        (codes::ROUTER_NOT_FOUND, "router", json!(UNKNOWN)),
        (codes::ROUTER_NOT_FOUND, "router", router("partner", "partner-")),
        (codes::ACTION_FORBIDDEN, "router", router("demo", "Utility network router")),
        (codes::NETWORK_ROUTER_ZONE_CONFLICT, "router", router("demo", "fra-core")),
        (codes::INVALID_LABEL_KEY, "labels", json!([{ "key": "_a", "value": "" }])),
    ];
    for (code, attribute, value) in cases {
        let mut body = minimal();
        body["network"][attribute] = value.clone();
        let reply = server.post("/1.3/network", &body);
        assert_eq!(reply.refusal().1, code.name, "{attribute}: {value}");
        reply.is_refused(code);
    }
    for (code, attribute) in [
        (codes::NETWORK_NAME_MISSING, "name"),
        (codes::ZONE_MISSING, "zone"),
        (codes::ADDRESS_MISSING, "ip_networks"),
    ] {
        let mut body = minimal();
        body["network"].as_object_mut().unwrap().remove(attribute);
        server.post("/1.3/network", &body).is_refused(code);
    }
    server
        .call("demo", "POST", "/1.3/network", "{")
        .is_refused(codes::REQUEST_INVALID);
}

#[test]
fn put_is_partial() {
    let server = Server::empty();
    let path = path(&server, "hel-app");
    let before = server.get(&path).json()["network"].clone();
    let put = |body: Value| {
        let reply = server.put(&path, &json!({ "network": body }));
        assert_eq!(reply.status, 200, "{}", reply.text);
        assert_eq!(server.get(&path).text, reply.text);
        reply.json()["network"].clone()
    };
    let renamed = put(json!({ "name": "other" }));
    let mut expected = before.clone();
    expected["name"] = json!("other");
    assert_eq!(renamed, expected);
    let labels = json!([{ "key": "team", "value": "x" }]);
    assert_eq!(put(json!({ "labels": labels }))["labels"], labels);
    assert_eq!(put(json!({ "labels": [] }))["labels"], json!([]));
    for detached in [Value::Null, json!("")] {
        assert_eq!(put(json!({ "router": detached })).get("router"), None);
        assert_eq!(
            put(json!({ "router": before["router"] }))["router"],
            before["router"]
        );
    }
    let dhcp = json!({ "ip_network": [{
        "family": "IPv4", "dhcp": "no", "dhcp_dns": ["10.10.0.10"], "dhcp_routes": ["10.20.0.0/16"],
    }] });
    let changed = put(json!({ "ip_networks": dhcp }))["ip_networks"]["ip_network"][0].clone();
    assert_eq!(changed["dhcp"], "no");
    assert_eq!(changed["dhcp_dns"], json!(["10.10.0.10"]));
    assert_eq!(changed["dhcp_routes"], json!(["10.20.0.0/16"]));
    assert_eq!(changed["address"], "10.10.0.0/24");
}

#[test]
fn put_accepts_zone_and_type_as_they_are() {
    let server = Server::empty();
    let path = path(&server, "hel-app");
    let before = server.get(&path).json();
    let reply = server.put(
        &path,
        &json!({ "network": { "zone": "fi-hel1", "type": "private" } }),
    );
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(reply.json(), before);
}

#[test]
fn put_merges_how_routes_are_populated() {
    let server = Server::empty();
    let path = path(&server, "hel-app");
    let put = |population: Value| {
        let range = json!({ "family": "IPv4", "dhcp_routes_configuration": {
            "effective_routes_auto_population": population,
        } });
        let body = json!({ "network": { "ip_networks": { "ip_network": [range] } } });
        let reply = server.put(&path, &body);
        assert_eq!(reply.status, 200, "{}", reply.text);
        let range = &reply.json()["network"]["ip_networks"]["ip_network"][0];
        range["dhcp_routes_configuration"]["effective_routes_auto_population"].clone()
    };
    let filter = json!(["10.0.0.0/8"]);
    assert_eq!(
        put(json!({ "enabled": "yes", "filter_by_destination": filter })),
        json!({ "enabled": "yes", "filter_by_destination": filter })
    );
    assert_eq!(
        put(json!({ "enabled": "no" })),
        json!({ "enabled": "no", "filter_by_destination": filter }),
        "an absent key is kept"
    );
    assert_eq!(
        put(json!({ "filter_by_destination": [] })),
        json!({ "enabled": "no" }),
        "an emptied list disappears"
    );
}

#[test]
fn a_range_is_shown_as_it_was_sent_and_overlaps_as_it_is_meant() {
    let server = Server::empty();
    let mut body = minimal();
    let range = json!({
        "address": "192.168.86.1/24", "family": "IPv4",
        "dhcp_bootfile_url": "http://192.168.86.2/boot",
    });
    body["network"]["ip_networks"] = json!({ "ip_network": [range] });
    let reply = server.post("/1.3/network", &body);
    assert_eq!(reply.status, 201, "{}", reply.text);
    let shown = reply.json()["network"]["ip_networks"]["ip_network"][0].clone();
    assert_eq!(shown["address"], "192.168.86.1/24");
    assert_eq!(shown["gateway"], "192.168.86.1");
    assert_eq!(shown["dhcp_bootfile_url"], "http://192.168.86.2/boot");
}

#[test]
fn put_refuses_what_cannot_be_changed() {
    let server = Server::scenario("company");
    let put =
        |name: &str, body: Value| server.put(&path(&server, name), &json!({ "network": body }));
    put("hel-app", json!({ "zone": "de-fra1" })).is_refused(codes::REQUEST_INVALID);
    put("hel-app", json!({ "type": "public" })).is_refused(codes::REQUEST_INVALID);
    put("hel-app", json!({ "uuid": UNKNOWN })).is_refused(codes::UNKNOWN_ATTRIBUTE);
    put("hel-app", json!({ "name": "" })).is_refused(codes::NETWORK_NAME_INVALID);
    put("hel-app", json!({ "router": 7 })).is_refused(codes::REQUEST_INVALID);
    put("hel-app", json!({ "router": UNKNOWN })).is_refused(codes::ROUTER_NOT_FOUND);
    let moved = json!({ "ip_network": [{ "address": "10.99.0.0/24", "family": "IPv4" }] });
    put("hel-app", json!({ "ip_networks": moved })).is_refused(codes::ADDRESS_INVALID);
    let public = "Public fi-hel1 94.237.0.0/22";
    put(public, json!({ "name": "x" })).is_refused(codes::NETWORK_FORBIDDEN);
    server
        .delete(&path(&server, public))
        .is_refused(codes::NETWORK_FORBIDDEN);
}

#[test]
fn networks_with_servers_cannot_be_deleted_and_others_can() {
    let server = Server::scenario("company");
    server
        .delete(&path(&server, "hel-app"))
        .is_refused(codes::NETWORK_NOT_EMPTY);
    let other = path(&server, "hel-sandbox");
    assert_eq!(server.delete(&other).status, 204);
    server.get(&other).is_refused(codes::NETWORK_NOT_FOUND);
}
