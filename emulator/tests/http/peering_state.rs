//! The ten states, reached through the API except for two.

use emulator::cloud::codes;
use serde_json::{Value, json};

use crate::support::Server;

fn attach(server: &Server, account: &str, network: &str, router: &Value) {
    let path = format!("/1.3/network/{}", server.network(network));
    let body = json!({ "network": { "router": router } }).to_string();
    assert_eq!(server.call(account, "PUT", &path, &body).status, 200);
}

fn router_of(server: &Server, account: &str, network: &str) -> Value {
    let path = format!("/1.3/network/{}", server.network(network));
    server.call(account, "GET", &path, "").json()["network"]["router"].clone()
}

fn link_states(server: &Server, demo: &str, partner: &str) -> (String, String) {
    (server.state("demo", demo), server.state("partner", partner))
}

#[test]
fn two_halves_make_a_link_and_either_can_end_it() {
    let server = Server::empty();
    let mine = server.peer("demo", "hel-app", "partner-billing");
    assert_eq!(server.state("demo", &mine), "pending-peer");
    let theirs = server.peer("partner", "partner-billing", "hel-app");
    let states = || link_states(&server, &mine, &theirs);
    assert_eq!(states(), ("active".into(), "active".into()));

    server.configure("partner", &theirs, "disabled");
    assert_eq!(states(), ("peer-disabled".into(), "disabled".into()));
    server.configure("demo", &mine, "disabled");
    assert_eq!(states(), ("disabled".into(), "disabled".into()));
    server.configure("partner", &theirs, "active");
    assert_eq!(states(), ("disabled".into(), "peer-disabled".into()));
    server.configure("demo", &mine, "active");
    assert_eq!(states(), ("active".into(), "active".into()));

    server.configure("partner", &theirs, "disabled");
    assert_eq!(server.call("partner", "DELETE", &theirs, "").status, 204);
    assert_eq!(server.state("demo", &mine), "pending-peer");
}

#[test]
fn detaching_and_attaching_a_router_changes_both_halves() {
    let server = Server::empty();
    let mine = server.peer("demo", "hel-app", "partner-billing");
    let theirs = server.peer("partner", "partner-billing", "hel-app");
    let states = || link_states(&server, &mine, &theirs);
    let router = router_of(&server, "demo", "hel-app");
    attach(&server, "demo", "hel-app", &Value::Null);
    assert_eq!(
        states(),
        ("missing-local-router".into(), "missing-peer-router".into())
    );
    attach(&server, "demo", "hel-app", &router);
    assert_eq!(states(), ("active".into(), "active".into()));
}

#[test]
fn overlapping_ranges_show_once_both_halves_exist() {
    let server = Server::scenario("company");
    let mine = server.peer("demo", "hel-reports", "fra-reports");
    assert_eq!(server.state("demo", &mine), "pending-peer");
    let back = server.peer("demo", "fra-reports", "hel-reports");
    assert_eq!(server.state("demo", &mine), "conflict-subnet");
    assert_eq!(server.state("demo", &back), "conflict-subnet");
}

#[test]
fn deleting_a_network_deletes_its_own_half_and_keeps_the_other() {
    let server = Server::empty();
    let mine = server.peer("demo", "hel-app", "partner-billing");
    let theirs = server.peer("partner", "partner-billing", "hel-app");
    let network = format!("/1.3/network/{}", server.network("partner-billing"));
    assert_eq!(server.call("partner", "DELETE", &network, "").status, 204);
    assert_eq!(server.state("demo", &mine), "deleted-peer-network");
    server
        .call("partner", "GET", &theirs, "")
        .is_refused(codes::PEERING_NOT_FOUND);
    let peer = server.get(&mine).json()["network_peering"]["peer_network"].clone();
    assert_eq!(peer.as_object().unwrap().len(), 1, "only the uuid is left");
    server.configure("demo", &mine, "disabled");
    assert_eq!(server.delete(&mine).status, 204);
}

#[test]
fn transitions_into_and_out_of_active_pass_through_provisioning() {
    let server = Server::empty();
    let reset = json!({ "scenario": "empty", "provisioning_delay": "3600s" });
    assert_eq!(server.control("POST", "reset", &reset).status, 204);
    let settle = || assert_eq!(server.control("POST", "settle", &Value::Null).status, 204);
    let mine = server.peer("demo", "hel-app", "fra-db");
    assert_eq!(
        server.state("demo", &mine),
        "pending-peer",
        "waiting needs no provisioning"
    );
    let back = server.peer("demo", "fra-db", "hel-app");
    let states = || (server.state("demo", &mine), server.state("demo", &back));
    assert_eq!(states(), ("provisioning".into(), "provisioning".into()));
    settle();
    assert_eq!(states(), ("active".into(), "active".into()));
    server.configure("demo", &mine, "disabled");
    assert_eq!(states(), ("provisioning".into(), "provisioning".into()));
    server.delete(&mine).is_refused(codes::PEERING_NOT_DISABLED);
    settle();
    assert_eq!(states(), ("disabled".into(), "peer-disabled".into()));
    assert_eq!(server.delete(&mine).status, 204);
    assert_eq!(server.state("demo", &back), "pending-peer");
}

#[test]
fn an_imposed_state_lasts_until_the_owner_changes_the_status() {
    let server = Server::empty();
    let mine = server.peer("demo", "hel-app", "fra-db");
    let back = server.peer("demo", "fra-db", "hel-app");
    let uuid = mine.rsplit('/').next().unwrap();
    let force = |state: Value| {
        let path = format!("peering/{uuid}/state");
        let reply = server.control("POST", &path, &json!({ "state": state }));
        reply.status
    };
    assert_eq!(force(json!("error")), 204);
    assert_eq!(server.state("demo", &mine), "error");
    server.patch(&mine, &json!({ "network_peering": { "name": "x" } }));
    server.configure("demo", &back, "disabled");
    assert_eq!(
        server.state("demo", &mine),
        "error",
        "renaming and the other half do not clear it"
    );
    server.delete(&mine).is_refused(codes::PEERING_NOT_DISABLED);
    server.configure("demo", &mine, "disabled");
    assert_eq!(server.state("demo", &mine), "disabled");
    for state in emulator::cloud::state::State::ALL {
        assert_eq!(force(json!(state)), 204);
        assert_eq!(json!(server.state("demo", &mine)), json!(state));
    }
    assert_eq!(force(Value::Null), 204);
    assert_eq!(server.state("demo", &mine), "disabled");
    assert_eq!(force(json!("nonsense")), 400);
}
