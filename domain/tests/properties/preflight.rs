//! Preflights, against looking at every network and every address; and what
//! holds of them however little can be read.

mod cases;

use domain::{
    preflight::{
        Check, CheckId, CheckOutcome, Clash, Mark, Marker, Subject, blocks, preflight,
        zone::{Distance, distance},
    },
    snapshot::{Coverage, Snapshot},
};
use proptest::{collection::vec, prelude::*};

use crate::world::{NETWORKS, World, id, world};

fn subject(local: usize, peer: usize, both: bool) -> Subject<'static> {
    Subject {
        local: Some(id(local)),
        peer: Some(id(peer)),
        both,
        ..Subject::default()
    }
}

fn outcome(checks: &[Check], id: CheckId) -> CheckOutcome {
    let check = checks.iter().find(|check| check.id == id);
    check.expect("the check").outcome
}

fn fail_if(fails: bool) -> CheckOutcome {
    if fails {
        CheckOutcome::Fail
    } else {
        CheckOutcome::Pass
    }
}

fn warn_if(warns: bool) -> CheckOutcome {
    if warns {
        CheckOutcome::Warn
    } else {
        CheckOutcome::Pass
    }
}

/// A network that one end reaches, other than the two themselves, and that
/// overlaps the other end.
fn reached_overlap(world: &World, local: usize, peer: usize) -> bool {
    [(local, peer), (peer, local)]
        .into_iter()
        .any(|(from, to)| {
            (0..NETWORKS).any(|reached| {
                reached != to && world.reaches(from, reached) && world.share_an_address(reached, to)
            })
        })
}

fn ends() -> impl Strategy<Value = (usize, usize)> {
    (0..NETWORKS, 0..NETWORKS).prop_filter("two networks", |(one, two)| one != two)
}

proptest! {
    #[test]
    fn what_can_be_read_is_judged_rightly(
        world in world(),
        (local, peer) in ends(),
        both in any::<bool>(),
    ) {
        let snapshot = world.whole();
        let checks = preflight(&snapshot, &subject(local, peer, both));
        let network = |place: usize| &world.places[place].network;
        let exists = |from: usize, to: usize| world.peering(from, to);
        let is = |check| outcome(&checks, check);
        prop_assert_eq!(
            is(CheckId::Private),
            fail_if(!network(local).private || !network(peer).private)
        );
        prop_assert_eq!(is(CheckId::LocalRouter), fail_if(network(local).router.is_none()));
        prop_assert_eq!(is(CheckId::PeerRouter), fail_if(network(peer).router.is_none()));
        prop_assert_eq!(is(CheckId::Overlap), fail_if(world.share_an_address(local, peer)));
        prop_assert_eq!(
            is(CheckId::ReachedOverlap),
            warn_if(reached_overlap(&world, local, peer))
        );
        prop_assert_eq!(is(CheckId::SameDirection), fail_if(exists(local, peer).is_some()));
        let reverse = exists(peer, local).map(|p| p.configured_status.as_str() != "disabled");
        prop_assert_eq!(is(CheckId::ReverseDirection), warn_if(!reverse.unwrap_or(both)));
        let zones = is(CheckId::Zones);
        match distance(&network(local).zone, &network(peer).zone) {
            Distance::Same | Distance::Near => prop_assert_eq!(zones, CheckOutcome::Pass),
            Distance::Far => prop_assert_eq!(zones, CheckOutcome::Warn),
            Distance::Unknown => prop_assert!(matches!(zones, CheckOutcome::Unknown(_))),
        }
        let wanted = if both && reverse.is_none() { 2 } else { 1 };
        match (world.limit, world.used) {
            (Some(limit), Some(used)) => {
                prop_assert_eq!(is(CheckId::Quota), warn_if(used + wanted > limit));
            }
            _ => prop_assert!(matches!(is(CheckId::Quota), CheckOutcome::Unknown(_))),
        }
        for check in &checks {
            prop_assert!(!check.stops || check.outcome == CheckOutcome::Fail);
            prop_assert!(check.text.ends_with('.'), "{}", check.text);
        }
        let stopped = !network(local).private
            || !network(peer).private
            || network(local).router.is_none()
            || (both && network(peer).router.is_none())
            || world.share_an_address(local, peer)
            || exists(local, peer).is_some();
        prop_assert_eq!(!blocks(&checks).is_empty(), stopped);
    }

    /// Whatever is called certain with little to read is still so once
    /// everything can be.
    #[test]
    fn nothing_unknown_is_presented_as_a_fact(
        world in world(),
        (local, peer) in ends(),
        both in any::<bool>(),
        readable in vec(any::<bool>(), NETWORKS),
        networks_read in prop::sample::select(vec![Coverage::Complete, Coverage::Forbidden, Coverage::Unknown]),
    ) {
        let subject = subject(local, peer, both);
        let all = preflight(&world.whole(), &subject);
        let some = preflight(&world.seen_by(&readable, networks_read), &subject);
        for (some, all) in some.iter().zip(&all) {
            prop_assert_eq!(some.id, all.id);
            if !matches!(some.outcome, CheckOutcome::Unknown(_)) {
                prop_assert_eq!(some.outcome, all.outcome, "{} / {}", some.text, all.text);
            }
        }
        if networks_read != Coverage::Complete {
            for unread in [CheckId::LocalRouter, CheckId::PeerRouter, CheckId::Private] {
                prop_assert!(matches!(outcome(&some, unread), CheckOutcome::Unknown(_)));
            }
        }
    }

    /// The marks in the picker say what the preflight will say.
    #[test]
    fn a_network_is_marked_as_the_preflight_judges_it(
        world in world(),
        other in 0..NETWORKS,
        marks_local in any::<bool>(),
    ) {
        let snapshot: Snapshot = world.whole();
        let marker = Marker::new(&snapshot, marks_local, Some(id(other)));
        for place in (0..NETWORKS).filter(|place| *place != other) {
            let network = &world.places[place].network;
            let mark = marker.mark(network);
            let (local, peer) = if marks_local { (place, other) } else { (other, place) };
            let checks = preflight(&snapshot, &subject(local, peer, false));
            let router = if marks_local { CheckId::LocalRouter } else { CheckId::PeerRouter };
            prop_assert_eq!(mark.routerless, outcome(&checks, router) == CheckOutcome::Fail);
            prop_assert_eq!(
                mark.existing.is_some(),
                outcome(&checks, CheckId::SameDirection) == CheckOutcome::Fail
            );
            let overlaps = outcome(&checks, CheckId::Overlap) == CheckOutcome::Fail;
            prop_assert_eq!(matches!(mark.clash, Some(Clash::Peers { .. })), overlaps);
            if !overlaps {
                let reached = outcome(&checks, CheckId::ReachedOverlap) == CheckOutcome::Warn;
                prop_assert_eq!(mark.clash.is_some(), reached, "{:?}", mark.clash);
            }
        }
        let alone = Marker::new(&snapshot, marks_local, None);
        for place in &world.places {
            let mark = alone.mark(&place.network);
            prop_assert_eq!(mark == Mark::default(), place.network.router.is_some());
        }
    }
}
