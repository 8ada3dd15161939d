//! Documented answers in, the model out; and what becomes of answers that are
//! not as documented.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot read its fixture should stop there and then"
)]

use domain::{
    api::{
        decode,
        error::{ApiError, ErrorKind},
    },
    model::{
        cidr::Range,
        ids::PeeringId,
        label::Label,
        peering::{End, Peering},
        state::{ConfiguredStatus, KNOWN, State},
    },
};

const PEERING: &str = include_str!("fixtures/peering_dual_stack.json");
const PEERINGS: &str = include_str!("fixtures/peerings.json");

fn end(network: &str, ranges: &[&str]) -> End {
    End {
        network: network.parse().expect("a UUID"),
        ranges: ranges.iter().map(|text| Range::new(*text)).collect(),
    }
}

fn hel_to_fra() -> Peering {
    Peering {
        id: "0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354"
            .parse()
            .expect("a UUID"),
        name: "hel-to-fra".into(),
        configured_status: ConfiguredStatus::Active,
        state: State::Active,
        local: end(
            "03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615",
            &["10.10.0.0/24", "fc02:c4f3:11::/64"],
        ),
        peer: end(
            "03c94b70-e2d8-4a56-8f01-7d3b95a6c2e4",
            &["10.20.0.0/24", "fc02:c4f3:12::/64"],
        ),
        labels: vec![
            Label::new("env", "prod"),
            Label::new("_managed_by", "upcloud"),
        ],
        created_at: Some("2026-07-01T08:15:00Z".into()),
        updated_at: Some("2026-07-02T09:00:00Z".into()),
    }
}

fn unreadable<T: std::fmt::Debug>(read: Result<T, ApiError>) -> String {
    let error = read.expect_err("a body that is not as promised");
    assert_eq!(error.kind, ErrorKind::Unreadable);
    error.message
}

#[test]
fn a_peering_with_both_families_is_read_whole() {
    assert_eq!(decode::peering(PEERING), Ok(hel_to_fra()));
}

#[test]
fn a_pending_peering_knows_nothing_of_the_peers_ranges() {
    let read = decode::peering(include_str!("fixtures/peering_pending.json"));
    let expected = Peering {
        state: State::PendingPeer,
        local: end("03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615", &["10.10.0.0/24"]),
        peer: end("03c94b70-e2d8-4a56-8f01-7d3b95a6c2e4", &[]),
        labels: Vec::new(),
        updated_at: None,
        ..hel_to_fra()
    };
    assert_eq!(read, Ok(expected));
}

#[test]
fn a_peering_without_the_object_around_it_is_read_as_well() {
    let wrapped = include_str!("fixtures/peering_pending.json");
    let body: serde_json::Value = serde_json::from_str(wrapped).expect("JSON");
    let bare = body["network_peering"].to_string();
    let read = decode::peering(&bare);
    assert!(read.is_ok());
    assert_eq!(read, decode::peering(wrapped));
    // What is no peering is none without it, either.
    let other = bare.replace("configured_status", "status");
    let told = unreadable(decode::peering(&other));
    assert!(told.contains("network_peering"), "{told}");
}

#[test]
fn what_is_new_in_the_api_is_kept_or_ignored_but_never_fails() {
    let read = decode::peering(include_str!("fixtures/peering_unknown_state.json"));
    let expected = Peering {
        // Escapes are what a reader that borrows from the body trips over.
        name: "hel-to-fra \"2\"".into(),
        state: State::Other("quarantined".into()),
        configured_status: ConfiguredStatus::Other("paused".into()),
        local: end("03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615", &["10.10.0.0/24"]),
        peer: end("03c94b70-e2d8-4a56-8f01-7d3b95a6c2e4", &[]),
        labels: vec![Label::new("env", "prod")],
        created_at: None,
        updated_at: None,
        ..hel_to_fra()
    };
    assert_eq!(read, Ok(expected));
}

#[test]
fn null_is_as_good_as_absent() {
    let read = decode::peering(include_str!("fixtures/peering_nulls.json"));
    let expected = Peering {
        state: State::Disabled,
        configured_status: ConfiguredStatus::Disabled,
        local: end("03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615", &[]),
        peer: end("03c94b70-e2d8-4a56-8f01-7d3b95a6c2e4", &[]),
        labels: Vec::new(),
        created_at: None,
        updated_at: None,
        ..hel_to_fra()
    };
    assert_eq!(read, Ok(expected));
}

#[test]
fn each_documented_state_is_known() {
    for state in KNOWN {
        let body = PEERING.replace(
            r#""state" : "active""#,
            &format!(r#""state" : "{}""#, state.as_str()),
        );
        let read = decode::peering(&body).expect("a peering");
        assert!(!matches!(read.state, State::Other(_)), "{state}");
        assert_eq!(read.state, state);
    }
}

#[test]
fn a_list_is_read_in_the_order_it_comes() {
    let listed = decode::peerings(PEERINGS).expect("a list");
    let names: Vec<&str> = listed.items.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["hel-to-fra", "fra-to-ams"]);
    assert_eq!(
        listed.items.last().map(|p| &p.state),
        Some(&State::PendingPeer)
    );
    assert!(listed.unreadable.is_empty());
}

#[test]
fn an_empty_list_is_a_list() {
    let listed = decode::peerings(include_str!("fixtures/peerings_empty.json")).expect("a list");
    assert!(listed.items.is_empty() && listed.unreadable.is_empty());
}

#[test]
fn one_bad_element_is_told_and_hides_nothing() {
    let listed = decode::peerings(include_str!("fixtures/peerings_one_bad.json")).expect("a list");
    let names: Vec<&str> = listed.items.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["good", "good, too"]);
    let [told] = listed.unreadable.as_slice() else {
        panic!("one is bad: {:?}", listed.unreadable)
    };
    assert!(
        told.contains("network_peering[1]: ") && told.contains("expected a formatted UUID"),
        "{told}"
    );
    assert!(
        told.contains("0f7b20d9-c6e1-4538-9a4f-e15d83b0c672"),
        "names the object: {told}"
    );
}

#[test]
fn an_answer_that_is_not_as_promised_is_unreadable_and_says_where() {
    for (body, place) in [
        ("", "EOF"),
        ("null", "null"),
        ("[]", "expected struct"),
        ("{}", "network_peering"),
        (
            r#"{"network_peering":{}}"#,
            "missing field `uuid` at line 1",
        ),
        (r#"{"network_peering":[1]}"#, "at line 1 column 21"),
        ("<html>", "expected value"),
    ] {
        let told = unreadable(decode::peering(body));
        assert!(told.contains(place), "{body}: {told}");
    }
    for (from, to, reason) in [
        (r#""10.20.0.0/24""#, "7", "invalid type: integer `7`"),
        (r#""key" : "env","#, "", "missing field `key`"),
        (
            r#""03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615""#,
            r#""hel""#,
            "UUID parsing failed",
        ),
        (
            r#""state" : "active""#,
            r#""state" : false"#,
            "invalid type: boolean `false`",
        ),
    ] {
        let body = PEERING.replace(from, to);
        assert_ne!(body, PEERING, "{from} stands in the fixture");
        let told = unreadable(decode::peering(&body));
        assert!(told.contains(reason), "{reason}: {told}");
        // Where in the text, so that the place can be found in the log.
        assert!(told.contains(" at line "), "{told}");
    }
}

#[test]
fn two_answers_in_one_are_no_answer() {
    let twice = format!("{PEERING}{PEERING}");
    assert!(unreadable(decode::peering(&twice)).contains("trailing"));
    assert!(unreadable(decode::peerings(&format!("{PEERINGS}<hr>"))).contains("trailing"));
}

#[test]
fn a_list_that_is_no_list_is_unreadable() {
    for body in [
        "",
        "{}",
        r#"{"network_peerings":[]}"#,
        r#"{"network_peerings":{"network_peering":{}}}"#,
    ] {
        unreadable(decode::peerings(body));
        unreadable(decode::networks(body));
        unreadable(decode::routers(body));
        unreadable(decode::zones(body));
        unreadable(decode::account(body));
    }
    let told = unreadable(decode::peerings(
        r#"{"network_peerings":{"network_peering":{}}}"#,
    ));
    assert!(told.contains("expected a sequence"), "{told}");
    let told = unreadable(decode::zones(r#"{"zones":{}}"#));
    assert!(told.contains("`zones.zone`"), "{told}");
}

#[test]
fn identifiers_are_told_apart_by_type_and_printed_alike() {
    let text = "0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354";
    let id = decode::peering(PEERING).expect("a peering").id;
    assert_eq!(id, text.parse::<PeeringId>().expect("a UUID"));
    assert_eq!(id.to_string(), text);
}
