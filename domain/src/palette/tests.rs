//! What is found for a text, and in which order.

use super::*;
use crate::{
    model::{
        peering::{End, Peering},
        state::{ConfiguredStatus, State},
    },
    snapshot::Networks,
};

fn end(network: u128) -> End {
    End {
        network: NetworkId::from_u128(network),
        ranges: Vec::new(),
    }
}

fn row(id: u128, name: &str, networks: &Networks) -> Arc<Row> {
    let peering = Peering {
        id: PeeringId::from_u128(id),
        name: name.into(),
        configured_status: ConfiguredStatus::Active,
        state: State::Active,
        local: end(1),
        peer: end(2),
        labels: Vec::new(),
        created_at: None,
        updated_at: None,
    };
    Arc::new(Row::new(peering, networks))
}

fn networks(names: &[&str]) -> Networks {
    let numbered = (1..).zip(names);
    let networks = numbered.map(|(number, name)| {
        let id = NetworkId::from_u128(number);
        let network = Network {
            id,
            name: (*name).into(),
            private: true,
            zone: "fi-hel1".into(),
            router: None,
            ranges: Vec::new(),
        };
        (id, Arc::new(network))
    });
    networks.collect()
}

fn names(found: &Found) -> Vec<String> {
    let name = |entry: &PaletteItem| match entry {
        PaletteItem::Peering(row) => row.peering.name.clone(),
        PaletteItem::Network(network) => format!("[{}]", network.name),
        PaletteItem::Action(action) => action.title(),
    };
    found.entries().map(name).collect()
}

#[test]
fn a_name_that_begins_with_it_comes_before_a_word_and_a_piece() {
    let none = Networks::new();
    let names_in = ["old webdb", "Prod DB", "db-10", "DB-2", "x-db y"];
    let rows: Vec<_> = (1..)
        .zip(names_in)
        .map(|(id, name)| row(id, name, &none))
        .collect();
    let found = find(" dB", &rows, none.values(), &[]);
    assert_eq!(
        names(&found),
        ["DB-2", "db-10", "Prod DB", "x-db y", "old webdb"]
    );
}

#[test]
fn words_may_stand_in_any_order_and_outside_of_the_name() {
    let networks = networks(&["hel-app", "fra-db"]);
    let rows = [row(7, "first link", &networks)];
    let found = find("fra link active", &rows, networks.values(), &[]);
    assert_eq!(names(&found), ["first link"]);
}

#[test]
fn the_section_of_what_fits_best_comes_first() {
    let networks = networks(&["hel-app", "refreshments"]);
    let rows = [row(7, "to refresh", &networks)];
    let actions = PaletteAction::all(None, true);
    let found = find("refresh", &rows, networks.values(), &actions);
    let titles: Vec<_> = found.sections.iter().map(|section| section.title).collect();
    assert_eq!(titles, ["Networks", "Actions", "Peerings"]);
    // The peering is found by its network's name, too.
    assert_eq!(names(&found), ["[refreshments]", "Refresh", "to refresh"]);
}

#[test]
fn without_a_text_there_are_the_actions() {
    let networks = networks(&["hel-app"]);
    let rows = [row(7, "link", &networks)];
    let actions = PaletteAction::all(Some(PeeringId::from_u128(7)), true);
    let found = find("  ", &rows, networks.values(), &actions);
    assert_eq!(found.sections.len(), 1);
    assert_eq!(found.entries().count(), actions.len());
    assert_eq!(found.more, 0);
}

#[test]
fn networks_have_room_beside_many_peerings() {
    let networks = networks(&["app-1", "app-2", "app-3"]);
    let rows: Vec<_> = (0..200)
        .map(|id| row(id, &format!("app {id}"), &networks))
        .collect();
    let found = find(
        "app",
        &rows,
        networks.values(),
        &PaletteAction::all(None, true),
    );
    assert_eq!(found.entries().count(), MAX_ITEMS);
    assert_eq!(found.more, 153);
    let last: Vec<_> = names(&found).split_off(47);
    assert_eq!(last, ["[app-1]", "[app-2]", "[app-3]"]);
}

#[test]
fn a_network_that_cannot_be_peered_is_not_found() {
    let networks = networks(&["hel-app"]);
    let public = networks.values().map(|network| {
        Arc::new(Network {
            private: false,
            ..Network::clone(network)
        })
    });
    let public: Vec<_> = public.collect();
    assert_eq!(find("hel", &[], public.iter(), &[]), Found::default());
}
