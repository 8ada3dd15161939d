//! The control routes, and the state that survives a restart.

use emulator::{Options, Settings, cloud::codes};
use serde_json::{Value, json};

use crate::support::Server;

#[test]
fn reset_begins_anew_with_what_is_asked_for() {
    let server = Server::empty();
    server.peer("demo", "hel-app", "fra-db");
    assert_eq!(
        server
            .send("POST", "/__emulator/reset", &[], "")
            .unwrap()
            .status,
        204
    );
    let peerings = |server: &Server| {
        let state = server.control("GET", "state", &Value::Null).json();
        state["peerings"].as_array().unwrap().len()
    };
    assert_eq!(peerings(&server), 0);
    let reset = json!({ "scenario": "scale:12", "seed": 5, "latency": "1ms", "fault_rate": 0.0 });
    assert_eq!(server.control("POST", "reset", &reset).status, 204);
    assert_eq!(peerings(&server), 12);
    assert_eq!(server.control("POST", "reset", &json!({})).status, 204);
    assert_eq!(peerings(&server), 0, "what is not said is as at the start");
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
fn equal_seeds_give_equal_ids_to_what_is_created_later_too() {
    let (one, other) = (Server::empty(), Server::empty());
    assert_eq!(
        one.peer("demo", "hel-app", "fra-db"),
        other.peer("demo", "hel-app", "fra-db")
    );
}

#[test]
fn the_state_shows_all_accounts_and_shown_states() {
    let server = Server::empty();
    let path = server.peer("partner", "partner-billing", "hel-app");
    let state = server.control("GET", "state", &Value::Null).json();
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
    server
        .send(
            "GET",
            "/1.3/account",
            &[("authorization", "Bearer secret")],
            "",
        )
        .unwrap();
    let reply = server.control("GET", "requests", &Value::Null);
    assert_eq!(
        reply.json(),
        json!([
            { "method": "GET", "path": "/1.3/network/?zone=fi-hel1", "status": 200 },
            { "method": "GET", "path": "/1.3/account", "status": 401 },
        ])
    );
    assert!(!reply.text.contains("secret") && !reply.text.contains("ucat_"));
    let rest = server.control("GET", "requests?from=1", &Value::Null);
    assert_eq!(rest.json()[0]["path"], "/1.3/account");
    let wrong = server.control("GET", "requests?from=x", &Value::Null);
    assert_eq!(wrong.status, 400);
    server.control("POST", "reset", &json!({}));
    assert_eq!(
        server.control("GET", "requests", &Value::Null).json(),
        json!([])
    );
}

#[test]
fn unknown_peerings_cannot_be_forced() {
    let server = Server::empty();
    for uuid in ["x", "0f000000-0000-4000-8000-000000000000"] {
        let path = format!("peering/{uuid}/state");
        assert_eq!(
            server
                .control("POST", &path, &json!({ "state": "error" }))
                .status,
            404
        );
    }
}

#[test]
fn the_state_file_carries_the_world_over_a_restart() {
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
    let before = (first.get(&path).text, first.get("/1.3/network").text);
    drop(first);
    let second = Server::with(options);
    assert_eq!(
        (second.get(&path).text, second.get("/1.3/network").text),
        before
    );
    second.configure("demo", &back, "active");
    assert_eq!(
        second.state("demo", &path),
        "active",
        "the indexes are back as well"
    );
    assert_eq!(
        second.delete(&path).refusal().1,
        codes::PEERING_NOT_DISABLED.name
    );
    drop(second);

    std::fs::write(&file, "{").unwrap();
    let broken = Options {
        state_file: Some(file),
        ..Options::default()
    };
    assert!(emulator::Emulator::new(broken).is_err());
}
