//! Runs that were cut off: whichever journal the browser still has, and whatever became
//! of the requests under way, the receipt says nothing that is not so.

use domain::{
    change::{
        bulk::BulkAction,
        journal::{Findings, Journal, Mark, Outcome, Owner, SETTLE_TIME, Task},
        run::Run,
    },
    model::{ids::PeeringId, state::ConfiguredStatus},
    share::receipt::receipt_of_journal,
};
use proptest::{collection::vec, prelude::*};

use super::simulation::{Server, World, action, numbers, sometimes_fails};
use crate::make;

pub(super) const STARTED: u64 = 1_764_364_440_000;

pub(super) fn owner() -> Owner {
    Owner {
        api: "/1.3".into(),
        username: "demo".into(),
    }
}

/// The texts that are stored at this moment.
fn texts(world: &World, run: &Run) -> (String, String) {
    let changed = STARTED + u64::try_from(world.now.as_millis()).expect("a time");
    let journal = Journal::of(run, owner(), STARTED, changed);
    let plan = journal.plan_text().expect("a plan that is short enough");
    (plan, journal.marks_text())
}

/// What a console reads of this server.
fn findings(journal: &Journal, server: &Server) -> Findings {
    let status = |id: PeeringId| {
        let held = server.peerings.get(&id);
        (id, held.map(|held| held.configured_status.clone()))
    };
    let ids = journal.unproven_peerings().into_iter();
    Findings {
        peerings: ids.map(status).collect(),
        ..Findings::default()
    }
}

/// Whether the server holds what a task was to do; none where its peering is gone.
fn holds(server: &Server, action: &BulkAction, task: Task) -> Option<bool> {
    let held = |id: PeeringId| server.peerings.get(&id);
    match task {
        Task::Delete(id) => Some(held(id).is_none()),
        Task::Enable(id) => Some(held(id)?.configured_status == ConfiguredStatus::Active),
        Task::Disable(id) => Some(held(id)?.configured_status == ConfiguredStatus::Disabled),
        Task::Relabel(id) => match action {
            BulkAction::Relabel(change) => Some(change.is_idle(&held(id)?.labels)),
            other => unreachable!("{other:?} changes no labels"),
        },
        other => unreachable!("{other:?}"),
    }
}

fn is_verifiable(task: Task) -> bool {
    !matches!(task, Task::Relabel(_))
}

fn check(journal: &Journal, server: &Server, action: &BulkAction) -> Result<(), TestCaseError> {
    let findings = findings(journal, server);
    let outcomes = journal.outcomes(&findings, journal.changed + SETTLE_TIME);
    prop_assert_eq!(outcomes.len(), journal.steps.len());
    for (step, finding) in journal.steps.iter().zip(&outcomes) {
        let is_so = holds(server, action, step.task);
        match finding.outcome {
            // Its peering may have been deleted since.
            Outcome::Done => prop_assert_ne!(is_so, Some(false), "{:?}", step),
            Outcome::NotDone => prop_assert_ne!(is_so, Some(true), "{:?}", step),
            Outcome::NotKnown => prop_assert!(is_so.is_none() || !is_verifiable(step.task)),
        }
    }
    // Before the requests under way have come to their end, nothing is known of them.
    for (step, finding) in journal
        .steps
        .iter()
        .zip(journal.outcomes(&findings, journal.changed))
    {
        if matches!(step.mark, Mark::Sent | Mark::Unclear) {
            prop_assert_ne!(finding.outcome, Outcome::NotDone, "{:?}", step);
        }
    }
    // What cannot be read is known only where an answer is recorded.
    for (step, finding) in journal
        .steps
        .iter()
        .zip(journal.outcomes(&Findings::default(), u64::MAX))
    {
        let is_done = finding.outcome == Outcome::Done;
        prop_assert_eq!(is_done, step.mark == Mark::Done);
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_prefix_of_a_journal_gives_a_truthful_receipt(
        peerings in vec(make::peering(), 1..8),
        action in action(),
        numbers in numbers(),
        answers in 0_usize..60,
        lost in 0_usize..60,
        acts in any::<[bool; 4]>(),
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&action, &rows));
        if world.get(id).items().is_empty() {
            return Ok(());
        }
        let mut stored = vec![texts(&world, world.get(id))];
        for answer in numbers.iter().cycle().take(answers) {
            if !world.start_all() {
                break;
            }
            stored.push(texts(&world, world.get(id)));
            world.answer(*answer, sometimes_fails(*answer));
        }
        world.start_all();
        stored.push(texts(&world, world.get(id)));
        // The browser is gone. The server may still act on what was sent.
        let under_way = world.under_way.clone();
        for ((.., step), acts) in under_way.iter().zip(acts) {
            if acts && !step.is_wait() {
                let _ = world.server.execute(step);
            }
        }
        // It may have lost the latest texts, or some of the characters.
        let (plan, marks) = &stored[stored.len() - 1 - lost.min(stored.len() - 1)];
        let journal = Journal::parse(plan, marks).expect("a journal");
        prop_assert_eq!(&journal.owner, &owner());
        check(&journal, &world.server, &action)?;
        for length in 0..marks.len() {
            let journal = Journal::parse(plan, &marks[..length]).expect("a journal");
            check(&journal, &world.server, &action)?;
        }
        for length in 0..plan.len() {
            prop_assert_eq!(Journal::parse(&plan[..length], marks), None);
        }
    }

    /// Nothing but UUIDs and words of the program; the same length whatever happens.
    #[test]
    fn a_journal_has_no_names_labels_or_addresses(
        peerings in vec(make::peering(), 1..12),
        action in action(),
        numbers in numbers(),
        answers in 0_usize..40,
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&action, &rows));
        let (_, first) = texts(&world, world.get(id));
        world.run_some(answers, &numbers, sometimes_fails);
        let (plan, marks) = texts(&world, world.get(id));
        prop_assert_eq!(first.len(), marks.len());
        prop_assert!(marks.bytes().all(|byte| b" .>+-?0123456789".contains(&byte)));
        for line in plan.lines().skip(3) {
            let (verb, object) = line.split_once(' ').expect("a verb and an object");
            prop_assert!(["enable", "disable", "set-status", "relabel", "delete"].contains(&verb));
            prop_assert!(object.parse::<PeeringId>().is_ok());
        }
    }

    #[test]
    fn garbage_is_refused(plan in any::<String>(), marks in any::<String>()) {
        prop_assert_eq!(Journal::parse(&plan, &marks), None);
    }

    /// What somebody else wrote there may be read, but never stops the console.
    #[test]
    fn a_damaged_journal_is_refused_or_read(
        peerings in vec(make::peering(), 1..6),
        place in any::<prop::sample::Index>(),
        other in any::<char>(),
        now in any::<u64>(),
    ) {
        let world = World::new(Server::new(peerings));
        let run = Run::bulk(&BulkAction::Delete, &world.server.rows());
        let (plan, marks) = texts(&world, &run);
        let damage = |text: &str| -> String {
            let place = place.index(text.len());
            let characters = text.chars().enumerate();
            characters.map(|(at, held)| if at == place { other } else { held }).collect()
        };
        for (plan, marks) in [(damage(&plan), marks.clone()), (plan.clone(), damage(&marks))] {
            if let Some(journal) = Journal::parse(&plan, &marks) {
                let outcomes = journal.outcomes(&Findings::default(), now);
                prop_assert_eq!(outcomes.len(), journal.steps.len());
                let text = receipt_of_journal(&journal, &outcomes, &|_| None);
                prop_assert_eq!(text.matches("\r\n").count(), outcomes.len() + 1);
                let _ = journal.is_expired(now);
            }
        }
    }
}
