//! A run in a line: at every moment it says what is so, and offers what is possible.

use std::{collections::HashMap, sync::Arc, time::Duration};

use domain::{
    change::{
        bulk::BulkAction,
        plan::Plan,
        run::{Offer, Phase, Run, Runs, Stage, Summary},
    },
    model::{
        ids::PeeringId,
        peering::Peering,
        row::Row,
        state::{ConfiguredStatus, State},
    },
};
use proptest::{collection::vec, prelude::*};

use super::simulation::{Server, World, action, numbers, sometimes_fails};
use crate::{fixtures::in_state, make};

fn assert_true_of(summary: &Summary, run: &Run) {
    let offers = |offer| summary.offers.contains(&offer);
    assert_eq!(
        matches!(summary.phase, Phase::Running | Phase::Stopping),
        run.is_active()
    );
    assert_eq!(offers(Offer::Stop), run.is_active());
    assert_eq!(offers(Offer::Undo), run.undo().is_some());
    assert_eq!(summary.phase == Phase::Done, run.is_done());
    let (done, all) = summary.progress;
    assert!(done <= all && (done == all) >= run.is_done());
    let resumes = offers(Offer::Continue) || offers(Offer::ContinueDeleting);
    assert_eq!(resumes, summary.phase == Phase::Stopped);
    assert_eq!(offers(Offer::TryAgain), summary.phase == Phase::Failed);
    // A run that is not done is never said to have done what it is for.
    let past = ["Deleted", "Disabled", "Enabled", "Changed"];
    let says_done = past.iter().any(|word| summary.title.starts_with(word));
    assert_eq!(says_done, run.is_done(), "{summary:?}");
}

proptest! {
    #[test]
    fn it_is_true_wherever_the_run_stands(
        peerings in vec(make::peering(), 1..12),
        action in action(),
        numbers in numbers(),
        stops_at in 0..30_usize,
        is_stopped: bool,
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&action, &rows));
        prop_assume!(!world.get(id).items().is_empty());
        world.run_some(stops_at, &numbers, sometimes_fails);
        if is_stopped {
            world.get_mut(id).stop();
        }
        assert_true_of(&world.get(id).summary(false), world.get(id));
        let run = world.get(id);
        let text = run.summary(false).result;
        let failed = run.count(Stage::Failed);
        prop_assert_eq!(text.contains(&format!("{failed} failed")), failed > 0);
        world.get_mut(id).resume();
        world.run(&numbers, sometimes_fails);
        assert_true_of(&world.get(id).summary(false), world.get(id));
        prop_assert_eq!(world.get(id).summary(true).phase, Phase::Running, "it is read again");
    }
}

fn peering(number: u128) -> Peering {
    Peering {
        id: PeeringId::from_u128(number),
        name: format!("p{number}"),
        configured_status: ConfiguredStatus::Active,
        ..in_state(State::Active)
    }
}

fn disable(number: u128) -> Run {
    Run::single(Plan::switch(
        &[&peering(number)],
        &ConfiguredStatus::Disabled,
    ))
}

fn offers(run: &Run) -> Vec<Offer> {
    run.summary(false).offers
}

/// U-12: a tired user who stops a deletion must not continue it by the first button.
#[test]
fn a_stopped_deletion_offers_to_undo_first() {
    let mut runs = Runs::default();
    let id = runs.add(Run::single(Plan::delete(&[&peering(1)])));
    runs.next(Duration::ZERO);
    let run = runs.get_mut(id).unwrap();
    run.complete(0, None);
    run.stop();
    assert_eq!(
        offers(run),
        [Offer::Undo, Offer::ContinueDeleting, Offer::Dismiss]
    );
    assert_eq!(run.summary(false).title, "Stopped: Delete p1");
    assert_eq!(run.summary(false).result, "1 of 3 steps done");
}

#[test]
fn a_stopped_change_that_deletes_nothing_can_go_on() {
    let mut run = disable(1);
    run.stop();
    assert_eq!(offers(&run), [Offer::Continue, Offer::Dismiss]);
}

#[test]
fn a_step_that_waits_is_named() {
    let mut runs = Runs::default();
    let id = runs.add(Run::single(Plan::delete(&[&peering(1)])));
    runs.next(Duration::ZERO);
    let text = |runs: &Runs| runs.get(id).unwrap().summary(false).result;
    assert_eq!(text(&runs), "0 of 3 · Disabling p1");
    runs.get_mut(id).unwrap().complete(0, None);
    runs.next(Duration::ZERO);
    assert_eq!(text(&runs), "1 of 3 · Waiting until p1 is disabled");
}

#[test]
fn a_change_made_after_it_supersedes_one_of_the_same_peering() {
    let mut runs = Runs::default();
    let first = runs.add(disable(1));
    let other = runs.add(disable(2));
    assert!(runs.superseded().is_empty());
    let row = |number| Arc::new(Row::new(peering(number), &HashMap::<_, _>::new()));
    let bulk = runs.add(Run::bulk(&BulkAction::Delete, &[row(1), row(3)]));
    assert_eq!(
        runs.superseded(),
        [first],
        "which the bulk change {bulk} deletes, not {other}"
    );
}
