//! The control routes and the state file.

use emulator::{Options, Settings, cloud::codes};
use serde_json::{Value, json};

use crate::support::{CONTROL, Server};

#[test]
fn reset_starts_over_with_the_given_settings() {
    let server = Server::empty();
    server.peer("demo", "hel-app", "fra-db");
    let empty_body = server
        .send("POST", "/__emulator/reset", &CONTROL, "")
        .unwrap();
    assert_eq!(empty_body.status, 204);
    assert_eq!(server.peering_count(), 0);
    let reset = json!({ "scenario": "scale:12", "seed": 5, "latency": "1ms", "fault_rate": 0.0 });
    assert_eq!(server.control("POST", "reset", &reset).status, 204);
    assert_eq!(server.peering_count(), 12);
    assert_eq!(server.control("POST", "reset", &json!({})).status, 204);
    assert_eq!(
        server.peering_count(),
        0,
        "absent settings are those of the command line"
    );
    for wrong in [
        json!({ "scenario": "nonsense" }),
        json!({ "latency": 5 }),
        json!({ "latency": "5" }),
        json!({ "fault_rate": 1.5 }),
        json!({ "colour": "red" }),
    ] {
        let reply = server.control("POST", "reset", &wrong);
        assert_eq!(reply.status, 400, "{wrong}");
        assert!(reply.json()["error"].is_string());
    }
}

#[test]
fn control_requests_need_a_header_that_no_other_site_can_send() {
    let server = Server::empty();
    server.peer("demo", "hel-app", "fra-db");
    let simple = [
        ("POST", "reset"),
        ("POST", "settle"),
        ("GET", "state"),
        ("GET", "requests"),
        ("OPTIONS", "reset"),
    ];
    let headers = [
        ("origin", "http://elsewhere.example"),
        ("content-type", "text/plain"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "x-emulator-control"),
    ];
    for (method, route) in simple {
        let path = format!("/__emulator/{route}");
        let reply = server.send(method, &path, &headers, "").unwrap();
        assert_eq!(reply.status, 403, "{method} {route}");
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
    assert_eq!(server.peering_count(), 1);
}

#[test]
fn equal_seeds_give_equal_ids_to_new_objects() {
    let (one, other) = (Server::empty(), Server::empty());
    let [one, other] = [one, other].map(|server| server.peer("demo", "hel-app", "fra-db"));
    assert_eq!(one, other);
}

#[test]
fn the_state_contains_all_accounts_and_current_states() {
    let server = Server::empty();
    let path = server.peer("partner", "partner-billing", "hel-app");
    let state = server.control_state();
    let peering = &state["peerings"][0];
    assert_eq!(peering["account"], "partner");
    assert_eq!(peering["state"], "pending-peer");
    assert!(path.ends_with(peering["uuid"].as_str().unwrap()));
    assert_eq!(state["networks"].as_array().unwrap().len(), 5);
}

#[test]
fn requests_are_logged_without_credentials() {
    let server = Server::empty();
    server.get("/1.3/network/?zone=fi-hel1");
    let secret = [("authorization", "Bearer secret")];
    server.send("GET", "/1.3/account", &secret, "").unwrap();
    let reply = server.control("GET", "requests", &Value::Null);
    let mut log = reply.json();
    for entry in log.as_array_mut().unwrap() {
        let at = entry.as_object_mut().unwrap().remove("at");
        assert!(at.unwrap().is_u64());
    }
    assert_eq!(
        log,
        json!([
            {
                "method": "GET", "path": "/1.3/network/?zone=fi-hel1", "status": 200,
                "credentials": 1, "retry_after": null,
            },
            {
                "method": "GET", "path": "/1.3/account", "status": 401,
                "credentials": 2, "retry_after": null,
            },
        ])
    );
    assert!(!reply.text.contains("secret") && !reply.text.contains("ucat_"));
    let rest = server.control("GET", "requests?from=1", &Value::Null);
    assert_eq!(rest.json()[0]["path"], "/1.3/account");
    let wrong = server.control("GET", "requests?from=x", &Value::Null);
    assert_eq!(wrong.status, 400);
    server.control("POST", "reset", &json!({}));
    let log = server.control("GET", "requests", &Value::Null).json();
    assert_eq!(log, json!([]));
}

#[test]
fn unknown_peerings_cannot_be_forced() {
    let server = Server::empty();
    for uuid in ["x", "0f000000-0000-4000-8000-000000000000"] {
        let path = format!("peering/{uuid}/state");
        let reply = server.control("POST", &path, &json!({ "state": "error" }));
        assert_eq!(reply.status, 404);
    }
}

#[test]
fn the_state_file_keeps_the_world_across_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let settings = Settings {
        scenario: "empty".parse().unwrap(),
        ..Settings::default()
    };
    let options = Options {
        settings,
        control: true,
        state_file: Some(file.clone()),
        ..Options::default()
    };
    let first = Server::with(options.clone());
    let path = first.peer("demo", "hel-app", "fra-db");
    let back = first.peer("demo", "fra-db", "hel-app");
    first.configure("demo", &back, "disabled");
    let objects = |server: &Server| (server.get(&path).text, server.get("/1.3/network").text);
    let before = objects(&first);
    drop(first);
    let second = Server::with(options);
    assert_eq!(objects(&second), before);
    second.configure("demo", &back, "active");
    let state = second.state("demo", &path);
    assert_eq!(state, "active", "the indexes are rebuilt");
    second.delete(&path).is_refused(codes::PEERING_NOT_DISABLED);
    drop(second);

    std::fs::write(&file, "{").unwrap();
    let broken = Options {
        state_file: Some(file),
        ..Options::default()
    };
    assert!(emulator::Emulator::new(broken).is_err());
}

#[test]
fn a_rate_limit_refuses_and_says_how_long() {
    let server = Server::empty();
    let rate = json!({ "per_second": 0.01, "burst": 1 });
    server.control("POST", "rate", &rate);
    assert_eq!(server.get("/1.3/account").status, 200);
    let refused = server.get("/1.3/account");
    assert_eq!(refused.status, 429);
    let seconds: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=100).contains(&seconds));
    let never = json!({ "per_second": 0, "burst": 1 });
    assert_eq!(server.control("POST", "rate", &never).status, 400);
    server.control("POST", "rate", &Value::Null);
    assert_eq!(server.get("/1.3/account").status, 200);
}
