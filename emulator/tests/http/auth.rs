//! Credentials are checked before everything else.

use emulator::{Options, Settings, cloud::codes};
use serde_json::json;

use crate::support::{Reply, Server};

const REQUIRED: &str = r#"{
   "error" : {
      "error_code" : "AUTHENTICATION_REQUIRED",
      "error_message" : "The use of this API requires authentication. Create your account at https://www.upcloud.com/."
   }
}
"#;

const FAILED: &str = r#"{
   "error" : {
      "error_code" : "AUTHENTICATION_FAILED",
      "error_message" : "authentication failed using the given username and password"
   }
}
"#;

fn account(server: &Server, authorization: &str) -> Reply {
    let headers = [("authorization", authorization)];
    server.send("GET", "/1.3/account", &headers, "").unwrap()
}

#[test]
fn without_credentials_the_response_is_the_same_for_any_path_and_method() {
    let server = Server::empty();
    for (method, path) in [
        ("GET", "/1.3/account"),
        ("POST", "/1.3/network-peering"),
        ("GET", "/1.3/nowhere"),
        ("GET", "/"),
        ("OPTIONS", "/1.3/network-peering"),
    ] {
        let reply = server.send(method, path, &[], "").unwrap();
        assert_eq!(reply.status, 401, "{method} {path}");
        assert_eq!(reply.text, REQUIRED);
        // The live API sends this media type.
        assert_eq!(
            reply.header("content-type"),
            Some("application/problem+json")
        );
        assert_eq!(reply.header("www-authenticate"), None);
    }
}

#[test]
fn wrong_passwords_and_malformed_headers_are_refused() {
    let server = Server::empty();
    // demo:wrong, nobody:demo, demo without a colon, not Base64, nothing, another scheme.
    for header in [
        "Basic ZGVtbzp3cm9uZw==",
        "Basic bm9ib2R5OmRlbW8=",
        "Basic ZGVtbw==",
        "Basic ***",
        "Basic",
        "Digest ZGVtbzpkZW1v",
    ] {
        let reply = account(&server, header);
        let response = (reply.status, reply.text.as_str());
        assert_eq!(response, (401, FAILED), "{header}");
        assert_eq!(
            reply.header("content-type"),
            Some("application/json; charset=UTF-8")
        );
    }
}

#[test]
fn wrong_tokens_are_refused() {
    let server = Server::empty();
    for header in ["Bearer ucat_wrong", "Bearer ", "bearer"] {
        let reply = account(&server, header);
        reply.is_refused(codes::AUTHENTICATION_FAILED);
    }
}

#[test]
fn each_account_authenticates_by_password_or_token() {
    let server = Server::empty();
    for (header, username) in [
        ("Basic ZGVtbzpkZW1v", "demo"),
        ("basic cGFydG5lcjpwYXJ0bmVy", "partner"),
        ("Bearer ucat_demo", "demo"),
        ("bearer ucat_partner", "partner"),
    ] {
        let reply = account(&server, header);
        assert_eq!(reply.status, 200, "{header}");
        assert_eq!(reply.json()["account"]["username"], username);
    }
}

#[test]
fn the_challenge_is_sent_if_enabled() {
    let settings = Settings {
        challenge: true,
        ..Settings::default()
    };
    let server = Server::with(Options {
        settings,
        control: true,
        ..Options::default()
    });
    let challenge = |headers: &[(&str, &str)]| {
        let reply = server.send("GET", "/1.3/account", headers, "").unwrap();
        reply.header("www-authenticate").map(str::to_owned)
    };
    let expected = Some("Basic realm=\"UpCloud API\"".to_owned());
    assert_eq!(challenge(&[]), expected);
    assert_eq!(challenge(&[("authorization", "Bearer x")]), expected);
    assert_eq!(challenge(&[("authorization", "Bearer ucat_demo")]), None);
    server.control("POST", "reset", &json!({ "challenge": false }));
    assert_eq!(challenge(&[]), None);
}
