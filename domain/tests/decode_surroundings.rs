//! Documented answers on what surrounds the peerings in, the model out.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot read its fixture should stop there and then"
)]

use domain::{
    api::decode,
    model::{
        cidr::Range,
        ids::NetworkId,
        network::{Account, Router, Zone},
    },
};

#[test]
fn of_the_networks_only_private_ones_can_be_peered() {
    let listed = decode::networks(include_str!("fixtures/networks.json")).expect("a list");
    assert!(listed.unreadable.is_empty());
    let told: Vec<(&str, bool, bool)> = listed
        .items
        .iter()
        .map(|n| (n.name.as_str(), n.private, n.router.is_some()))
        .collect();
    assert_eq!(
        told,
        [
            ("Public 80.69.172.0/22", false, false),
            ("Private 10.1.0.0/22", false, false),
            ("hel-app", true, true),
            ("detached", true, false),
        ]
    );
    let app = listed.items.get(2).expect("the third");
    assert_eq!(
        app.id,
        "03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615"
            .parse::<NetworkId>()
            .expect("a UUID")
    );
    assert_eq!(app.zone, "fi-hel1");
    assert_eq!(app.ranges, [Range::new("10.10.0.0/24")]);
    assert_eq!(
        app.router.map(|id| id.to_string()).as_deref(),
        Some("04d27e5b-80c3-4f91-a6b4-19e7c25d0a38")
    );
}

#[test]
fn one_bad_network_hides_no_other() {
    let body = include_str!("fixtures/networks.json")
        .replace(r#""uuid" : "0384c005"#, r#""uuid" : "0384"#)
        .replace("0384c005-f9df-471c-b9fb-f0eb8b8e46c3", "no UUID");
    let listed = decode::networks(&body).expect("a list");
    assert_eq!(listed.items.len(), 3);
    let [told] = listed.unreadable.as_slice() else {
        panic!("one is bad: {:?}", listed.unreadable)
    };
    assert!(
        told.starts_with("network[3]: ") && told.contains("is not a UUID"),
        "{told}"
    );
}

#[test]
fn routers_zones_and_the_account_are_read() {
    assert_eq!(
        decode::routers(include_str!("fixtures/routers.json"))
            .map(|listed| listed.items.into_iter().next()),
        Ok(Some(Router {
            id: "04d27e5b-80c3-4f91-a6b4-19e7c25d0a38"
                .parse()
                .expect("a UUID"),
            name: "hel-router".into(),
            service: false,
            attached: vec![
                "03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615"
                    .parse()
                    .expect("a UUID")
            ],
        }))
    );
    let zone = |id: &str, description: &str| Zone {
        id: id.into(),
        description: description.into(),
    };
    assert_eq!(
        decode::zones(include_str!("fixtures/zones.json")).map(|listed| listed.items),
        Ok(vec![
            zone("fi-hel1", "Helsinki #1"),
            zone("fi-priv-acme", "Acme private")
        ])
    );
    assert_eq!(
        decode::account(include_str!("fixtures/account.json")),
        Ok(Account {
            username: "apiuser".into(),
            peering_limit: Some(100),
        })
    );
}

#[test]
fn an_account_without_a_readable_limit_still_signs_in() {
    for limits in [
        "",
        r#","resource_limits":{}"#,
        r#","resource_limits":null"#,
        r#","resource_limits":{"network_peerings":null}"#,
        r#","resource_limits":{"network_peerings":-1}"#,
        r#","resource_limits":{"network_peerings":"unlimited"}"#,
    ] {
        let body = format!(r#"{{"account":{{"username":"apiuser"{limits}}}}}"#);
        let account = decode::account(&body).expect("an account");
        assert_eq!(
            (account.username.as_str(), account.peering_limit),
            ("apiuser", None),
            "{limits}"
        );
    }
}

/// The answers to the writes that mend a missing router, and the count that
/// the limit is compared with.
#[test]
fn single_objects_and_the_usage_are_read() {
    let networks = decode::networks(include_str!("fixtures/networks.json")).expect("networks");
    let listed: serde_json::Value =
        serde_json::from_str(include_str!("fixtures/networks.json")).expect("JSON");
    let first = listed.pointer("/networks/network/0").expect("a network");
    let body = serde_json::json!({ "network": first }).to_string();
    assert_eq!(decode::network(&body).ok().as_ref(), networks.items.first());
    let bare = decode::network(&first.to_string());
    assert_eq!(bare, decode::network(&body), "without the object around it");
    let told = decode::network("{}").map_err(|error| error.message);
    assert!(told.is_err_and(|told| told.contains("`network`")));

    let body = r#"{"router":{"uuid":"04d27e5b-80c3-4f91-a6b4-19e7c25d0a38","name":"new"}}"#;
    let router = decode::router(body).expect("a router");
    assert!(!router.service && router.attached.is_empty());

    assert_eq!(
        decode::peerings_used(r#"{"network_peerings":4,"cores":2}"#),
        Ok(Some(4))
    );
    assert_eq!(
        decode::peerings_used(r#"{"network_peerings":"many"}"#),
        Ok(None)
    );
    assert!(decode::peerings_used("<html>").is_err());
}
