//! What a text means, against a search through all that there is.

mod cases;

use domain::{
    model::ids::NetworkId,
    snapshot::{
        Coverage,
        network_lookup::{NetworkLookup, look_up},
    },
};
use proptest::{collection::vec, prelude::*};

use crate::world::{NETWORKS, World, id, world};

/// Something to type, and the networks that it may mean.
#[derive(Clone, Debug)]
enum Typed {
    Uuid(usize),
    Name(usize, bool),
    Address(bool, u8),
}

fn typed() -> impl Strategy<Value = Typed> {
    prop_oneof![
        (0..NETWORKS + 2).prop_map(Typed::Uuid),
        (0..5_usize, any::<bool>()).prop_map(|(name, upper)| Typed::Name(name, upper)),
        (any::<bool>(), any::<u8>()).prop_map(|(v6, host)| Typed::Address(v6, host)),
    ]
}

/// The world with names that several networks have.
fn renamed(mut world: World) -> World {
    for (number, place) in world.places.iter_mut().enumerate() {
        place.network.name = name(number % 4);
    }
    world
}

fn name(number: usize) -> String {
    format!("Net {number}")
}

impl Typed {
    fn text(&self) -> String {
        match self {
            Self::Uuid(place) => id(*place).to_string(),
            Self::Name(number, true) => format!(" {} ", name(*number).to_uppercase()),
            Self::Name(number, false) => name(*number).to_lowercase(),
            Self::Address(true, host) => format!("fc02:c4f3::{host:x}"),
            Self::Address(false, host) => format!("10.0.0.{host}"),
        }
    }

    fn fits(&self, world: &World, place: usize) -> bool {
        let held = &world.places[place];
        match self {
            Self::Uuid(named) => *named == place,
            Self::Name(number, _) => held.network.name == name(*number),
            Self::Address(v6, host) => {
                let mut ranges = held.ranges.iter();
                ranges.any(|range| range.v6 == *v6 && range.holds(*host))
            }
        }
    }
}

/// The networks that were found.
fn found(asked: &NetworkLookup) -> Vec<NetworkId> {
    let mut found = match asked {
        NetworkLookup::Network(one, _) => vec![*one],
        NetworkLookup::OneOf(several, _) => several.clone(),
        NetworkLookup::Nothing | NetworkLookup::NotPrivate(_) | NetworkLookup::Unknown(..) => {
            Vec::new()
        }
    };
    found.sort_unstable();
    found
}

proptest! {
    #[test]
    fn where_everything_is_read_it_finds_what_there_is(world in world(), typed in typed()) {
        let world = renamed(world);
        let snapshot = world.whole();
        let asked = look_up(&snapshot, &typed.text());
        let mut expected: Vec<NetworkId> = (0..NETWORKS)
            .filter(|place| world.places[*place].network.private && typed.fits(&world, *place))
            .map(id)
            .collect();
        // A UUID that nothing has is another account's.
        if let Typed::Uuid(place) = typed && place >= NETWORKS {
            expected.push(id(place));
        }
        prop_assert_eq!(found(&asked), expected);
        let one = asked.network().is_some();
        prop_assert_eq!(one, found(&asked).len() == 1);
        prop_assert_eq!(asked.trouble(&snapshot, &typed.text()).is_none(), one);
    }

    /// With less to read it finds less, and nothing that is not so.
    #[test]
    fn where_less_is_read_it_finds_nothing_wrong(
        world in world(),
        typed in typed(),
        readable in vec(any::<bool>(), NETWORKS),
        networks in any::<bool>(),
    ) {
        let world = renamed(world);
        let reading = if networks { Coverage::Complete } else { Coverage::Forbidden };
        let seen = world.seen_by(&readable, reading);
        for network in found(&look_up(&seen, &typed.text())) {
            let place = (0..NETWORKS + 2).find(|place| id(*place) == network).expect("a place");
            let is_uuid = matches!(typed, Typed::Uuid(named) if named == place);
            prop_assert!(is_uuid || typed.fits(&world, place), "{:?}", typed);
        }
    }

    #[test]
    fn no_text_makes_it_fail(world in world(), text in any::<String>()) {
        let snapshot = world.whole();
        let asked = look_up(&snapshot, &text);
        let said = asked.trouble(&snapshot, &text);
        prop_assert_eq!(said.is_none(), asked.network().is_some() || asked == NetworkLookup::Nothing);
    }
}
