//! Runs that stop before their end: they start nothing until they are resumed,
//! and they can be undone.

use std::time::Duration;

use domain::{
    change::{
        bulk::BulkAction,
        plan::StepOutcome,
        run::{Next, Run, Runs, Stage, WAIT_LIMIT},
    },
    model::{ids::PeeringId, peering::Peering},
    share::{
        equivalents::API,
        receipt::{receipt, restore_script},
    },
};
use proptest::{collection::vec, prelude::*};

use super::simulation::{Fate, Server, World, action, numbers, sometimes_fails, works};
use crate::make;

proptest! {
    /// A 401 stops every run. Nothing is sent until each is resumed, and then
    /// nothing is missing.
    #[test]
    fn a_session_that_ends_stops_every_run(
        peerings in vec(make::peering(), 1..24),
        action in action(),
        numbers in numbers(),
        ends_at in 0..40_usize,
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        let (some, others) = rows.split_at(rows.len() / 2);
        let ids = [
            world.runs.add(Run::bulk(&action, some)),
            world.runs.add(Run::bulk(&BulkAction::Delete, others)),
        ];
        world.run_some(ends_at, &numbers, works);
        if world.start_all() {
            world.answer(0, Fate::Unauthorized);
            world.runs.end_session();
            while !world.under_way.is_empty() {
                world.answer(1, Fate::Unauthorized);
                prop_assert!(!matches!(world.runs.next(world.now), Next::Execute(..)));
            }
            prop_assert_eq!(world.runs.next(world.now + WAIT_LIMIT * 2), Next::Nothing);
            for id in ids {
                prop_assert!(world.get(id).is_over() || world.get(id).is_stopped());
                prop_assert_eq!(world.get(id).count(Stage::Failed), 0);
                world.get_mut(id).resume();
            }
            // However long that took: waits start anew.
            world.now += WAIT_LIMIT * 3;
        }
        world.run(&numbers, works);
        prop_assert!(ids.into_iter().all(|id| world.get(id).is_done()));
    }

    /// Undo, wherever the run stopped, brings back what was not deleted.
    #[test]
    fn a_bulk_change_is_undone(
        peerings in vec(make::peering(), 1..24),
        action in action(),
        numbers in numbers(),
        stops_at in 0..40_usize,
    ) {
        let mut world = World::new(Server::new(peerings));
        let before = world.server.peerings.clone();
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&action, &rows));
        world.run_some(stops_at, &numbers, sometimes_fails);
        world.get_mut(id).stop();
        prop_assert!(world.under_way.is_empty() || world.get(id).undo().is_none(), "not while it is active");
        while !world.under_way.is_empty() {
            world.answer(2, Fate::Works);
        }
        let now = world.server.snapshot();
        world.get_mut(id).reconcile(&now);
        let run = world.get(id);
        prop_assert_eq!(run.can_undo(), run.undo().is_some());
        if let Some(undo) = run.undo() {
            let lines = receipt(run).lines().count();
            prop_assert!(receipt(&undo).lines().count() > lines, "no outcome is lost");
            prop_assert_eq!(restore_script(&undo, API), restore_script(run, API));
            prop_assert!(undo.is_bulk() && !undo.title().is_empty());
            let undo = world.runs.add(undo);
            world.run(&numbers, works);
            prop_assert!(world.get(undo).is_done());
        }
        for (id, peering) in &world.server.peerings {
            prop_assert_eq!(&peering.configured_status, &before[id].configured_status);
            let sorted = |peering: &Peering| {
                let mut labels: Vec<String> = peering.labels.iter().map(|label| format!("{label:?}")).collect();
                labels.sort();
                labels
            };
            prop_assert_eq!(sorted(peering), sorted(&before[id]));
        }
    }

    /// The answer to the first step of a deletion is lost. Looking that up for an undo
    /// must not let the deletion go on.
    #[test]
    fn looking_up_what_is_unknown_starts_nothing(peerings in vec(make::peering(), 1..8)) {
        let mut world = World::new(Server::new(peerings));
        let before = world.server.peerings.clone();
        let id = world.runs.add(Run::bulk(&BulkAction::Delete, &world.server.rows()));
        world.run(&[1], |_| Fate::Lost);
        let left: Vec<PeeringId> = world.server.peerings.keys().copied().collect();
        let now = world.server.snapshot();
        world.get_mut(id).reconcile(&now);
        prop_assert!(!world.get(id).is_active());
        prop_assert_eq!(world.runs.next(world.now), Next::Nothing);
        if let Some(undo) = world.get(id).undo() {
            world.runs.remove(id);
            world.runs.add(undo);
            world.run(&[1], works);
        }
        for id in left {
            prop_assert_eq!(&world.server.peerings[&id].configured_status, &before[&id].configured_status);
        }
    }

    #[test]
    fn stopped_it_starts_nothing(peerings in vec(make::peering(), 1..8)) {
        let rows = Server::new(peerings).rows();
        let mut runs = Runs::default();
        let id = runs.add(Run::bulk(&BulkAction::Delete, &rows));
        let run = |runs: &mut Runs, change: fn(&mut Run)| change(runs.get_mut(id).expect("a run"));
        run(&mut runs, Run::stop);
        prop_assert_eq!(runs.next(Duration::ZERO), Next::Nothing);
        run(&mut runs, Run::resume);
        prop_assert!(matches!(runs.next(Duration::ZERO), Next::Execute(..)));
        let run = runs.get(id).expect("a run");
        prop_assert!(!restore_script(run, API).is_empty());
        let entries = run.items().iter().flat_map(|item| item.plan.entries());
        prop_assert_eq!(entries.filter(|entry| entry.outcome == StepOutcome::Running).count(), 1);
    }
}
