//! Modifying and deleting a peering.

use emulator::cloud::codes;
use serde_json::{Value, json};

use crate::support::{Server, create, path_of};

#[test]
fn patch_changes_only_the_attributes_it_names() {
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
    let fixed = [
        "uuid",
        "state",
        "network",
        "peer_network",
        "created_at",
        "colour",
    ];
    for attribute in fixed {
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
