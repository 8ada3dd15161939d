//! A built console on the same origin, at the root and below a base path.

use std::fs;

use emulator::{Options, Site, edge::site::SECURITY};
use tempfile::TempDir;

use crate::support::{Reply, Server};

fn site(base: &str) -> (TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("index.html", "<p>console"),
        ("index.html.br", "brotli page"),
        ("app-1a2b3c4d5e6f7081_bg.wasm", "wasm"),
        ("app-1a2b3c4d5e6f7081_bg.wasm.br", "brotli wasm"),
        ("app-1a2b3c4d5e6f7081_bg.wasm.gz", "gzip wasm"),
        ("favicon.svg", "<svg/>"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let site = Site {
        folder: folder.path().to_owned(),
        base: base.to_owned(),
    };
    let server = Server::with(Options {
        site: Some(site),
        ..Options::default()
    });
    (folder, server)
}

fn get(server: &Server, path: &str, encoding: &str) -> Reply {
    let headers = [("accept-encoding", encoding)];
    server.send("GET", path, &headers, "").unwrap()
}

#[test]
fn pages_are_the_index_and_always_revalidated() {
    let (_folder, server) = site("/");
    for path in [
        "/",
        "/index.html",
        "/peerings",
        "/peerings/0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354",
    ] {
        let reply = get(&server, path, "identity");
        let response = (reply.status, reply.text.as_str());
        assert_eq!(response, (200, "<p>console"), "{path}");
        assert_eq!(reply.header("content-type"), Some("text/html"));
        assert_eq!(reply.header("cache-control"), Some("no-cache"));
    }
}

#[test]
fn files_are_served_and_hashed_ones_cached() {
    let (_folder, server) = site("/");
    let reply = get(&server, "/app-1a2b3c4d5e6f7081_bg.wasm", "identity");
    assert_eq!((reply.status, reply.text.as_str()), (200, "wasm"));
    assert_eq!(reply.header("content-type"), Some("application/wasm"));
    assert_eq!(
        reply.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    let reply = get(&server, "/favicon.svg", "identity");
    assert_eq!(reply.header("content-type"), Some("image/svg+xml"));
    assert_eq!(reply.header("cache-control"), Some("no-cache"));
    let reply = get(&server, "/gone-1a2b3c4d5e6f7081.js", "identity");
    assert_eq!(
        (reply.status, reply.header("cache-control")),
        (404, Some("no-cache"))
    );
    assert_eq!(get(&server, "/../Cargo.toml", "identity").status, 404);
}

#[test]
fn compressed_files_are_sent_to_clients_that_accept_them() {
    let (_folder, server) = site("/");
    let wasm = "/app-1a2b3c4d5e6f7081_bg.wasm";
    for (accepts, encoding, text) in [
        ("br, gzip", Some("br"), "brotli wasm"),
        ("gzip", Some("gzip"), "gzip wasm"),
        ("identity", None, "wasm"),
    ] {
        let reply = get(&server, wasm, accepts);
        assert_eq!(
            (reply.header("content-encoding"), reply.text.as_str()),
            (encoding, text)
        );
        assert_eq!(reply.header("content-type"), Some("application/wasm"));
    }
    let page = get(&server, "/peerings", "br");
    assert_eq!(
        (page.header("content-encoding"), page.text.as_str()),
        (Some("br"), "brotli page")
    );
}

#[test]
fn every_response_of_the_site_has_the_security_headers_of_production() {
    let (_folder, server) = site("/");
    for path in ["/", "/favicon.svg", "/gone.js"] {
        let reply = get(&server, path, "identity");
        for (name, value) in SECURITY {
            assert_eq!(reply.header(name.as_str()), Some(value), "{path}");
        }
    }
}

#[test]
fn the_api_keeps_its_paths() {
    let (_folder, server) = site("/");
    assert_eq!(get(&server, "/1.3/zone", "br").status, 401);
    assert_eq!(get(&server, "/1.3", "br").status, 401);
    assert_eq!(server.get("/1.3/zone").status, 200);
    assert_eq!(server.get("/1.3/").status, 404);
}

#[test]
fn a_console_below_a_path_is_found_with_and_without_the_slash() {
    let (_folder, server) = site("/portal/peerings/");
    let reply = get(&server, "/portal/peerings", "identity");
    assert_eq!(
        (reply.status, reply.header("location")),
        (308, Some("/portal/peerings/"))
    );
    let reply = get(&server, "/portal/peerings?label=env", "identity");
    assert_eq!(
        reply.header("location"),
        Some("/portal/peerings/?label=env")
    );
    for path in ["/portal/peerings/", "/portal/peerings/new"] {
        assert_eq!(get(&server, path, "identity").text, "<p>console", "{path}");
    }
    assert_eq!(
        get(&server, "/portal/peerings/favicon.svg", "identity").text,
        "<svg/>"
    );
    for path in ["/", "/portal", "/favicon.svg"] {
        assert_eq!(get(&server, path, "identity").status, 404, "{path}");
    }
    assert_eq!(server.get("/1.3/zone").status, 200);
}
