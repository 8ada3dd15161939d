//! The calls that the web servers' configurations pass on are those that the program makes.

use domain::{
    api::{
        label_filter::LabelFilter,
        request::{self, Request},
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        state::ConfiguredStatus,
    },
};
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeSet;

use crate::make;

const NGINX: &str = include_str!("../../../deploy/nginx/api.conf");
const CADDY: &str = include_str!("../../../deploy/Caddyfile");
const README: &str = include_str!("../../../deploy/README.md");
const REQUESTS: &str = include_str!("../../src/api/request.rs");

const UUID: &str = "0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354";
const UUID_PATTERN: &str = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const QUERY_PATTERN: &str = "(\\?[0-9A-Za-z_.*+%=&-]*)?";

/// One call by each function of `request`.
fn calls() -> Vec<Request> {
    let peering: PeeringId = UUID.parse().expect("a UUID");
    let network: NetworkId = UUID.parse().expect("a UUID");
    let router: RouterId = UUID.parse().expect("a UUID");
    let draft = Draft {
        name: "a-to-b".into(),
        configured_status: ConfiguredStatus::Active,
        local: network,
        peer: network,
        labels: Vec::new(),
    };
    vec![
        request::account(),
        request::resource_usage(),
        request::peerings(&LabelFilter::default()),
        request::peering(peering),
        request::peerings_between(network, network),
        request::networks(),
        request::routers(),
        request::zones(),
        request::create(&draft),
        request::modify(peering, &Patch::default()),
        request::delete(peering),
        request::create_router("r"),
        request::delete_router(router),
        request::attach(network, Some(router)),
    ]
}

/// The method and path of a call, without what differs from one to the next.
fn shape(call: &Request) -> String {
    let path = call.path.split('?').next().unwrap_or_default();
    let path = path.replace(UUID, "{uuid}");
    format!("{} /1.3{path}", call.method.name())
}

/// The same of each pattern in a map of nginx or Caddy.
fn patterns(configuration: &str) -> BTreeSet<String> {
    configuration
        .lines()
        .filter_map(|line| line.trim().strip_prefix("\"~^"))
        .filter_map(|line| line.split_once("$\" "))
        .map(|(pattern, _)| pattern)
        .filter(|pattern| pattern.contains("/1\\.3"))
        .map(|pattern| {
            pattern
                .replace(UUID_PATTERN, "{uuid}")
                .replace(QUERY_PATTERN, "")
                .replace("\\.", ".")
        })
        .collect()
}

/// The same of the table for other servers: `| GET, POST | /1.3/router |`.
fn table() -> BTreeSet<String> {
    README
        .lines()
        .filter_map(|line| line.strip_prefix("| `/1.3/"))
        .filter(|line| !line.starts_with('…'))
        .filter_map(|line| line.split_once("` | "))
        .filter_map(|(path, rest)| Some((path, rest.split_once(" |")?.0)))
        .flat_map(|(path, methods)| {
            methods
                .split(", ")
                .map(move |method| format!("{method} /1.3/{path}"))
        })
        .collect()
}

#[test]
fn no_function_is_left_out() {
    let public = REQUESTS.matches("\npub fn ").count();
    assert_eq!(calls().len(), public);
}

#[test]
fn web_servers_pass_on_what_the_program_sends_and_nothing_else() {
    let sent: BTreeSet<String> = calls().iter().map(shape).collect();
    assert_eq!(patterns(NGINX), sent, "deploy/nginx/api.conf");
    assert_eq!(patterns(CADDY), sent, "deploy/Caddyfile");
    assert_eq!(table(), sent, "deploy/README.md");
}

#[test]
fn only_calls_with_a_query_may_have_one() {
    let with_query = calls().into_iter().filter(|call| call.path.contains('?'));
    let paths: BTreeSet<String> = with_query.map(|call| shape(&call)).collect();
    for configuration in [NGINX, CADDY] {
        let lines = configuration.lines();
        let allowed = lines.filter(|line| line.contains(QUERY_PATTERN));
        let allowed: BTreeSet<String> = allowed.flat_map(patterns).collect();
        assert_eq!(allowed, paths);
    }
}

/// Whether the pattern for queries has the character.
fn is_in_query_pattern(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_.*+%=&-".contains(character)
}

proptest! {
    #[test]
    fn no_label_filter_is_refused(terms in vec(make::term(), 0..4)) {
        let call = request::peerings(&make::filter_of(terms));
        if let Some((_, query)) = call.path.split_once('?') {
            prop_assert!(query.chars().all(is_in_query_pattern), "{query}");
        }
    }
}
