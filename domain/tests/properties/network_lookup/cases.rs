//! Which network a text means, where it means one.

use std::{net::IpAddr, sync::Arc};

use domain::{
    model::{cidr::Range, ids::NetworkId, network::Network, state::State},
    snapshot::{
        Coverage, Snapshot, Sources,
        network_lookup::{By, NetworkLookup, look_up, search_networks},
        unknown::UnknownReason,
    },
};

use crate::fixtures::{self, in_state};

const A: NetworkId = NetworkId::from_u128(1);
const B: NetworkId = NetworkId::from_u128(2);
const C: NetworkId = NetworkId::from_u128(3);
const PUBLIC: NetworkId = NetworkId::from_u128(4);
/// Another account's.
const FOREIGN: NetworkId = NetworkId::from_u128(9);

fn network(id: NetworkId, name: &str, zone: &str, range: &str) -> Network {
    Network {
        private: id != PUBLIC,
        zone: zone.into(),
        ..fixtures::network(id, name, range)
    }
}

/// Two networks of one name, one of which lies within the third; and a peering
/// from the first to a network of another account.
fn sources(state: State) -> Sources {
    let networks = fixtures::networks([
        network(A, "Web", "fi-hel1", "10.1.0.0/24"),
        network(B, "web ", "de-fra1", "10.2.0.0/24"),
        network(C, "all of it", "de-fra1", "10.2.0.0/16"),
        network(PUBLIC, "Public fi-hel1", "fi-hel1", "94.237.0.0/22"),
    ]);
    let mut peering = in_state(state);
    peering.local.network = A;
    peering.peer.network = FOREIGN;
    peering.peer.ranges = vec![Range::new("10.200.0.0/24"), Range::new("fd00::/64")];
    fixtures::sources([&peering], networks)
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

/// What the text means, and what is said of it.
fn said(sources: Sources, text: &str) -> (NetworkLookup, Option<String>) {
    let snapshot = Snapshot::new(sources);
    let lookup = look_up(&snapshot, text);
    let trouble = lookup.trouble(&snapshot, text);
    (lookup, trouble)
}

fn lookup_of(text: &str) -> NetworkLookup {
    said(sources(State::Active), text).0
}

#[test]
fn a_uuid_is_taken_as_it_is() {
    for id in [A, FOREIGN, NetworkId::from_u128(77)] {
        let upper = format!("  {} ", id.to_string().to_uppercase());
        assert_eq!(lookup_of(&upper), NetworkLookup::Network(id, By::Uuid));
    }
}

#[test]
fn a_name_is_found_whatever_its_capitals_and_blanks() {
    assert_eq!(lookup_of(" All OF it"), NetworkLookup::Network(C, By::Name));
    assert_eq!(lookup_of("all"), NetworkLookup::Unknown(By::Name, None));
    assert_eq!(lookup_of(" "), NetworkLookup::Nothing);
}

#[test]
fn an_address_is_found_in_whatever_network_holds_it() {
    let v4 = address("10.1.0.200");
    assert_eq!(
        lookup_of("10.1.0.200"),
        NetworkLookup::Network(A, By::Address(v4))
    );
    // Of another account's network a peering tells the ranges.
    for text in ["10.200.0.7", "FD00::0:7"] {
        let by = By::Address(address(text));
        assert_eq!(lookup_of(text), NetworkLookup::Network(FOREIGN, by));
    }
    // Of one that is gone it tells what was.
    let gone = said(sources(State::DeletedPeerNetwork), "10.200.0.7").0;
    assert_eq!(gone.network(), None);
}

#[test]
fn f_19_an_address_with_a_prefix_is_the_address() {
    let by = |text| By::Address(address(text));
    // As `ip addr` prints it, and with another prefix than the network's.
    for text in ["10.1.0.200/24", "10.1.0.200/32", "10.1.0.200/8"] {
        assert_eq!(
            lookup_of(text),
            NetworkLookup::Network(A, by("10.1.0.200")),
            "{text}"
        );
    }
    // A range is in the networks that have all of it.
    assert_eq!(
        lookup_of("10.1.0.128/25"),
        NetworkLookup::Network(A, by("10.1.0.128"))
    );
    assert_eq!(
        lookup_of("10.2.0.0/20"),
        NetworkLookup::Network(C, by("10.2.0.0"))
    );
    let (wide, trouble) = said(sources(State::Active), " 10.0.0.0/8,");
    assert_eq!(wide.network(), None);
    let trouble = trouble.expect("a sentence");
    assert!(
        trouble.starts_with("No known network contains 10.0.0.0/8."),
        "{trouble}"
    );
}

#[test]
fn f_19_what_was_pasted_with_it_does_not_count() {
    for text in ["\u{feff}all\u{a0}of it", "“all of it”,"] {
        let expected = NetworkLookup::Network(C, By::Name);
        assert_eq!(lookup_of(text), expected, "{text:?}");
    }
    let pasted = FOREIGN.to_string().replace('-', "\u{2011}");
    let expected = NetworkLookup::Network(FOREIGN, By::Uuid);
    assert_eq!(lookup_of(&format!("<{pasted}>")), expected);
    // A name that is written like that comes first.
    let mut sources = sources(State::Active);
    let quoted = network(NetworkId::from_u128(5), "“web”", "fi-hel1", "10.5.0.0/24");
    let networks = Arc::make_mut(&mut sources.networks);
    networks.insert(quoted.id, Arc::new(quoted));
    let (lookup, _) = said(sources, "“Web”");
    assert_eq!(lookup.network(), Some(NetworkId::from_u128(5)));
}

#[test]
fn f_19_an_odd_character_in_an_unknown_name_is_named() {
    let (_, trouble) = said(sources(State::Active), "no\u{200b}thing");
    let trouble = trouble.expect("a sentence");
    assert!(
        trouble.contains("an invisible character (U+200B)"),
        "{trouble}"
    );
}

#[test]
fn none_of_several_is_guessed() {
    let (name, trouble) = said(sources(State::Active), " WEB");
    assert_eq!(name, NetworkLookup::OneOf(vec![B, A], By::Name));
    assert_eq!(
        trouble.as_deref(),
        Some("2 networks are named WEB. Choose one.")
    );
    let (lookup, trouble) = said(sources(State::Active), "10.2.0.9");
    let by = By::Address(address("10.2.0.9"));
    assert_eq!(
        lookup,
        NetworkLookup::OneOf(vec![B, C], by),
        "the narrowest first"
    );
    let trouble = trouble.expect("a sentence");
    assert!(
        trouble.starts_with("10.2.0.9 is in 2 networks with"),
        "{trouble}"
    );
    assert_eq!(lookup.network(), None);
}

#[test]
fn a_public_network_is_not_looked_up() {
    for text in [PUBLIC.to_string(), "public FI-hel1".into()] {
        let (lookup, trouble) = said(sources(State::Active), &text);
        assert_eq!(lookup, NetworkLookup::NotPrivate(PUBLIC));
        let trouble = trouble.expect("a sentence");
        assert!(
            trouble.starts_with("Public fi-hel1 is not a private network."),
            "{trouble}"
        );
    }
    // An address of its range is no private network's.
    assert_eq!(lookup_of("94.237.0.1").network(), None);
}

#[test]
fn what_is_not_found_says_why() {
    use UnknownReason::{Forbidden, NotYet, Part};
    let by = By::Address(address("192.0.2.1"));
    let another = "contains 192.0.2.1. For a network in another account";
    for (coverage, why, words) in [
        (Coverage::Complete, None, another),
        (Coverage::Partial, Some(Part), "only part of the networks"),
        (Coverage::Unknown, Some(NotYet), "haven't been loaded yet"),
        (
            Coverage::Forbidden,
            Some(Forbidden),
            "isn't allowed to read",
        ),
    ] {
        let read = || Sources {
            networks_read: coverage,
            ..sources(State::Active)
        };
        let (lookup, trouble) = said(read(), "192.0.2.1");
        assert_eq!(lookup, NetworkLookup::Unknown(by, why));
        let trouble = trouble.expect("a sentence");
        assert!(trouble.contains(words), "{trouble}");
        assert_eq!(
            said(read(), "no-such").0,
            NetworkLookup::Unknown(By::Name, why)
        );
    }
    let (_, trouble) = said(sources(State::Active), " no-such ");
    let trouble = trouble.expect("a sentence");
    assert!(trouble.contains("is named no-such. For"), "{trouble}");
}

/// Where the networks may not be read a UUID still does, and an address that a
/// peering tells of.
#[test]
fn without_the_networks_a_uuid_and_what_peerings_tell_remain() {
    let blind = || Sources {
        networks: Arc::default(),
        networks_read: Coverage::Forbidden,
        ..sources(State::Active)
    };
    assert_eq!(
        said(blind(), &A.to_string()).0,
        NetworkLookup::Network(A, By::Uuid)
    );
    let by = By::Address(address("10.200.0.7"));
    assert_eq!(
        said(blind(), "10.200.0.7"),
        (NetworkLookup::Network(FOREIGN, by), None)
    );
    assert_eq!(said(blind(), "Web").0.network(), None);
}

#[test]
fn a_search_covers_names_zones_and_ranges_of_private_networks() {
    let networks = sources(State::Active).networks;
    let found = |text: &str| -> Vec<NetworkId> {
        let found = search_networks(&networks, text);
        found.iter().map(|network| network.id).collect()
    };
    assert_eq!(found(" WEB "), [A, B]);
    assert_eq!(
        found("de-fra"),
        [C, B],
        "by zone, in the order of the names"
    );
    assert_eq!(found("10.2.0.0/16"), [C], "by range");
    assert_eq!(found("“10.2.0.9/24”,"), [C, B], "by address");
    assert_eq!(found("all\u{a0}of"), [C], "whatever was pasted with it");
    assert_eq!(found("fi-hel1"), [A], "public networks cannot be peered");
    assert_eq!(found(""), [C, A, B], "an empty text matches all");
    assert_eq!(found("none of them"), []);
}

#[test]
fn names_that_begin_with_the_text_come_first() {
    let networks = fixtures::networks([
        network(A, "a-web", "fi-hel1", "10.1.0.0/24"),
        network(B, "web-10", "de-fra1", "10.2.0.0/24"),
        network(C, "web-9", "de-fra1", "10.3.0.0/24"),
    ]);
    let found = search_networks(&networks, "web");
    let names: Vec<&str> = found.iter().map(|network| network.name.as_str()).collect();
    assert_eq!(names, ["web-9", "web-10", "a-web"]);
}
