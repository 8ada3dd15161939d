//! Worlds to start from. Each is built through the API, so that what it shows follows from the rules;
//! only `error` and one lasting `provisioning` are imposed.

mod builder;
mod company;
mod empty;
pub mod hostile;
mod scale;

use std::str::FromStr;

use crate::cloud::world::World;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// About forty networks and sixty peerings in all ten states.
    Company,
    /// A few networks and no peerings.
    Empty,
    /// Text that no API should send, wherever text is shown.
    Hostile,
    /// This many peerings.
    Scale(u32),
}

impl Scenario {
    /// Equal seeds give equal worlds, including ids.
    #[must_use]
    pub fn build(self, seed: u64) -> World {
        match self {
            Self::Company => company::build(seed),
            Self::Empty => empty::build(seed),
            Self::Hostile => hostile::build(seed),
            Self::Scale(peerings) => scale::build(seed, peerings),
        }
    }
}

impl FromStr for Scenario {
    type Err = String;

    /// Parses `company`, `empty`, `hostile` or `scale:1000`.
    fn from_str(text: &str) -> Result<Self, String> {
        let scale = |digits: &str| digits.parse().ok().filter(|&n| n <= 200_000);
        match text {
            "company" => Ok(Self::Company),
            "empty" => Ok(Self::Empty),
            "hostile" => Ok(Self::Hostile),
            _ => match text.strip_prefix("scale:").and_then(scale) {
                Some(peerings) => Ok(Self::Scale(peerings)),
                None => Err(format!(
                    "{text:?} is not a scenario: company, empty, hostile or scale:N, N up to 200000"
                )),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Scenario;
    use crate::cloud::{moment::Moment, state::State};

    #[test]
    fn the_company_shows_all_ten_states_to_demo() {
        let world = Scenario::Company.build(1);
        let far = Moment(u64::MAX);
        let own = || world.peerings().filter(|peering| peering.account == "demo");
        let states: BTreeSet<State> = own()
            .map(|peering| peering.lifecycle.state_at(far))
            .collect();
        assert_eq!(states, BTreeSet::from(State::ALL));
        assert!((55..=70).contains(&own().count()), "{}", own().count());
        let networks = world
            .networks()
            .filter(|network| network.visible_to("demo"))
            .count();
        assert!((36..=48).contains(&networks), "{networks}");
    }

    #[test]
    fn equal_seeds_give_equal_worlds_and_different_seeds_do_not() {
        for scenario in [
            Scenario::Company,
            Scenario::Empty,
            Scenario::Hostile,
            Scenario::Scale(50),
        ] {
            assert_eq!(scenario.build(7).tables(), scenario.build(7).tables());
            assert_ne!(scenario.build(7).tables(), scenario.build(8).tables());
        }
    }

    #[test]
    fn scale_has_the_requested_number_of_peerings() {
        for wanted in [0, 1, 2, 999, 3000] {
            let world = Scenario::Scale(wanted).build(1);
            let own = world
                .peerings()
                .filter(|peering| peering.account == "demo")
                .count();
            assert_eq!(own, wanted as usize);
        }
    }

    #[test]
    fn every_hostile_text_names_a_network_and_a_peering_and_is_in_labels() {
        let world = Scenario::Hostile.build(1);
        for text in super::hostile::texts() {
            assert!(world.networks().any(|network| network.name == text));
            let mut peerings = world.peerings().filter(|peering| peering.name == text);
            assert!(peerings.all(|peering| peering.labels.iter().any(|l| l.value == text)));
        }
        let far = Moment(u64::MAX);
        let states: BTreeSet<State> = world
            .peerings()
            .map(|p| p.lifecycle.state_at(far))
            .collect();
        assert!(states.len() >= 4, "{states:?}");
    }

    #[test]
    fn names_are_parsed_and_others_refused() {
        assert_eq!("scale:10".parse(), Ok(Scenario::Scale(10)));
        for text in [
            "",
            "Company",
            "scale",
            "scale:",
            "scale:-1",
            "scale:9999999",
        ] {
            assert!(text.parse::<Scenario>().is_err(), "{text}");
        }
    }
}
