//! Faults between client and API: which requests they affect, and how they end.

use std::time::{Duration, Instant};

use emulator::{Emulator, Options, Settings, edge::fault::Fault};
use serde_json::{Value, json};

use crate::support::{DEMO, Server, creation};

#[test]
fn a_fault_affects_the_requests_it_names_as_often_as_planned() {
    let server = Server::empty();
    server.plan(
        &json!({ "method": "GET", "path": "/1.3/net", "times": 2, "fault": { "status": 500 } }),
    );
    let path = "/1.3/network-peering";
    assert_eq!(server.post(path, &json!({})).status, 400, "another method");
    assert_eq!(server.get("/1.3/zone").status, 200, "another path");
    let reply = server.get(path);
    assert_eq!(reply.refusal(), (500, "GENERAL_FAILURE".to_owned()));
    assert_eq!(server.get("/1.3/network?zone=x").status, 500);
    assert_eq!(server.get(path).status, 200, "used up");
}

#[test]
fn unused_faults_are_counted_and_cleared() {
    let server = Server::empty();
    let clear = || server.control("DELETE", "faults", &Value::Null).json()["left"].clone();
    server.plan(&json!({ "path": "/1.3/zone", "fault": { "status": 500 } }));
    assert_eq!(
        server.control("GET", "faults", &Value::Null).json()["left"],
        1
    );
    assert_eq!(clear(), 1);
    assert_eq!(server.get("/1.3/zone").status, 200);
    server.plan(&json!({ "path": "/1.3/zone", "fault": { "status": 500 } }));
    assert_eq!(server.get("/1.3/zone").status, 500);
    assert_eq!(clear(), 0);
}

#[test]
fn a_fault_can_name_the_exact_path_and_lists_are_used_in_order() {
    let server = Server::empty();
    let path = server.peer("demo", "hel-app", "fra-db");
    server.plan(&json!([
        { "path": "/1.3/network-peering", "exact": true, "fault": { "status": 503 } },
        { "path": "/1.3/network-peering", "fault": { "status": 501 } },
    ]));
    assert_eq!(server.get(&path).status, 501);
    assert_eq!(server.get("/1.3/network-peering/?label=x").status, 503);
    assert_eq!(server.get(&path).status, 200);
}

#[test]
fn responses_of_gateways_and_rate_limiters_are_imitated() {
    let server = Server::empty();
    let next = |fault: Value| {
        server.plan(&json!({ "path": "/1.3/", "fault": fault }));
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
fn the_sign_in_pages_of_gateways_are_imitated() {
    let server = Server::empty();
    let next = |fault: Value| {
        server.plan(&json!({ "path": "/1.3/", "fault": fault }));
        server.get("/1.3/zone")
    };
    let reply = next(json!({ "status": 200, "html": true, "title": "Sign in" }));
    assert!(reply.text.contains("<title>Sign in</title>"));
    let reply = next(json!({ "status": 303, "location": "/login" }));
    assert_eq!(
        (reply.status, reply.header("location")),
        (303, Some("/login"))
    );
    assert_eq!(reply.text, "");
}

#[test]
fn an_answer_is_replaced_before_or_after_the_server_acts() {
    let server = Server::empty();
    let body = creation(&server);
    for (acted, created) in [(false, 0), (true, 1)] {
        let fault = json!({ "status": 200, "html": true, "acted": acted });
        server.plan(&json!({ "method": "POST", "path": "/1.3/", "fault": fault }));
        let reply = server.send("POST", "/1.3/network-peering", &DEMO, &body);
        assert_eq!(reply.expect("an answer").status, 200);
        assert_eq!(server.peering_count(), created, "{acted}");
    }
}

#[test]
fn a_connection_is_dropped_before_or_after_the_server_acts() {
    let server = Server::empty();
    let body = creation(&server);
    for (moment, created) in [("before", 0), ("after", 1)] {
        server.plan(&json!({ "method": "POST", "path": "/1.3/", "fault": { "drop": moment } }));
        assert!(
            server
                .send("POST", "/1.3/network-peering", &DEMO, &body)
                .is_err(),
            "{moment}"
        );
        assert_eq!(server.peering_count(), created, "{moment}");
    }
    let log = server.control("GET", "requests", &Value::Null).json();
    assert_eq!(log[0]["status"], Value::Null);
}

#[test]
fn delays_and_latency_delay_responses() {
    let server = Server::empty();
    let time = || {
        let start = Instant::now();
        assert_eq!(server.get("/1.3/zone").status, 200);
        start.elapsed()
    };
    server.plan(&json!({ "path": "/1.3/zone", "fault": { "delay_ms": 60 } }));
    assert!(time() >= Duration::from_millis(60));
    server.control("POST", "reset", &json!({ "latency": "50ms" }));
    assert!(time() >= Duration::from_millis(50));
}

#[test]
fn random_faults_are_repeatable_and_as_frequent_as_requested() {
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
fn random_faults_reach_the_client() {
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
fn invalid_faults_are_refused() {
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
