//! Steps that wait for a state: each item waits for a limited time.

use domain::{
    api::error::ApiError,
    change::{
        bulk::BulkAction,
        plan::Step,
        run::{Run, Stage, WAIT_LIMIT},
    },
    model::{ids::PeeringId, peering::Peering, state::ConfiguredStatus},
};
use proptest::{collection::vec, prelude::*};

use super::simulation::{Server, World, numbers, peering_of, works};
use crate::make;

proptest! {
    #[test]
    fn a_wait_beyond_the_limit_fails_that_item_alone(
        peerings in vec(make::peering(), 1..24),
        stuck in vec(any::<bool>(), 24),
        numbers in numbers(),
    ) {
        let mut server = Server::new(peerings);
        // One whose switch is off already starts with the wait, others do not.
        let waits = |peering: &Peering| !peering.deletable();
        let ids: Vec<PeeringId> = server.peerings.values().filter(|p| waits(p)).map(|p| p.id).collect();
        server.stuck = ids.iter().zip(&stuck).filter(|(_, stuck)| **stuck).map(|(id, _)| *id).collect();
        let mut world = World::new(server);
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&BulkAction::Delete, &rows));
        let started = world.now;
        world.run(&numbers, works);

        let run = world.get(id);
        prop_assert!(run.is_over());
        prop_assert_eq!(run.count(Stage::Failed), world.server.stuck.len());
        for item in run.items() {
            let id = peering_of(&item.plan.entries()[0].step);
            let failure = item.plan.failure();
            prop_assert_eq!(failure.is_some(), world.server.stuck.contains(&id));
            if let Some((step, error)) = failure {
                prop_assert!(matches!(step.step, Step::AwaitDisabled(_)));
                prop_assert_eq!(error, &ApiError::overdue(WAIT_LIMIT));
                let before = rows.iter().find(|row| row.peering.id == id).expect("its row");
                let was_off = before.peering.configured_status == ConfiguredStatus::Disabled;
                prop_assert_eq!(item.plan.undo().is_none(), was_off);
            }
        }
        if !world.server.stuck.is_empty() {
            prop_assert!(world.now - started >= WAIT_LIMIT);
        }

        // Retried, each waits for as long again.
        let retried = world.now;
        let now = world.server.snapshot();
        world.get_mut(id).retry(&now);
        world.server.stuck.clear();
        world.run(&numbers, works);
        prop_assert!(world.get(id).is_done());
        prop_assert!(world.now - retried < WAIT_LIMIT);
    }
}
