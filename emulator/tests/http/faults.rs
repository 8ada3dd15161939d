//! Faults on the way between client and API.

use crate::support::Server;
use emulator::edge::fault::Fault;
use emulator::{Emulator, Options, Settings};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const DEMO: [(&str, &str); 1] = [("authorization", "Bearer ucat_demo")];

fn plan(server: &Server, fault: &Value) {
    let reply = server.control("POST", "faults", fault);
    assert_eq!(reply.status, 204, "{}", reply.text);
}

fn peerings(server: &Server) -> usize {
    let state = server.control("GET", "state", &Value::Null).json();
    state["peerings"].as_array().unwrap().len()
}

fn creation(server: &Server) -> String {
    crate::support::between(&server.network("hel-app"), &server.network("fra-db")).to_string()
}

#[test]
fn a_fault_hits_the_requests_it_names_so_often_and_no_others() {
    let server = Server::empty();
    plan(
        &server,
        &json!({ "method": "GET", "path": "/1.3/net", "times": 2, "fault": { "status": 500 } }),
    );
    let path = "/1.3/network-peering";
    assert_eq!(server.post(path, &json!({})).status, 400, "another verb");
    assert_eq!(server.get("/1.3/zone").status, 200, "another path");
    let reply = server.get(path);
    assert_eq!(reply.refusal(), (500, "GENERAL_FAILURE".to_owned()));
    assert_eq!(server.get("/1.3/network?zone=x").status, 500);
    assert_eq!(server.get(path).status, 200, "used up");
}

#[test]
fn faults_that_no_request_has_met_are_counted_and_forgotten() {
    let server = Server::empty();
    let forget = || server.control("DELETE", "faults", &Value::Null).json()["left"].clone();
    plan(
        &server,
        &json!({ "path": "/1.3/zone", "fault": { "status": 500 } }),
    );
    assert_eq!(
        server.control("GET", "faults", &Value::Null).json()["left"],
        1
    );
    assert_eq!(forget(), 1);
    assert_eq!(server.get("/1.3/zone").status, 200);
    plan(
        &server,
        &json!({ "path": "/1.3/zone", "fault": { "status": 500 } }),
    );
    assert_eq!(server.get("/1.3/zone").status, 500);
    assert_eq!(forget(), 0);
}

#[test]
fn a_fault_can_name_the_exact_path_and_lists_are_taken_in_order() {
    let server = Server::empty();
    let path = server.peer("demo", "hel-app", "fra-db");
    plan(
        &server,
        &json!([
            { "path": "/1.3/network-peering", "exact": true, "fault": { "status": 503 } },
            { "path": "/1.3/network-peering", "fault": { "status": 501 } },
        ]),
    );
    assert_eq!(server.get(&path).status, 501);
    assert_eq!(server.get("/1.3/network-peering/?label=x").status, 503);
    assert_eq!(server.get(&path).status, 200);
}

#[test]
fn answers_of_gateways_and_limiters_are_imitated() {
    let server = Server::empty();
    let next = |fault: Value| {
        plan(&server, &json!({ "path": "/1.3/", "fault": fault }));
        server.get("/1.3/zone")
    };
    let reply = next(json!({ "status": 502, "html": true }));
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (502, Some("text/html"))
    );
    assert!(reply.text.starts_with("<html>"));
    let reply = next(json!({ "status": 429, "retry_after": 1 }));
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (429, Some("1"))
    );
    let reply = next(json!({ "status": 409, "error_code": "X", "error_message": "Because." }));
    assert_eq!(
        reply.json(),
        json!({ "error": { "error_code": "X", "error_message": "Because." } })
    );
    assert_eq!(reply.status, 409);
}

#[test]
fn a_dropped_connection_leaves_open_whether_the_server_acted() {
    let server = Server::empty();
    let body = creation(&server);
    for (moment, created) in [("before", 0), ("after", 1)] {
        plan(
            &server,
            &json!({ "method": "POST", "path": "/1.3/", "fault": { "drop": moment } }),
        );
        assert!(
            server
                .send("POST", "/1.3/network-peering", &DEMO, &body)
                .is_err(),
            "{moment}"
        );
        assert_eq!(peerings(&server), created, "{moment}");
    }
    let log = server.control("GET", "requests", &Value::Null).json();
    assert_eq!(log[0]["status"], Value::Null);
}

#[test]
fn a_truncated_answer_breaks_off() {
    let server = Server::empty();
    let body = creation(&server);
    plan(
        &server,
        &json!({ "path": "/1.3/", "fault": { "truncate": true } }),
    );
    assert!(
        server
            .send("POST", "/1.3/network-peering", &DEMO, &body)
            .is_err()
    );
    assert_eq!(peerings(&server), 1);
}

/// The answer to the next reading of the list, which holds one peering, with this fault.
fn odd_list(fault: &Value) -> (Value, Value) {
    let server = Server::empty();
    server.peer("demo", "hel-app", "fra-db");
    let path = "/1.3/network-peering";
    let usual = server.get(path).json();
    plan(&server, &json!({ "path": path, "fault": fault }));
    let reply = server.get(path);
    assert_eq!(reply.status, 200);
    (usual, reply.json())
}

#[test]
fn an_answer_of_wrong_types_has_the_same_fields() {
    let (usual, odd) = odd_list(&json!({ "wrong": "types" }));
    let one = |list: &Value| list["network_peerings"]["network_peering"][0].clone();
    let (usual, odd) = (one(&usual), one(&odd));
    let names = |one: &Value| one.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&usual), names(&odd));
    assert!(odd["name"].is_number() && odd["state"].is_number() && odd["labels"].is_array());
    assert!(odd["network"]["uuid"].is_number());
    let prefix = &odd["network"]["ip_networks"]["ip_network"][0]["prefix"];
    assert!(prefix.is_null() || prefix.is_number(), "{prefix}");
}

#[test]
fn an_answer_of_another_shape_has_objects_for_lists_and_a_list_around() {
    let (usual, odd) = odd_list(&json!({ "wrong": "shapes" }));
    let held = &odd[0]["network_peerings"]["network_peering"]["0"];
    let name = &usual["network_peerings"]["network_peering"][0]["name"];
    assert_eq!(&held["name"], name);
    let (_, odd) = odd_list(&json!({ "wrong": "fields" }));
    assert_eq!(
        odd["network_peerings"]["network_peering"][0]["name"],
        Value::Null
    );
    assert_eq!(odd_list(&json!({ "wrong": "null" })).1, Value::Null);
}

#[test]
fn an_enormous_answer_is_the_usual_one_and_more() {
    let (usual, mut odd) = odd_list(&json!({ "padding": 3_000_000 }));
    let padding = odd.as_object_mut().unwrap().remove("padding").unwrap();
    assert_eq!(padding.as_str().unwrap().len(), 3_000_000);
    assert_eq!(odd, usual);
    let (_, odd) = odd_list(&json!({ "name_length": 3_000_000 }));
    let name = &odd["network_peerings"]["network_peering"][0]["name"];
    assert_eq!(name.as_str().unwrap().len(), 3_000_000);
}

#[test]
fn a_dripping_answer_is_whole_in_the_end() {
    let begin = Instant::now();
    let (usual, odd) = odd_list(&json!({ "drip": { "pieces": 4, "pause_ms": 30 } }));
    assert_eq!(odd, usual);
    assert!(begin.elapsed() >= Duration::from_millis(90));
}

#[test]
fn the_server_acts_whatever_is_wrong_with_its_answer() {
    for fault in [
        json!({ "wrong": "null" }),
        json!({ "padding": 10 }),
        json!({ "name_length": 300 }),
        json!({ "drip": { "pieces": 2, "pause_ms": 1 } }),
    ] {
        let server = Server::empty();
        let body = creation(&server);
        plan(
            &server,
            &json!({ "method": "POST", "path": "/1.3/", "fault": fault }),
        );
        let reply = server.call("demo", "POST", "/1.3/network-peering", &body);
        assert_eq!(reply.status, 201, "{fault}");
        assert_eq!(peerings(&server), 1, "{fault}");
        let held = server.get("/1.3/network-peering").json();
        let name = &held["network_peerings"]["network_peering"][0]["name"];
        assert_eq!(name, "a link", "{fault}");
    }
}

#[test]
fn delays_and_latency_hold_answers_back() {
    let server = Server::empty();
    let time = || {
        let begin = Instant::now();
        assert_eq!(server.get("/1.3/zone").status, 200);
        begin.elapsed()
    };
    plan(
        &server,
        &json!({ "path": "/1.3/zone", "fault": { "delay_ms": 60 } }),
    );
    assert!(time() >= Duration::from_millis(60));
    server.control("POST", "reset", &json!({ "latency": "50ms" }));
    assert!(time() >= Duration::from_millis(50));
}

#[test]
fn chance_is_repeatable_and_as_likely_as_asked_for() {
    let outcomes = |seed: u64| -> Vec<Option<Fault>> {
        let settings = Settings {
            scenario: "empty".parse().unwrap(),
            seed,
            fault_rate: 0.3,
            ..Settings::default()
        };
        let emulator = Emulator::new(Options {
            settings,
            ..Options::default()
        })
        .unwrap();
        (0..1000)
            .map(|_| emulator.next_fault("GET", "/1.3/zone"))
            .collect()
    };
    let first = outcomes(3);
    assert_eq!(first, outcomes(3));
    assert_ne!(first, outcomes(4));
    let faults: Vec<_> = first.into_iter().flatten().collect();
    assert!((250..350).contains(&faults.len()), "{}", faults.len());
    assert!(faults.iter().any(|fault| fault.status == Some(500)));
    assert!(faults.iter().any(|fault| fault.drop.is_some()));
    assert!(faults.iter().any(|fault| fault.delay_ms > 0));
}

#[test]
fn a_body_is_sent_as_it_is_and_nothing_is_done() {
    let server = Server::empty();
    let body = r#"{"half":"\ud83d","big":1e999}"#;
    plan(
        &server,
        &json!([
            { "path": "/1.3/zone", "fault": { "body": body } },
            { "method": "POST", "path": "/", "fault": { "status": 201, "body": "\u{0}" } },
        ]),
    );
    let reply = server.get("/1.3/zone");
    assert_eq!((reply.status, reply.text.as_str()), (200, body));
    let made = server.send("POST", "/1.3/network-peering", &DEMO, &creation(&server));
    let made = made.unwrap();
    assert_eq!((made.status, made.text.as_str()), (201, "\u{0}"));
    assert_eq!(peerings(&server), 0);
}

#[test]
fn chance_faults_reach_the_client() {
    let settings = Settings {
        scenario: "empty".parse().unwrap(),
        fault_rate: 1.0,
        seed: 1,
        ..Settings::default()
    };
    let server = Server::with(Options {
        settings,
        ..Options::default()
    });
    let reply = server.send("GET", "/1.3/zone", &DEMO, "");
    assert!(reply.map_or(true, |reply| reply.status >= 500));
}

#[test]
fn faults_that_make_no_sense_are_refused() {
    let server = Server::empty();
    for wrong in [
        json!({ "path": "/", "fault": { "colour": 1 } }),
        json!({ "fault": { "status": 500 } }),
        json!({ "path": "/", "fault": { "drop": "sometimes" } }),
        json!({ "path": "/", "fault": { "wrong": "somehow" } }),
        json!({ "path": "/", "fault": { "drip": { "pieces": 2 } } }),
        json!("x"),
    ] {
        assert_eq!(
            server.control("POST", "faults", &wrong).status,
            400,
            "{wrong}"
        );
    }
}
