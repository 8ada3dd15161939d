//! Zones, the account and its usage.

use serde_json::json;

use crate::support::Server;

#[test]
fn zones_are_listed_with_descriptions() {
    let server = Server::empty();
    let body = server.get("/1.3/zone").json();
    let zones = body["zones"]["zone"].as_array().unwrap();
    assert_eq!(zones.len(), 16);
    assert_eq!(
        zones[0],
        json!({ "id": "fi-hel1", "description": "Helsinki #1", "public": "yes" })
    );
    assert_eq!(
        zones[15],
        json!({
            "id": "fi-priv-acme", "description": "Acme private", "public": "no",
            "parent_zone": "fi-hel1",
        })
    );
}

#[test]
fn the_account_shows_its_limits() {
    let server = Server::empty();
    assert_eq!(
        server.get("/1.3/account").text,
        r#"{
   "account" : {
      "credits" : 9972.2324,
      "resource_limits" : {
         "cores" : 200,
         "detached_floating_ips" : 10,
         "gpus" : 10,
         "load_balancers" : 50,
         "managed_object_storages" : 20,
         "memory" : 1048576,
         "network_peerings" : 100,
         "networks" : 100,
         "ntp_excess_gib" : 20000,
         "public_ipv4" : 100,
         "public_ipv6" : 100,
         "routers" : 100,
         "storage_hdd" : 10240,
         "storage_maxiops" : 10240,
         "storage_ssd" : 10240
      },
      "username" : "demo"
   }
}
"#
    );
}

#[test]
fn usage_counts_only_the_accounts_own_objects() {
    let server = Server::empty();
    server.peer("demo", "hel-app", "partner-billing");
    server.peer("demo", "hel-app", "fra-db");
    server.peer("partner", "partner-billing", "hel-app");
    let path = "/1.3/account/resource-usage";
    let usage = |account| server.call(account, "GET", path, "").json();
    assert_eq!(
        usage("demo"),
        json!({
            "cores": 0, "detached_floating_ips": 0, "gpus": 0, "load_balancers": 0,
            "managed_object_storages": 0, "memory": 0, "network_peerings": 2, "networks": 4,
            "ntp_excess_gib": 0, "public_ipv4": 0, "public_ipv6": 0, "routers": 3,
            "storage_hdd": 0, "storage_maxiops": 0, "storage_ssd": 0,
        })
    );
    assert_eq!(usage("partner")["network_peerings"], 1);
    assert_eq!(usage("partner")["networks"], 1);
}

#[test]
fn details_are_shown_of_the_callers_own_account() {
    let server = Server::empty();
    let reply = server.get("/1.3/account/details/demo");
    assert_eq!(
        (reply.status, reply.json()["account"]["username"].clone()),
        (200, json!("demo"))
    );
    assert_eq!(server.get("/1.3/account/details/partner").status, 404);
}
