//! What all answers have in common: paths, verbs, headers, layout, origins.

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
    for path in [
        "/",
        "/1.3",
        "/1.3/",
        "/1.2/zone",
        "/1.3/server",
        "/1.3/zone/fi-hel1",
        "/1.3/network/a/b",
    ] {
        server.get(path).is_refused(codes::NOT_FOUND);
    }
}

#[test]
fn known_paths_refuse_other_verbs() {
    let server = Server::empty();
    for path in PATHS {
        server
            .call("demo", "PUT", path, "{}")
            .is_refused(codes::METHOD_NOT_ALLOWED);
        server
            .call("demo", "OPTIONS", path, "")
            .is_refused(codes::METHOD_NOT_ALLOWED);
    }
    for (method, path) in [
        ("PUT", "/1.3/network-peering/x"),
        ("POST", "/1.3/network-peering/x"),
        ("PATCH", "/1.3/network/x"),
        ("PUT", "/1.3/router/x"),
        ("DELETE", "/1.3/zone"),
    ] {
        server
            .call("demo", method, path, "{}")
            .is_refused(codes::METHOD_NOT_ALLOWED);
    }
}

#[test]
fn a_trailing_slash_changes_nothing() {
    let server = Server::scenario("company");
    for path in PATHS {
        let (plain, slash) = (server.get(path), server.get(&format!("{path}/")));
        assert_eq!(
            (plain.status, &plain.text),
            (slash.status, &slash.text),
            "{path}"
        );
    }
    let filtered = server.get("/1.3/network/?zone=fi-hel1");
    assert_eq!(filtered.text, server.get("/1.3/network?zone=fi-hel1").text);
}

#[test]
fn answers_carry_the_usual_headers_and_a_correlation_id_of_their_own() {
    let server = Server::empty();
    let (one, other) = (server.get("/1.3/zone"), server.get("/1.3/nowhere"));
    for reply in [&one, &other] {
        assert_eq!(
            reply.header("content-type"),
            Some("application/json; charset=UTF-8")
        );
        assert_eq!(
            reply.header("content-length"),
            Some(reply.text.len().to_string().as_str())
        );
        assert_eq!(reply.header("server"), Some("Apache"));
        assert_eq!(
            reply.header("strict-transport-security"),
            Some("max-age=63072000")
        );
        assert!(
            reply
                .header("date")
                .is_some_and(|date| date.ends_with(" GMT"))
        );
        assert_eq!(reply.header("upcloud-cid").map(str::len), Some(26));
    }
    assert_ne!(one.header("upcloud-cid"), other.header("upcloud-cid"));
}

#[test]
fn bodies_are_laid_out_as_recorded() {
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

/// Whether the keys of each object come sorted, told from the indentation: a key is compared
/// with the last one of its depth since anything less deep.
fn sorted(text: &str) -> bool {
    let mut open: Vec<(usize, &str)> = Vec::new();
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        open.retain(|(other, _)| *other <= depth);
        let Some((key, _)) = line.trim_start().split_once(" : ") else {
            // A bracket at a depth ends or begins an object: keys below start anew.
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
fn the_check_of_sorted_keys_sees_unsorted_ones() {
    assert!(sorted(
        "{\n   \"a\" : {\n      \"z\" : 1\n   },\n   \"b\" : 2\n}"
    ));
    assert!(!sorted("{\n   \"b\" : 1,\n   \"a\" : 2\n}"));
}

#[test]
fn deletions_are_answered_with_nothing() {
    let server = Server::empty();
    let path = server.peer("demo", "hel-app", "fra-db");
    server.configure("demo", &path, "disabled");
    let reply = server.delete(&path);
    assert_eq!((reply.status, reply.text.as_str()), (204, ""));
    assert_eq!(reply.header("content-type"), None);
}

#[test]
fn other_origins_are_let_in_only_when_named() {
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
fn control_routes_are_not_there_unless_asked_for() {
    let server = Server::with(Options::default());
    server.get("/__emulator/state").is_refused(codes::NOT_FOUND);
    assert_eq!(server.control("GET", "state", &Value::Null).status, 401);
}
