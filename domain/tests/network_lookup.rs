//! Which network a text means, where it means one.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot set up what it needs should stop there and then"
)]

use std::{net::IpAddr, sync::Arc};

use domain::{
    api::decode,
    model::{
        cidr::Range, ids::NetworkId, network::Network, peering::Peering, row::Row, state::State,
    },
    snapshot::{
        Coverage, Networks, Snapshot, Sources,
        network_lookup::{By, NetworkLookup, look_up, search_networks},
        unknown::UnknownReason,
    },
};

const A: NetworkId = NetworkId::from_u128(1);
const B: NetworkId = NetworkId::from_u128(2);
const C: NetworkId = NetworkId::from_u128(3);
const PUBLIC: NetworkId = NetworkId::from_u128(4);
/// Another account's.
const FOREIGN: NetworkId = NetworkId::from_u128(9);

fn network(id: NetworkId, name: &str, zone: &str, range: &str) -> Network {
    Network {
        id,
        name: name.into(),
        private: id != PUBLIC,
        zone: zone.into(),
        router: None,
        ranges: vec![Range::new(range)],
    }
}

/// Two networks of one name, one of which lies within the third; and a peering
/// from the first to a network of another account.
fn sources(state: State) -> Sources {
    let networks: Networks = [
        network(A, "Web", "fi-hel1", "10.1.0.0/24"),
        network(B, "web ", "de-fra1", "10.2.0.0/24"),
        network(C, "all of it", "de-fra1", "10.2.0.0/16"),
        network(PUBLIC, "Public fi-hel1", "fi-hel1", "94.237.0.0/22"),
    ]
    .into_iter()
    .map(|network| (network.id, Arc::new(network)))
    .collect();
    let mut peering: Peering =
        decode::peering(include_str!("fixtures/peering_pending.json")).expect("a peering");
    peering.state = state;
    peering.local.network = A;
    peering.peer.network = FOREIGN;
    peering.peer.ranges = vec![Range::new("10.200.0.0/24"), Range::new("fd00::/64")];
    Sources {
        peerings: vec![Arc::new(Row::new(peering, &networks))],
        peerings_read: Coverage::Complete,
        networks: Arc::new(networks),
        networks_read: Coverage::Complete,
        ..Sources::default()
    }
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

/// What the text means, and what is said of it.
fn said(sources: Sources, text: &str) -> (NetworkLookup, Option<String>) {
    let snapshot = Snapshot::new(sources);
    let asked = look_up(&snapshot, text);
    let trouble = asked.trouble(&snapshot, text);
    (asked, trouble)
}

fn of(text: &str) -> NetworkLookup {
    said(sources(State::Active), text).0
}

#[test]
fn a_uuid_is_taken_as_it_is() {
    for id in [A, FOREIGN, NetworkId::from_u128(77)] {
        let upper = format!("  {} ", id.to_string().to_uppercase());
        assert_eq!(of(&upper), NetworkLookup::Network(id, By::Uuid));
    }
}

#[test]
fn a_name_is_found_whatever_its_capitals_and_blanks() {
    assert_eq!(of(" All OF it"), NetworkLookup::Network(C, By::Name));
    assert_eq!(of("all"), NetworkLookup::Unknown(By::Name, None));
    assert_eq!(of(" "), NetworkLookup::Nothing);
}

#[test]
fn an_address_is_found_in_whatever_network_holds_it() {
    let v4 = address("10.1.0.200");
    assert_eq!(of("10.1.0.200"), NetworkLookup::Network(A, By::Address(v4)));
    // Of another account's network a peering tells the ranges.
    for text in ["10.200.0.7", "FD00::0:7"] {
        let by = By::Address(address(text));
        assert_eq!(of(text), NetworkLookup::Network(FOREIGN, by));
    }
    // Of one that is gone it tells what was.
    let gone = said(sources(State::DeletedPeerNetwork), "10.200.0.7").0;
    assert_eq!(gone.network(), None);
}

#[test]
fn of_several_none_is_guessed() {
    let (name, told) = said(sources(State::Active), " WEB");
    assert_eq!(name, NetworkLookup::OneOf(vec![B, A], By::Name));
    assert_eq!(
        told.as_deref(),
        Some("2 networks are named WEB. Choose one.")
    );
    let (held, told) = said(sources(State::Active), "10.2.0.9");
    let by = By::Address(address("10.2.0.9"));
    assert_eq!(
        held,
        NetworkLookup::OneOf(vec![B, C], by),
        "the narrowest first"
    );
    let told = told.expect("a sentence");
    assert!(told.starts_with("10.2.0.9 is in 2 networks with"), "{told}");
    assert_eq!(held.network(), None);
}

#[test]
fn what_is_not_private_cannot_be_asked() {
    for text in [PUBLIC.to_string(), "public FI-hel1".into()] {
        let (asked, told) = said(sources(State::Active), &text);
        assert_eq!(asked, NetworkLookup::NotPrivate(PUBLIC));
        let told = told.expect("a sentence");
        assert!(
            told.starts_with("Public fi-hel1 is not a private network."),
            "{told}"
        );
    }
    // An address of its range is no private network's.
    assert_eq!(of("94.237.0.1").network(), None);
}

#[test]
fn what_is_not_found_says_why() {
    let by = By::Address(address("192.0.2.1"));
    for (reading, why, words) in [
        (
            Coverage::Complete,
            None,
            "contains 192.0.2.1. For a network in another account",
        ),
        (
            Coverage::Partial,
            Some(UnknownReason::Part),
            "only part of the networks",
        ),
        (
            Coverage::Unknown,
            Some(UnknownReason::NotYet),
            "haven't been loaded yet",
        ),
        (
            Coverage::Forbidden,
            Some(UnknownReason::Forbidden),
            "isn't allowed to read",
        ),
    ] {
        let read = |reading| Sources {
            networks_read: reading,
            ..sources(State::Active)
        };
        let (asked, told) = said(read(reading), "192.0.2.1");
        assert_eq!(asked, NetworkLookup::Unknown(by, why));
        let told = told.expect("a sentence");
        assert!(told.contains(words), "{told}");
        assert_eq!(
            said(read(reading), "no-such").0,
            NetworkLookup::Unknown(By::Name, why)
        );
    }
    let (_, told) = said(sources(State::Active), " no-such ");
    let told = told.expect("a sentence");
    assert!(told.contains("is named no-such. For"), "{told}");
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
    assert_eq!(found("fi-hel1"), [A], "public networks cannot be peered");
    assert_eq!(found(""), [C, A, B], "an empty text matches all");
    assert_eq!(found("none of them"), []);
}

#[test]
fn names_that_begin_with_the_text_come_first() {
    let networks: Networks = [
        network(A, "a-web", "fi-hel1", "10.1.0.0/24"),
        network(B, "web-10", "de-fra1", "10.2.0.0/24"),
        network(C, "web-9", "de-fra1", "10.3.0.0/24"),
    ]
    .into_iter()
    .map(|network| (network.id, Arc::new(network)))
    .collect();
    let found = search_networks(&networks, "web");
    let names: Vec<&str> = found.iter().map(|network| network.name.as_str()).collect();
    assert_eq!(names, ["web-9", "web-10", "a-web"]);
}
