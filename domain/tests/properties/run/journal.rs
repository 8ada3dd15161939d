//! Journals of runs that no bulk change has, and the limits of all.

use std::time::Duration;

use domain::{
    change::{
        bulk::BulkAction,
        journal::{Findings, Journal, MAX_PLAN, Outcome, SETTLE_TIME},
        plan::Plan,
        run::{Next, Run, Runs},
    },
    edit::form::Draft,
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        object::Object,
        peering::Peering,
        state::ConfiguredStatus,
    },
};

use super::cut_off::{STARTED, owner};
use crate::fixtures;

fn network(number: u128) -> NetworkId {
    NetworkId::from_u128(number)
}

fn router(number: u128) -> RouterId {
    RouterId::from_u128(number)
}

/// Creates a router, attaches a network to it, and creates a peering.
fn run_with_router() -> Run {
    let draft = Draft {
        name: "secret name".into(),
        local: network(1),
        peer: network(2),
        configured_status: ConfiguredStatus::Active,
        labels: Vec::new(),
    };
    let plan = Plan::attach_new(&fixtures::snapshot([]), network(1), "secret router");
    Run::single(plan.then(Plan::create_one(draft)))
}

/// The outcome of each step, after so many were done and the next one was sent.
fn outcomes_after(done: usize, findings: &Findings) -> Vec<Outcome> {
    let mut runs = Runs::default();
    let id = runs.add(run_with_router());
    for number in 0..=done {
        assert!(matches!(runs.next(Duration::ZERO), Next::Execute(..)));
        let created = [Some(Object::Router(router(7))), None, None];
        if number < done {
            let run = runs.get_mut(id).expect("a run");
            run.complete(0, created[number]);
        }
    }
    let journal = Journal::of(runs.get(id).expect("a run"), owner(), STARTED, STARTED);
    let plan = journal.plan_text().expect("a plan");
    assert!(!plan.contains("secret"));
    let parsed = Journal::parse(&plan, &journal.marks_text());
    assert_eq!(parsed.as_ref(), Some(&journal));
    assert_eq!(journal.title(), "Create 1 peering and other steps");
    assert!(journal.touches_networks() && !journal.is_done());
    let outcomes = journal.outcomes(findings, STARTED + SETTLE_TIME);
    outcomes.iter().map(|finding| finding.outcome).collect()
}

#[test]
fn a_plan_with_a_router_is_looked_up_where_that_can_tell() {
    use Outcome::{Done, NotDone, NotKnown};
    let mut findings = Findings::default();
    assert_eq!(
        outcomes_after(0, &findings),
        [NotKnown; 3],
        "nothing was read"
    );
    findings.networks.insert(network(1), None);
    findings.pairs = Some(Vec::new());
    // Names are not recorded: another router may be this one.
    assert_eq!(outcomes_after(0, &findings), [NotKnown, NotDone, NotDone]);
    assert_eq!(outcomes_after(1, &findings), [Done, NotDone, NotDone]);
    findings.networks.insert(network(1), Some(router(8)));
    assert_eq!(outcomes_after(1, &findings), [Done, NotDone, NotDone]);
    findings.networks.insert(network(1), Some(router(7)));
    assert_eq!(outcomes_after(1, &findings), [Done, Done, NotDone]);
    // Somebody else may have created it.
    findings.pairs = Some(vec![(network(1), network(2))]);
    assert_eq!(outcomes_after(2, &findings), [Done, Done, NotKnown]);
}

#[test]
fn journals_are_bounded_in_size_and_age() {
    let peerings: Vec<_> = (0..7000_u128)
        .map(|number| Peering {
            id: PeeringId::from_u128(number),
            ..fixtures::peering()
        })
        .collect();
    let journal = |count: usize| {
        let rows = fixtures::rows(&peerings[..count]);
        Journal::of(
            &Run::bulk(&BulkAction::Delete, &rows),
            owner(),
            STARTED,
            STARTED,
        )
    };
    let plan = journal(6500).plan_text().expect("a plan");
    assert!(plan.len() <= MAX_PLAN);
    assert_eq!(journal(6500).title(), "Delete 6500 peerings");
    assert_eq!(journal(7000).plan_text(), None);
    const DAY: u64 = 24 * 60 * 60 * 1000;
    assert!(!journal(1).is_expired(STARTED + 30 * DAY));
    assert!(journal(1).is_expired(STARTED + 30 * DAY + 1));
    assert!(journal(1).is_expired(STARTED - 31 * DAY));
    assert!(
        !journal(1).is_expired(STARTED - DAY),
        "the clock was set back"
    );
}
