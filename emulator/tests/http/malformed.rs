//! Malformed, enormous, truncated and slow bodies.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{DEMO, Server, creation};

/// A list with one peering, without and with this fault.
fn list_with(fault: &Value) -> (Value, Value) {
    let server = Server::empty();
    server.peer("demo", "hel-app", "fra-db");
    let path = "/1.3/network-peering";
    let usual = server.get(path).json();
    server.plan(&json!({ "path": path, "fault": fault }));
    let reply = server.get(path);
    assert_eq!(reply.status, 200);
    (usual, reply.json())
}

#[test]
fn a_body_with_wrong_types_has_the_same_fields() {
    let (usual, malformed) = list_with(&json!({ "wrong": "types" }));
    let one = |list: &Value| list["network_peerings"]["network_peering"][0].clone();
    let (usual, malformed) = (one(&usual), one(&malformed));
    let names = |one: &Value| one.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&usual), names(&malformed));
    assert!(
        malformed["name"].is_number()
            && malformed["state"].is_number()
            && malformed["labels"].is_array()
    );
    assert!(malformed["network"]["uuid"].is_number());
    let prefix = &malformed["network"]["ip_networks"]["ip_network"][0]["prefix"];
    assert!(prefix.is_null() || prefix.is_number(), "{prefix}");
}

#[test]
fn a_body_of_another_shape_has_objects_for_arrays_in_an_array() {
    let (usual, malformed) = list_with(&json!({ "wrong": "shapes" }));
    let found = &malformed[0]["network_peerings"]["network_peering"]["0"];
    let name = &usual["network_peerings"]["network_peering"][0]["name"];
    assert_eq!(&found["name"], name);
    let (_, malformed) = list_with(&json!({ "wrong": "fields" }));
    assert_eq!(
        malformed["network_peerings"]["network_peering"][0]["name"],
        Value::Null
    );
    assert_eq!(list_with(&json!({ "wrong": "null" })).1, Value::Null);
}

#[test]
fn an_enormous_body_adds_to_the_usual_one() {
    let (usual, mut malformed) = list_with(&json!({ "padding": 3_000_000 }));
    let padding = malformed
        .as_object_mut()
        .unwrap()
        .remove("padding")
        .unwrap();
    assert_eq!(padding.as_str().unwrap().len(), 3_000_000);
    assert_eq!(malformed, usual);
    let (_, malformed) = list_with(&json!({ "name_length": 3_000_000 }));
    let name = &malformed["network_peerings"]["network_peering"][0]["name"];
    assert_eq!(name.as_str().unwrap().len(), 3_000_000);
}

#[test]
fn a_body_in_pieces_is_complete() {
    let start = Instant::now();
    let (usual, malformed) = list_with(&json!({ "drip": { "pieces": 4, "pause_ms": 30 } }));
    assert_eq!(malformed, usual);
    assert!(start.elapsed() >= Duration::from_millis(90));
}

#[test]
fn the_server_acts_even_if_the_body_is_malformed() {
    for fault in [
        json!({ "wrong": "null" }),
        json!({ "padding": 10 }),
        json!({ "name_length": 300 }),
        json!({ "drip": { "pieces": 2, "pause_ms": 1 } }),
    ] {
        let server = Server::empty();
        let body = creation(&server);
        server.plan(&json!({ "method": "POST", "path": "/1.3/", "fault": fault }));
        let reply = server.call("demo", "POST", "/1.3/network-peering", &body);
        assert_eq!(reply.status, 201, "{fault}");
        assert_eq!(server.peering_count(), 1, "{fault}");
        let list = server.get("/1.3/network-peering").json();
        let name = &list["network_peerings"]["network_peering"][0]["name"];
        assert_eq!(name, "a link", "{fault}");
    }
}

#[test]
fn a_truncated_body_breaks_off_after_the_head_and_half_the_body() {
    let server = Server::empty();
    let body = creation(&server);
    server.plan(&json!({ "path": "/1.3/", "fault": { "truncate": true } }));
    let received = server.receive("POST", "/1.3/network-peering", &DEMO, &body);
    let (head, part) = received.split_once("\r\n\r\n").expect(&received);
    assert!(head.starts_with("HTTP/1.1 201 "), "{head}");
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Length: "));
    let length: usize = length.expect(head).parse().unwrap();
    assert_eq!(part.len(), length / 2);
    assert_eq!(server.peering_count(), 1);
}

#[test]
fn a_given_body_is_sent_unchanged_and_the_server_does_not_act() {
    let server = Server::empty();
    let body = r#"{"half":"\ud83d","big":1e999}"#;
    server.plan(&json!([
        { "path": "/1.3/zone", "fault": { "body": body } },
        { "method": "POST", "path": "/", "fault": { "status": 201, "body": "\u{0}" } },
    ]));
    let reply = server.get("/1.3/zone");
    assert_eq!((reply.status, reply.text.as_str()), (200, body));
    let created = server.send("POST", "/1.3/network-peering", &DEMO, &creation(&server));
    let created = created.unwrap();
    assert_eq!((created.status, created.text.as_str()), (201, "\u{0}"));
    assert_eq!(server.peering_count(), 0);
}
