//! Zones, the account and its usage.

use serde_json::json;

use crate::support::Server;

#[test]
fn zones_are_listed_with_descriptions() {
    let server = Server::empty();
    let body = server.get("/1.3/zone").json();
    let zones = body["zones"]["zone"].as_array().unwrap();
    assert_eq!(zones.len(), 14);
    assert_eq!(
        zones[0],
        json!({ "id": "fi-hel1", "description": "Helsinki #1", "public": "yes" })
    );
    assert_eq!(
        zones[13],
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
         "memory" : 1048576,
         "network_peerings" : 100,
         "networks" : 100,
         "public_ipv4" : 100,
         "routers" : 100,
         "storage_maxiops" : 10240
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
            "cores": 0, "memory": 0, "network_peerings": 2, "networks": 4, "public_ipv4": 0,
            "routers": 3, "storage_maxiops": 0,
        })
    );
    assert_eq!(usage("partner")["network_peerings"], 1);
    assert_eq!(usage("partner")["networks"], 1);
}
