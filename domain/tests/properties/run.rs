//! Runs, whatever fails and in whichever order the answers arrive: never too many
//! requests at once, never two on one network, and at the end each run reports
//! what the server holds.

mod cut_off;
mod journal;
mod simulation;
mod stop;
mod summary;
mod waits;

use std::{collections::HashMap, time::Duration};

use domain::{
    api::error::ApiError,
    change::{
        bulk::BulkAction,
        plan::Plan,
        run::{MAX_REQUESTS, Next, Run, RunId, Runs, Stage},
    },
    model::{
        ids::{NetworkId, PeeringId},
        object::Object,
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    share::{
        equivalents::API,
        receipt::{receipt, restore_script},
    },
};
use proptest::{collection::vec, prelude::*};

use self::simulation::{
    Fate, Server, World, action, assert_counts, is_so, numbers, peering_of, sometimes_fails, works,
};
use crate::{fixtures, make};

proptest! {
    #[test]
    fn every_outcome_is_what_the_server_holds(
        peerings in vec(make::peering(), 0..24),
        action in action(),
        numbers in numbers(),
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&action, &rows));
        world.run(&numbers, sometimes_fails);

        let run = world.get(id);
        assert_counts(run);
        prop_assert!(run.is_over() && !run.is_active());
        prop_assert_eq!(run.count(Stage::Done) + run.count(Stage::Failed), run.items().len());
        for item in run.items().iter().filter(|item| item.stage() == Stage::Done) {
            let id = peering_of(&item.plan.entries()[0].step);
            prop_assert!(is_so(&world.server, &action, id));
        }
        let steps: usize = run.items().iter().map(|item| item.plan.entries().len()).sum();
        prop_assert!(receipt(run).matches("\r\n").count() > steps);
        prop_assert_eq!(restore_script(run, API).is_empty(), run.deletes().is_empty());

        // What failed is retried, and then all is as it was meant to be.
        for _ in 0..4 {
            let now = world.server.snapshot();
            world.get_mut(id).retry(&now);
            assert_counts(world.get(id));
            world.run(&numbers, works);
        }
        prop_assert!(world.get(id).is_done());
        for row in &rows {
            prop_assert!(is_so(&world.server, &action, row.peering.id), "{:?}", row.peering);
        }
    }

    /// Several runs share the limits, whenever each one is stopped and resumed.
    #[test]
    fn runs_side_by_side_all_come_to_their_end(
        peerings in vec(make::peering(), 2..24),
        actions in vec(action(), 1..5),
        numbers in numbers(),
        presses in vec((any::<u8>(), any::<bool>()), 0..12),
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        // Each peering belongs to one run: two at once would be a conflict.
        let size = rows.len().div_ceil(actions.len());
        let runs = rows.chunks(size).zip(&actions).map(|(rows, action)| {
            match (rows, action) {
                ([row], BulkAction::Delete) => Run::single(Plan::delete(&[&row.peering])),
                _ => Run::bulk(action, rows),
            }
        });
        let ids: Vec<RunId> = runs.collect::<Vec<_>>().into_iter().map(|run| world.runs.add(run)).collect();
        let mut presses = presses.into_iter();
        let mut answers = numbers.iter().copied().cycle();
        while world.start_all() {
            let number = answers.next().expect("it never ends");
            world.answer(number, Fate::Works);
            if let Some((which, stop)) = presses.next() {
                let run = world.get_mut(ids[usize::from(which) % ids.len()]);
                if stop { run.stop() } else { run.resume() }
                if stop && run.count(Stage::Running) == 0 {
                    prop_assert!(!run.is_active());
                    prop_assert_eq!(run.count(Stage::Waiting), 0, "a wait ends at once");
                }
            }
        }
        for id in &ids {
            let run = world.get_mut(*id);
            assert_counts(run);
            prop_assert!(run.is_over() || run.is_stopped());
            run.resume();
        }
        world.run(&numbers, works);
        for ((id, rows), action) in ids.iter().zip(rows.chunks(size)).zip(&actions) {
            prop_assert!(world.get(*id).is_done());
            for row in rows {
                prop_assert!(is_so(&world.server, action, row.peering.id));
            }
        }
    }
}

#[test]
fn a_single_change_does_not_wait_for_a_bulk_change_to_end() {
    let peerings: Vec<Peering> = (1..20).map(apart).collect();
    let rows = fixtures::rows(&peerings);
    let to = ConfiguredStatus::Disabled;
    let mut runs = Runs::default();
    let bulk = runs.add(Run::bulk(&BulkAction::Switch(to.clone()), &rows));
    let mut running = Vec::new();
    while let Next::Execute(run, place, _) = runs.next(Duration::ZERO) {
        running.push((run, place));
    }
    assert_eq!(running.len(), MAX_REQUESTS);
    let single = runs.add(Run::single(Plan::switch(&[&apart(50)], &to)));
    assert_eq!(runs.next(Duration::ZERO), Next::Wait(None));
    let (_, place) = running.remove(0);
    runs.get_mut(bulk).expect("a run").complete(place, None);
    let next = runs.next(Duration::ZERO);
    assert!(
        matches!(next, Next::Execute(run, ..) if run == single),
        "{next:?}"
    );
    assert!(runs.is_touching(Object::Peering(PeeringId::from_u128(50))));
    assert!(!runs.is_touching(Object::Peering(PeeringId::from_u128(99))));
}

/// A peering that shares no network with another one.
fn apart(number: u128) -> Peering {
    let end = |network| fixtures::end(NetworkId::from_u128(network));
    Peering {
        id: PeeringId::from_u128(number),
        local: end(number * 2),
        peer: end(number * 2 + 1),
        ..fixtures::in_state(State::Active)
    }
}

proptest! {
    /// A8: what the API refused by asking to wait is not sent before that, and done later.
    #[test]
    fn a8_too_many_requests_only_delays(
        peerings in vec(make::peering(), 1..24),
        action in action(),
        refused in vec(any::<bool>(), 1..60),
        seconds in 1..15_u64,
    ) {
        let server = Server::new(peerings);
        let mut runs = Runs::default();
        let id = runs.add(Run::bulk(&action, &server.rows()));
        let mut now = Duration::ZERO;
        let mut refused = refused.into_iter();
        let mut not_before = HashMap::new();
        let error = busy(seconds);
        loop {
            match runs.next(now) {
                Next::Execute(_, place, _) => {
                    prop_assert!(now >= not_before.remove(&place).unwrap_or_default());
                    let run = runs.get_mut(id).expect("the run");
                    if refused.next() == Some(true) {
                        run.postpone(place, error.clone(), now);
                        not_before.insert(place, now + Duration::from_secs(seconds));
                    } else {
                        run.complete(place, None);
                    }
                }
                Next::Wait(at) => {
                    let at = at.expect("nothing is under way");
                    prop_assert!(at > now);
                    now = at;
                }
                Next::Nothing => break,
            }
        }
        let run = runs.get(id).expect("the run");
        assert_counts(run);
        prop_assert!(run.is_done());
    }
}

#[test]
fn a8_a_run_stops_where_the_api_asks_to_wait_beyond_its_limit() {
    for (seconds, stage) in [(900, Stage::Waiting), (901, Stage::Failed)] {
        let server = Server::new((0..8).map(apart).collect());
        let mut runs = Runs::default();
        let id = runs.add(Run::bulk(&BulkAction::Delete, &server.rows()));
        assert!(matches!(runs.next(Duration::ZERO), Next::Execute(..)));
        assert!(matches!(runs.next(Duration::ZERO), Next::Execute(..)));
        let run = runs.get_mut(id).expect("the run");
        run.postpone(0, busy(seconds), Duration::ZERO);
        assert_eq!(run.count(stage), 1, "{seconds}");
        assert_eq!(run.is_stopped(), stage == Stage::Failed, "{seconds}");
        // The other one under way is put back where the run stopped.
        run.postpone(1, busy(1), Duration::ZERO);
        let expected = if run.is_stopped() {
            Stage::Pending
        } else {
            Stage::Waiting
        };
        assert_eq!(run.items().get(1).expect("an item").stage(), expected);
        run.resume();
        assert!(run.is_active());
    }
}

/// A refusal that asks to wait.
fn busy(seconds: u64) -> ApiError {
    ApiError::answered(429, "", Some(&seconds.to_string()), None)
}
