//! Who reaches whom, against the rules by which the API gives the states:
//! everything is known to the test, and only a part to the account that asks.

mod cases;

use std::net::IpAddr;

use domain::{
    model::{
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    reachability::{Break, Offer, Verdict, reaches},
    snapshot::{Coverage, Snapshot, network_lookup::networks_at},
};
use proptest::{collection::vec, prelude::*};

use crate::world::{NETWORKS, World, id, world};

/// The world with each peering in the state that its surroundings lead to.
fn ruled(mut world: World) -> World {
    let before = world.peerings.clone();
    let places = World {
        peerings: Vec::new(),
        ..world.clone()
    };
    let place = |network| {
        (0..NETWORKS)
            .find(|place| id(*place) == network)
            .expect("a place")
    };
    for peering in &mut world.peerings {
        let (local, peer) = (place(peering.local.network), place(peering.peer.network));
        let reverse = before.iter().find(|p| p.is_reverse_of(peering));
        let routed = |place: usize| places.places[place].network.router.is_some();
        let on = |p: &Peering| p.configured_status != ConfiguredStatus::Disabled;
        peering.state = if !on(peering) {
            State::Disabled
        } else if !routed(local) {
            State::MissingLocalRouter
        } else if reverse.is_none() {
            State::PendingPeer
        } else if !reverse.is_some_and(on) {
            State::PeerDisabled
        } else if !routed(peer) {
            State::MissingPeerRouter
        } else if places.share_an_address(local, peer) {
            State::ConflictSubnet
        } else {
            State::Active
        };
    }
    world
}

/// Whether traffic passes from one network to the other and back.
fn truth(world: &World, a: usize, b: usize) -> bool {
    let router = world.places[a].network.router;
    a == b
        || (router.is_some() && router == world.places[b].network.router)
        || (is_active(world, a, b) && is_active(world, b, a))
}

fn is_active(world: &World, from: usize, to: usize) -> bool {
    let peering = world.peering(from, to);
    peering.is_some_and(|peering| peering.state == State::Active)
}

/// A neighbour on the router of one of them that reaches the other by a
/// peering: nobody knows what comes of that.
fn neighbour(world: &World, a: usize, b: usize) -> bool {
    let over = |one: usize, two: usize| {
        (0..NETWORKS).any(|beside| {
            let router = world.places[one].network.router;
            let shares = router.is_some() && router == world.places[beside].network.router;
            beside != one && shares && is_active(world, beside, two)
        })
    };
    over(a, b) || over(b, a)
}

fn exists(world: &World, from: usize, to: usize) -> bool {
    world.peering(from, to).is_some()
}

fn seen(world: &World, readable: &[bool], networks: bool, routers: bool) -> Snapshot {
    let networks_read = match networks {
        true => Coverage::Complete,
        false => Coverage::Forbidden,
    };
    let snapshot = world.seen_by(readable, networks_read);
    let mut sources = snapshot.sources().clone();
    if !routers {
        sources.routers.clear();
        sources.routers_read = Coverage::Forbidden;
    }
    Snapshot::new(sources)
}

proptest! {
    #[test]
    fn where_everything_is_read_the_answer_is_right(world in world()) {
        let world = ruled(world);
        let snapshot = world.whole();
        for a in 0..NETWORKS {
            for b in 0..NETWORKS {
                let answer = reaches(&snapshot, id(a), id(b));
                let expected = if truth(&world, a, b) {
                    prop_assert_eq!(&answer.missing, &None);
                    prop_assert!(a == b || !answer.over.is_empty());
                    Verdict::Yes
                } else if neighbour(&world, a, b) {
                    Verdict::Unknown(domain::snapshot::unknown::UnknownReason::Unpublished)
                } else {
                    Verdict::No
                };
                prop_assert_eq!(answer.verdict, expected, "{} {}: {}", a, b, answer.text);
                if expected == Verdict::Yes {
                    continue;
                }
                // It breaks somewhere, and what is missing is offered.
                prop_assert!(answer.directions.iter().any(|half| half.broken.is_some()));
                for (half, (from, to)) in answer.directions.iter().zip([(a, b), (b, a)]) {
                    prop_assert_eq!((half.from, half.to), (id(from), id(to)));
                    let missing = half.broken == Some(Break::Missing);
                    prop_assert_eq!(missing, !exists(&world, from, to));
                }
                let any_missing = !exists(&world, a, b) || !exists(&world, b, a);
                prop_assert_eq!(answer.missing.is_some(), any_missing);
                if let Some(missing) = answer.missing {
                    let first = if exists(&world, a, b) { (b, a) } else { (a, b) };
                    let (local, peer) = first;
                    prop_assert_eq!((missing.local, missing.peer), (Some(id(local)), Some(id(peer))));
                }
                prop_assert!(!answer.text.is_empty() && !answer.text.contains("  "));
                let joined = |one: usize, two: usize| exists(&world, one, two) || exists(&world, two, one);
                let between: Vec<_> = (0..NETWORKS)
                    .filter(|middle| joined(a, *middle) && joined(b, *middle))
                    .map(id)
                    .collect();
                prop_assert_eq!(answer.between, between);
            }
        }
    }

    /// With less to read it knows less, and says nothing that is wrong.
    #[test]
    fn where_less_is_read_no_answer_is_wrong(
        world in world(),
        readable in vec(any::<bool>(), NETWORKS),
        networks in any::<bool>(),
        routers in any::<bool>(),
    ) {
        let world = ruled(world);
        let snapshot = seen(&world, &readable, networks, routers);
        for a in 0..NETWORKS {
            for b in 0..NETWORKS {
                let answer = reaches(&snapshot, id(a), id(b));
                for half in &answer.directions {
                    let works = answer.peering_status(half, &snapshot) == "Connected";
                    prop_assert_eq!(works, half.broken.is_none());
                }
                // Nobody is asked to create what only another account can.
                match answer.offer(&snapshot) {
                    Some(Offer::Create(query)) => {
                        let own = query.local.and_then(|local| snapshot.network(local));
                        prop_assert!(own.is_some() || !networks);
                        prop_assert_eq!(Some(query), answer.missing.clone());
                    }
                    Some(Offer::AskOwner(waiting)) => {
                        let half = world.peerings.iter().find(|p| p.id == waiting);
                        let owners = half.map(|p| p.peer.network);
                        prop_assert!(networks && owners.is_some());
                        prop_assert_eq!(owners.and_then(|owners| snapshot.network(owners)), None);
                        prop_assert_eq!(owners, answer.missing.and_then(|query| query.local));
                    }
                    None => prop_assert_eq!(&answer.missing, &None),
                }
                match answer.verdict {
                    Verdict::Yes => prop_assert!(truth(&world, a, b), "{}", answer.text),
                    Verdict::No => prop_assert!(!truth(&world, a, b), "{}", answer.text),
                    Verdict::Unknown(_) => {}
                }
                for (half, (from, to)) in answer.directions.iter().zip([(a, b), (b, a)]) {
                    if half.broken == Some(Break::Missing) {
                        prop_assert!(!exists(&world, from, to), "{}", answer.text);
                    }
                }
            }
        }
    }

    #[test]
    fn an_address_is_in_the_networks_that_hold_it(world in world(), host in any::<u8>(), v6 in any::<bool>()) {
        let address: IpAddr = if v6 {
            format!("fc02:c4f3::{host:x}").parse().expect("an address")
        } else {
            IpAddr::from([10, 0, 0, host])
        };
        let mut found = networks_at(&world.whole(), address.into());
        let narrowest = found.first().copied();
        found.sort_unstable();
        let holds = |place: usize| {
            let ranges = world.places[place].ranges.iter();
            ranges.filter(|range| range.v6 == v6 && range.holds(host)).map(|range| range.prefix).max()
        };
        let private: Vec<usize> =
            (0..NETWORKS).filter(|place| world.places[*place].network.private).collect();
        let expected: Vec<_> =
            private.iter().filter(|place| holds(**place).is_some()).map(|place| id(*place)).collect();
        prop_assert_eq!(found, expected);
        let longest = private.iter().filter_map(|place| holds(*place)).max();
        let first = (0..NETWORKS).find(|place| Some(id(*place)) == narrowest);
        prop_assert_eq!(first.and_then(holds), longest);
    }
}
