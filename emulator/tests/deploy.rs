//! The security headers in `deploy/` equal those of the stand-in and are strict.

#![allow(clippy::expect_used, reason = "in a test a panic is the message")]

use std::collections::BTreeMap;

use emulator::edge::site::SECURITY;

const NGINX_HEADERS: &str = include_str!("../../deploy/nginx/headers.conf");
const NGINX_CONSOLE: &str = include_str!("../../deploy/nginx/console.conf");
const NGINX_SITE: &str = include_str!("../../deploy/nginx/site.conf");
const CADDY: &str = include_str!("../../deploy/Caddyfile");
const README: &str = include_str!("../../deploy/README.md");

/// Names in lower case, with their values.
type Headers = BTreeMap<String, String>;

fn stand_in() -> Headers {
    SECURITY
        .iter()
        .map(|(name, value)| (name.to_string(), (*value).to_owned()))
        .collect()
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_lowercase(), value.to_owned())
}

/// The rows of the table with this heading in the README.
fn table(heading: &str) -> impl Iterator<Item = &'static str> {
    let (_, table) = README.split_once(heading).expect("the table");
    let rows = table.trim_start().lines().skip(1);
    rows.take_while(|line| !line.is_empty())
}

/// `name "value"`, as both servers write it.
fn quoted(line: &str) -> Option<(String, String)> {
    let (name, value) = line.trim().split_once(" \"")?;
    Some(header(name, value.strip_suffix('"')?))
}

#[test]
fn nginx_sends_what_the_stand_in_sends() {
    let lines = NGINX_HEADERS.lines().filter(|line| !line.starts_with('#'));
    let headers = lines.map(|line| {
        let line = line.strip_prefix("add_header ").expect("a header");
        quoted(line.strip_suffix(" always;").expect("on errors too")).expect("a value")
    });
    // A site may name a portal that frames the console; by default nobody may.
    let headers = headers.map(|(name, value)| (name, value.replace("$peerings_framers", "'none'")));
    assert_eq!(headers.collect::<Headers>(), stand_in());
    assert_eq!(NGINX_SITE.matches("\"'none'\";").count(), 2);
}

#[test]
fn caddy_sends_what_the_stand_in_sends() {
    let block = CADDY.split("(security) {\n\theader {\n").nth(1);
    let block = block.expect("the headers have a snippet").lines();
    let headers = block.map_while(quoted).collect::<Headers>();
    assert_eq!(headers, stand_in());
}

#[test]
fn the_table_for_other_servers_lists_what_the_stand_in_sends() {
    let headers = table("| header | value | why |").map(|row| {
        let cells: Vec<_> = row.split('`').collect();
        let (name, value) = (cells.get(1), cells.get(3));
        header(name.expect("a name"), value.expect("a value"))
    });
    assert_eq!(headers.collect::<Headers>(), stand_in());
}

#[test]
fn the_table_of_directives_explains_the_whole_policy() {
    let headers = stand_in();
    let policy = headers.get("content-security-policy").expect("a policy");
    let rows = table("| directive | why |");
    let explained: Vec<_> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(explained.join("; "), *policy);
}

/// nginx inherits `add_header` only into blocks that have none of their own.
#[test]
fn every_location_of_nginx_includes_the_headers() {
    let open = NGINX_CONSOLE
        .lines()
        .filter(|line| line.trim_end().ends_with('{'));
    let locations = open.filter(|line| line.trim_start().starts_with("location"));
    let includes = NGINX_CONSOLE
        .matches("include peerings/headers.conf;")
        .count();
    // One more for the server itself.
    assert_eq!(includes, locations.count() + 1);
    let caching = NGINX_CONSOLE.matches("add_header Cache-Control ").count();
    assert_eq!(caching, includes);
    // All others come from the included file.
    let added = NGINX_CONSOLE.lines().filter_map(|line| {
        let header = line.trim_start().strip_prefix("add_header ")?;
        header.split_whitespace().next()
    });
    let own = ["Cache-Control", "Last-Modified", "Retry-After"];
    assert!(added.into_iter().all(|name| own.contains(&name)));
}

#[test]
fn nothing_unsafe_is_allowed() {
    let headers = stand_in();
    let policy = headers.get("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(!policy.contains("'unsafe-"), "{policy}");
    assert!(!policy.contains('*'), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
}
