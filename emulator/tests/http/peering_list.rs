//! Lists of peerings: visibility and filters.

use serde_json::{Value, json};

use crate::support::{Server, names};

fn list(server: &Server, query: &str) -> Vec<String> {
    let reply = server.get(&format!("/1.3/network-peering{query}"));
    names(&reply, "network_peerings", "network_peering")
}

fn labelled() -> Server {
    let server = Server::empty();
    #[rustfmt::skip]
    let peerings = [
        ("a", "hel-app", "fra-db", json!([{ "key": "env", "value": "prod" }, { "key": "team", "value": "core" }])),
        ("b", "hel-app", "ams-web", json!([{ "key": "ENV", "value": "prod" }])),
        ("c", "hel-app", "mad-lab", json!([{ "key": "env", "value": "dev=1" }])),
        ("d", "fra-db", "hel-app", json!([{ "key": "legacy", "value": "" }])),
    ];
    for (name, local, peer, labels) in peerings {
        let body = json!({ "network_peering": {
            "name": name, "labels": labels,
            "network": { "uuid": server.network(local) },
            "peer_network": { "uuid": server.network(peer) },
        } });
        assert_eq!(server.post("/1.3/network-peering", &body).status, 201);
    }
    server
}

#[test]
fn an_empty_list_keeps_its_array() {
    let server = Server::empty();
    let text = "{\n   \"network_peerings\" : {\n      \"network_peering\" : []\n   }\n}\n";
    assert_eq!(server.get("/1.3/network-peering").text, text);
}

#[test]
fn the_list_contains_the_same_objects_as_single_responses() {
    let server = Server::scenario("company");
    let body = server.get("/1.3/network-peering").json();
    let list = body["network_peerings"]["network_peering"]
        .as_array()
        .unwrap();
    assert!(list.len() > 50);
    for peering in list {
        let path = format!("/1.3/network-peering/{}", peering["uuid"].as_str().unwrap());
        assert_eq!(&server.get(&path).json()["network_peering"], peering);
    }
}

#[test]
fn labels_filter_by_key_and_by_pair_and_all_must_match() {
    let server = labelled();
    for (query, expected) in [
        ("", vec!["a", "b", "c", "d"]),
        ("?label=env", vec!["a", "b", "c"]),
        ("?label=Env%3Dprod", vec!["a", "b"]),
        ("?label=env=prod", vec!["a", "b"]),
        ("?label=env%3Ddev%3D1", vec!["c"]),
        ("?label=env%3DPROD", vec![]),
        ("?label=env&label=team%3Dcore", vec!["a"]),
        ("?label=env%3Dprod&label=env%3Ddev%3D1", vec![]),
        ("?label=legacy", vec!["d"]),
        ("?label=legacy%3D", vec!["d"]),
        ("?label=env%3D", vec![]),
        ("?label=en", vec![]),
        ("?unknown=1", vec!["a", "b", "c", "d"]),
    ] {
        assert_eq!(list(&server, query), expected, "{query}");
    }
}

#[test]
fn networks_and_uuid_filter_exactly() {
    let server = labelled();
    let (hel, fra) = (server.network("hel-app"), server.network("fra-db"));
    assert_eq!(
        list(&server, &format!("?network_uuid_local={hel}")),
        ["a", "b", "c"]
    );
    assert_eq!(list(&server, &format!("?network_uuid_peer={hel}")), ["d"]);
    let other_half = format!("?network_uuid_local={fra}&network_uuid_peer={hel}");
    assert_eq!(list(&server, &other_half), ["d"]);
    let both = format!("?network_uuid_local={hel}&label=team");
    assert_eq!(list(&server, &both), ["a"]);
    let one = server.get(&format!("/1.3/network-peering?network_uuid_peer={hel}"));
    let uuid = one.json()["network_peerings"]["network_peering"][0]["uuid"].clone();
    let uuid = uuid.as_str().unwrap();
    assert_eq!(list(&server, &format!("?uuid={uuid}")), ["d"]);
    assert_eq!(list(&server, "?uuid=nonsense"), Vec::<String>::new());
}

#[test]
fn an_account_sees_only_peerings_of_its_own_networks() {
    let server = Server::empty();
    server.peer("partner", "partner-billing", "hel-app");
    assert_eq!(list(&server, ""), Vec::<String>::new());
    let own = server.call("partner", "GET", "/1.3/network-peering", "");
    assert_eq!(
        names(&own, "network_peerings", "network_peering"),
        ["a link"]
    );
}

#[test]
fn ranges_of_the_peer_are_shown_once_both_halves_exist() {
    let server = Server::empty();
    let peer_network = |account, path: &str| -> Value {
        server.call(account, "GET", path, "").json()["network_peering"]["peer_network"].clone()
    };
    let (hel, billing) = (server.network("hel-app"), server.network("partner-billing"));
    let mine = server.peer("demo", "hel-app", "partner-billing");
    assert_eq!(peer_network("demo", &mine), json!({ "uuid": billing }));
    let theirs = server.peer("partner", "partner-billing", "hel-app");
    let range = |address| json!({ "ip_network": [{ "address": address, "family": "IPv4" }] });
    assert_eq!(
        peer_network("demo", &mine),
        json!({ "uuid": billing, "ip_networks": range("10.200.0.0/24") })
    );
    assert_eq!(
        peer_network("partner", &theirs),
        json!({ "uuid": hel, "ip_networks": range("10.10.0.0/24") })
    );
    server.configure("partner", &theirs, "disabled");
    assert!(
        peer_network("demo", &mine)["ip_networks"].is_object(),
        "a disabled half counts"
    );
    assert_eq!(server.call("partner", "DELETE", &theirs, "").status, 204);
    assert_eq!(peer_network("demo", &mine), json!({ "uuid": billing }));
}
