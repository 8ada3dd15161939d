//! The model in, the documented method, path and body out.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot set up what it needs should stop there and then"
)]

use domain::{
    api::{
        label_filter::{LabelFilter, Term},
        request::{self, Method, Request},
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        label::Label,
        state::ConfiguredStatus,
    },
};
use serde_json::{Value, json};

const ID: &str = "0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354";
const LOCAL: &str = "03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615";
const PEER: &str = "03c94b70-e2d8-4a56-8f01-7d3b95a6c2e4";

fn id() -> PeeringId {
    ID.parse().expect("a UUID")
}

fn network(text: &str) -> NetworkId {
    text.parse().expect("a UUID")
}

fn draft() -> Draft {
    Draft {
        name: "hel-to-fra".into(),
        configured_status: ConfiguredStatus::Active,
        local: network(LOCAL),
        peer: network(PEER),
        labels: vec![Label::new("env", "prod")],
    }
}

fn check(request: &Request, method: Method, path: &str, body: Option<&Value>) {
    assert_eq!(request.method, method);
    assert_eq!(request.path, path);
    let sent: Option<Value> = request
        .body
        .as_ref()
        .map(|body| serde_json::from_str(body).expect("JSON"));
    assert_eq!(sent.as_ref(), body, "{path}");
    assert_eq!(request.is_read(), method == Method::Get);
}

#[test]
fn reads_have_a_path_and_no_body() {
    for (request, path) in [
        (request::account(), "/account"),
        (request::resource_usage(), "/account/resource-usage"),
        (request::networks(), "/network"),
        (request::routers(), "/router"),
        (request::zones(), "/zone"),
        (
            request::peerings(&LabelFilter::default()),
            "/network-peering",
        ),
    ] {
        check(&request, Method::Get, path, None);
    }
    check(
        &request::peering(id()),
        Method::Get,
        "/network-peering/0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354",
        None,
    );
}

#[test]
fn the_other_half_is_asked_for_by_its_two_networks() {
    check(
        &request::peerings_between(network(PEER), network(LOCAL)),
        Method::Get,
        &format!("/network-peering?network_uuid_local={PEER}&network_uuid_peer={LOCAL}"),
        None,
    );
}

#[test]
fn a_filter_repeats_label_and_encodes_what_an_address_cannot_hold() {
    let path = |terms: &[&str]| {
        let filter = terms.iter().fold(LabelFilter::default(), |filter, text| {
            filter.with(Term::parse(text).expect("a term"))
        });
        request::peerings(&filter).path
    };
    assert_eq!(path(&["env"]), "/network-peering?label=env");
    assert_eq!(path(&["env=prod"]), "/network-peering?label=env%3Dprod");
    assert_eq!(path(&["env="]), "/network-peering?label=env%3D");
    assert_eq!(
        path(&["env=prod", "team"]),
        "/network-peering?label=env%3Dprod&label=team"
    );
    assert_eq!(
        path(&["env=a&b#c d=ü"]),
        "/network-peering?label=env%3Da%26b%23c+d%3D%C3%BC"
    );
    assert_eq!(
        path(&["env=100%+?/"]),
        "/network-peering?label=env%3D100%25%2B%3F%2F"
    );
}

#[test]
fn a_new_peering_is_sent_in_its_wrapper() {
    let body = json!({ "network_peering": {
        "name": "hel-to-fra",
        "configured_status": "active",
        "network": { "uuid": LOCAL },
        "peer_network": { "uuid": PEER },
        "labels": [{ "key": "env", "value": "prod" }],
    }});
    check(
        &request::create(&draft()),
        Method::Post,
        "/network-peering",
        Some(&body),
    );
}

#[test]
fn a_new_peering_without_labels_names_none() {
    let draft = Draft {
        configured_status: ConfiguredStatus::Disabled,
        labels: Vec::new(),
        ..draft()
    };
    let body = json!({ "network_peering": {
        "name": "hel-to-fra",
        "configured_status": "disabled",
        "network": { "uuid": LOCAL },
        "peer_network": { "uuid": PEER },
    }});
    check(
        &request::create(&draft),
        Method::Post,
        "/network-peering",
        Some(&body),
    );
}

#[test]
fn a_modification_names_only_what_changes() {
    let path = format!("/network-peering/{ID}");
    let cases = [
        (Patch::default(), json!({})),
        (
            Patch::status(ConfiguredStatus::Disabled),
            json!({ "configured_status": "disabled" }),
        ),
        (
            Patch {
                name: Some("fra".into()),
                ..Patch::default()
            },
            json!({ "name": "fra" }),
        ),
        (
            // Clearing is an empty list; null or absent would say other things.
            Patch {
                labels: Some(Vec::new()),
                ..Patch::default()
            },
            json!({ "labels": [] }),
        ),
        (
            Patch {
                name: Some("\"quoted\" ü".into()),
                configured_status: Some(ConfiguredStatus::Active),
                labels: Some(vec![Label::new("env", ""), Label::new("team", "a=b")]),
            },
            json!({
                "name": "\"quoted\" ü",
                "configured_status": "active",
                "labels": [{ "key": "env", "value": "" }, { "key": "team", "value": "a=b" }],
            }),
        ),
    ];
    for (patch, fields) in cases {
        check(
            &request::modify(id(), &patch),
            Method::Patch,
            &path,
            Some(&json!({ "network_peering": fields })),
        );
    }
}

#[test]
fn a_deletion_has_no_body() {
    check(
        &request::delete(id()),
        Method::Delete,
        &format!("/network-peering/{ID}"),
        None,
    );
}

#[test]
fn a_router_is_made_attached_and_detached() {
    let router: RouterId = "04d27e5b-80c3-4f91-a6b4-19e7c25d0a38"
        .parse()
        .expect("a UUID");
    check(
        &request::create_router("hel-router"),
        Method::Post,
        "/router",
        Some(&json!({ "router": { "name": "hel-router" } })),
    );
    check(
        &request::attach(network(LOCAL), Some(router)),
        Method::Put,
        &format!("/network/{LOCAL}"),
        Some(&json!({ "network": { "router": "04d27e5b-80c3-4f91-a6b4-19e7c25d0a38" } })),
    );
    check(
        &request::attach(network(LOCAL), None),
        Method::Put,
        &format!("/network/{LOCAL}"),
        Some(&json!({ "network": { "router": null } })),
    );
    check(
        &request::delete_router(router),
        Method::Delete,
        "/router/04d27e5b-80c3-4f91-a6b4-19e7c25d0a38",
        None,
    );
}
