//! What all responses have in common: paths, methods, headers, layout, origins.

use emulator::{Options, cloud::codes};
use serde_json::Value;

use crate::support::Server;

const PATHS: [&str; 6] = [
    "/1.3/network-peering",
    "/1.3/network",
    "/1.3/router",
    "/1.3/zone",
    "/1.3/account",
    "/1.3/account/resource-usage",
];

#[test]
fn unknown_paths_are_not_found() {
    let server = Server::empty();
    let paths = "/ /1.3 /1.3/ /1.2/zone /1.3/server /1.3/zone/fi-hel1 /1.3/network/a/b";
    for path in paths.split(' ') {
        server.get(path).is_refused(codes::NOT_FOUND);
    }
}

#[test]
fn known_paths_refuse_other_methods() {
    let server = Server::empty();
    let refused = |method, path| {
        let reply = server.call("demo", method, path, "{}");
        reply.is_refused(codes::METHOD_NOT_ALLOWED);
    };
    for path in PATHS {
        refused("PUT", path);
        refused("OPTIONS", path);
    }
    refused("PUT", "/1.3/network-peering/x");
    refused("POST", "/1.3/network-peering/x");
    refused("PATCH", "/1.3/network/x");
    refused("PUT", "/1.3/router/x");
    refused("DELETE", "/1.3/zone");
}

#[test]
fn a_trailing_slash_is_ignored() {
    let server = Server::scenario("company");
    for path in PATHS {
        let (plain, slash) = (server.get(path), server.get(&format!("{path}/")));
        assert_eq!(
            (plain.status, plain.text),
            (slash.status, slash.text),
            "{path}"
        );
    }
    let filtered = server.get("/1.3/network/?zone=fi-hel1");
    assert_eq!(filtered.text, server.get("/1.3/network?zone=fi-hel1").text);
}

#[test]
fn responses_have_the_standard_headers_and_a_unique_correlation_id() {
    let server = Server::empty();
    let (one, other) = (server.get("/1.3/zone"), server.get("/1.3/nowhere"));
    for reply in [&one, &other] {
        let length = reply.text.len().to_string();
        for (name, value) in [
            ("content-type", "application/json; charset=UTF-8"),
            ("content-length", &length),
            ("server", "Apache"),
            ("strict-transport-security", "max-age=63072000"),
        ] {
            assert_eq!(reply.header(name), Some(value));
        }
        assert!(reply.header("date").unwrap().ends_with(" GMT"));
        assert_eq!(reply.header("upcloud-cid").map(str::len), Some(26));
    }
    assert_ne!(one.header("upcloud-cid"), other.header("upcloud-cid"));
}

#[test]
fn bodies_are_formatted_as_recorded() {
    let server = Server::scenario("company");
    for path in PATHS {
        let text = server.get(path).text;
        assert!(
            text.starts_with("{\n   \"") && text.ends_with("\n}\n"),
            "{text}"
        );
        assert!(text.lines().all(|line| !line.contains("\": ")), "{text}");
        assert!(sorted(&text), "keys of {path} are not sorted");
    }
}

/// Whether the keys of each object are sorted. Compares each key with the previous one of the same
/// indentation in the same object.
fn sorted(text: &str) -> bool {
    let mut open: Vec<(usize, &str)> = Vec::new();
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        open.retain(|(other, _)| *other <= depth);
        let Some((key, _)) = line.trim_start().split_once(" : ") else {
            // A bracket starts or ends an object.
            open.retain(|(other, _)| *other <= depth);
            continue;
        };
        if open
            .last()
            .is_some_and(|(other, last)| *other == depth && *last >= key)
        {
            return false;
        }
        open.retain(|(other, _)| *other < depth);
        open.push((depth, key));
    }
    true
}

#[test]
fn the_check_of_sorted_keys_detects_unsorted_ones() {
    assert!(sorted(
        "{\n   \"a\" : {\n      \"z\" : 1\n   },\n   \"b\" : 2\n}"
    ));
    assert!(!sorted("{\n   \"b\" : 1,\n   \"a\" : 2\n}"));
}

#[test]
fn deletions_have_an_empty_response() {
    let server = Server::empty();
    let path = server.peer("demo", "hel-app", "fra-db");
    server.configure("demo", &path, "disabled");
    let reply = server.delete(&path);
    assert_eq!((reply.status, reply.text.as_str()), (204, ""));
    assert_eq!(reply.header("content-type"), None);
}

#[test]
fn cross_origin_calls_are_allowed_only_from_named_origins() {
    let origin = "http://localhost:8080";
    let preflight = |server: &Server, origin: &str| {
        let headers = [
            ("origin", origin),
            ("access-control-request-method", "PATCH"),
        ];
        server
            .send("OPTIONS", "/1.3/network-peering/x", &headers, "")
            .unwrap()
    };
    let closed = Server::empty();
    let reply = preflight(&closed, origin);
    assert_eq!(reply.status, 401);
    assert_eq!(reply.header("access-control-allow-origin"), None);

    let open = Server::with(Options {
        cors: vec![origin.to_owned()],
        ..Options::default()
    });
    let reply = preflight(&open, origin);
    assert_eq!((reply.status, reply.text.as_str()), (204, ""));
    assert_eq!(reply.header("access-control-allow-origin"), Some(origin));
    assert_eq!(
        reply.header("access-control-allow-methods"),
        Some("GET, POST, PUT, PATCH, DELETE")
    );
    assert_eq!(
        reply.header("access-control-allow-headers"),
        Some("Authorization, Content-Type")
    );
    assert_eq!(preflight(&open, "http://evil.example").status, 401);

    let headers = [("origin", origin), ("authorization", "Bearer ucat_demo")];
    let reply = open.send("GET", "/1.3/zone", &headers, "").unwrap();
    assert_eq!(reply.header("access-control-allow-origin"), Some(origin));
    assert_eq!(reply.header("vary"), Some("Origin"));
}

#[test]
fn control_routes_are_absent_by_default() {
    let server = Server::with(Options::default());
    server.get("/__emulator/state").is_refused(codes::NOT_FOUND);
    assert_eq!(server.control("GET", "state", &Value::Null).status, 401);
}
