//! The ten states and the ways between them, each reached by calls of the API but two.

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

#[test]
fn two_sides_make_a_link_and_either_can_end_it() {
    let server = Server::empty();
    let mine = server.peer("demo", "hel-app", "partner-billing");
    assert_eq!(server.state("demo", &mine), "pending-peer");
    let theirs = server.peer("partner", "partner-billing", "hel-app");
    let states = || {
        (
            server.state("demo", &mine),
            server.state("partner", &theirs),
        )
    };
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
fn routers_that_go_and_come_back_show_on_both_sides() {
    let server = Server::empty();
    let mine = server.peer("demo", "hel-app", "partner-billing");
    let theirs = server.peer("partner", "partner-billing", "hel-app");
    let states = || {
        (
            server.state("demo", &mine),
            server.state("partner", &theirs),
        )
    };
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
fn overlapping_ranges_show_once_both_sides_exist() {
    let server = Server::scenario("company");
    let mine = server.peer("demo", "hel-reports", "fra-reports");
    assert_eq!(server.state("demo", &mine), "pending-peer");
    let back = server.peer("demo", "fra-reports", "hel-reports");
    assert_eq!(server.state("demo", &mine), "conflict-subnet");
    assert_eq!(server.state("demo", &back), "conflict-subnet");
}

#[test]
fn a_deleted_network_takes_its_own_side_along_and_leaves_the_other() {
    let server = Server::empty();
    let mine = server.peer("demo", "hel-app", "partner-billing");
    let theirs = server.peer("partner", "partner-billing", "hel-app");
    let network = format!("/1.3/network/{}", server.network("partner-billing"));
    assert_eq!(server.call("partner", "DELETE", &network, "").status, 204);
    assert_eq!(server.state("demo", &mine), "deleted-peer-network");
    server
        .call("partner", "GET", &theirs, "")
        .is_refused(codes::PEERING_NOT_FOUND);
    assert_eq!(
        server.get(&mine).json()["network_peering"]["peer_network"]
            .as_object()
            .unwrap()
            .len(),
        1,
        "nothing but the uuid is left of the peer"
    );
    server.configure("demo", &mine, "disabled");
    assert_eq!(server.delete(&mine).status, 204);
}

#[test]
fn the_way_into_and_out_of_active_passes_through_provisioning() {
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
fn an_imposed_state_lasts_until_its_owner_disables_or_enables() {
    let server = Server::empty();
    let mine = server.peer("demo", "hel-app", "fra-db");
    let back = server.peer("demo", "fra-db", "hel-app");
    let uuid = mine.rsplit('/').next().unwrap();
    let force = |state: Value| {
        server
            .control(
                "POST",
                &format!("peering/{uuid}/state"),
                &json!({ "state": state }),
            )
            .status
    };
    assert_eq!(force(json!("error")), 204);
    assert_eq!(server.state("demo", &mine), "error");
    server.patch(&mine, &json!({ "network_peering": { "name": "x" } }));
    server.configure("demo", &back, "disabled");
    assert_eq!(
        server.state("demo", &mine),
        "error",
        "renaming and the other side mend nothing"
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
