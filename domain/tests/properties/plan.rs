//! Plans carried out on a small account whose answers fail or get lost.

mod cases;
mod server;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    change::plan::{Plan, Step, other_half},
    edit::form::Draft,
    model::{
        ids::{PeeringId, RouterId},
        object::Object,
        state::ConfiguredStatus,
    },
};
use proptest::prelude::*;

use self::server::{Server, draft, fates, server};
use crate::world::{id, runs};

#[derive(Clone, Copy, Debug)]
enum Goal {
    Create { both: bool },
    Switch { both: bool, on: bool },
    Delete { both: bool },
    Restart,
    Attach { new: bool },
}

fn goal() -> impl Strategy<Value = Goal> {
    prop_oneof![
        any::<bool>().prop_map(|both| Goal::Create { both }),
        any::<(bool, bool)>().prop_map(|(both, on)| Goal::Switch { both, on }),
        any::<bool>().prop_map(|both| Goal::Delete { both }),
        Just(Goal::Restart),
        any::<bool>().prop_map(|new| Goal::Attach { new }),
    ]
}

fn on(on: bool) -> ConfiguredStatus {
    if on {
        ConfiguredStatus::Active
    } else {
        ConfiguredStatus::Disabled
    }
}

fn named(both: bool) -> impl Iterator<Item = PeeringId> {
    (1..=if both { 2 } else { 1 }).map(PeeringId::from_u128)
}

fn plan(server: &Server, goal: Goal) -> Plan {
    let snapshot = server.snapshot();
    let halves = |both| -> Vec<_> { named(both).map(|id| &server.peerings[&id]).collect() };
    match goal {
        Goal::Create { both } => {
            let this = draft(3, 4, ConfiguredStatus::Active);
            let other = both.then(|| other_half(&this, "4 to 3".into()));
            Plan::create(&snapshot, this, other)
        }
        Goal::Switch { both, on: to } => Plan::switch(&halves(both), &on(to)),
        Goal::Delete { both } => Plan::delete(&halves(both)),
        Goal::Restart => Plan::restart(halves(false)[0]),
        Goal::Attach { new: true } => Plan::attach_new(&snapshot, id(3), "new"),
        Goal::Attach { new: false } => Plan::attach(&snapshot, id(3), RouterId::from_u128(50)),
    }
}

fn reached(before: &Server, after: &Server, goal: Goal) -> bool {
    let exists = |local, peer| after.peerings.values().any(|p| runs(p, local, peer));
    match goal {
        Goal::Create { both } => exists(3, 4) && exists(4, 3) == both,
        Goal::Switch { both, on: to } => {
            named(both).all(|id| after.peerings[&id].configured_status == on(to))
        }
        Goal::Delete { both } => {
            named(both).all(|id| !after.peerings.contains_key(&id))
                && after.peerings.len() == before.peerings.len() - named(both).count()
        }
        Goal::Restart => {
            after.peerings[&PeeringId::from_u128(1)].configured_status == ConfiguredStatus::Active
        }
        Goal::Attach { .. } => after.attached.contains_key(&id(3)),
    }
}

/// What the plan has no business with is as it was.
fn rest_is_untouched(before: &Server, after: &Server, plan: &Plan) -> bool {
    let touched = plan.touches();
    before.peerings.iter().all(|(id, peering)| {
        touched.contains(&Object::Peering(*id)) || after.peerings.get(id) == Some(peering)
    })
}

proptest! {
    /// However often it fails: tried again it gets there, and nothing but what
    /// it named is touched.
    #[test]
    fn what_is_retried_gets_there(server in server(), goal in goal(), fates in fates()) {
        let mut now = server.clone();
        let mut plan = plan(&server, goal);
        let mut fates = fates.into_iter();
        now.carry_out(&mut plan, &mut fates);
        let mut rounds = 0;
        while !plan.is_done() {
            rounds += 1;
            prop_assert!(rounds < 50, "it fails again and again: {:?}", plan);
            prop_assert!(plan.failure().is_some());
            prop_assert!(plan.start_next().is_none(), "nothing goes on by itself");
            prop_assert!(rest_is_untouched(&server, &now, &plan));
            plan.reconcile(&now.snapshot());
            plan.retry();
            now.carry_out(&mut plan, &mut fates);
        }
        prop_assert!(reached(&server, &now, goal), "{:?}", plan);
        prop_assert!(rest_is_untouched(&server, &now, &plan));
    }

    /// Taken back wherever it stopped, everything is as it was.
    #[test]
    fn what_is_undone_is_as_before(
        server in server(),
        goal in goal(),
        fates in fates(),
        undo_fates in fates(),
    ) {
        let mut now = server.clone();
        let mut plan = plan(&server, goal);
        now.carry_out(&mut plan, &mut fates.into_iter());
        plan.reconcile(&now.snapshot());
        let deleted = now.peerings.len() < server.peerings.len();
        let Some(mut undo) = plan.undo() else {
            prop_assert!(deleted || now.settled() == server.settled(), "{:?}", plan);
            return Ok(());
        };
        prop_assert!(!deleted, "a deletion cannot be taken back");
        let mut fates = undo_fates.into_iter();
        now.carry_out(&mut undo, &mut fates);
        let mut rounds = 0;
        while !undo.is_done() {
            rounds += 1;
            prop_assert!(rounds < 50, "it fails again and again: {:?}", undo);
            undo.reconcile(&now.snapshot());
            undo.retry();
            now.carry_out(&mut undo, &mut fates);
        }
        prop_assert_eq!(now.settled(), server.settled());
        prop_assert!(now.routers.is_superset(&server.routers));
    }

    /// Up to the first deletion every half is switched off, in the plan for
    /// both as well.
    #[test]
    fn nothing_is_deleted_before_all_are_disabled(server in server(), both in any::<bool>()) {
        let plan = plan(&server, Goal::Delete { both });
        let is_delete = |step: &Step| matches!(step, Step::Delete(_));
        let steps: Vec<&Step> = plan.entries().iter().map(|entry| &entry.step).collect();
        let first = steps.iter().position(|step| is_delete(step)).expect("a deletion");
        prop_assert!(steps[first..].iter().all(|step| is_delete(step)));
        prop_assert_eq!(plan.touches().len(), named(both).count());
    }
}

#[test]
fn undo_leaves_a_half_that_somebody_else_created() {
    for name in ["theirs", "mine"] {
        keeps_what_somebody_else_made(name);
    }
}

/// They may have called it just what the plan would have: the answer said that
/// it was not the plan that made it.
fn keeps_what_somebody_else_made(name: &str) {
    let mut server = Server {
        peerings: BTreeMap::new(),
        routers: BTreeSet::new(),
        attached: BTreeMap::new(),
        next: 0,
    };
    let this = draft(3, 4, ConfiguredStatus::Active);
    let other = other_half(&this, "mine".into());
    let mut plan = Plan::create(&server.snapshot(), this, Some(other.clone()));
    let theirs = Draft {
        name: name.into(),
        ..other
    };
    server.take(&Step::Create(theirs)).expect("it is made");
    server.carry_out(&mut plan, &mut std::iter::empty());
    assert!(
        plan.failure()
            .is_some_and(|(_, error)| error.status == Some(409))
    );
    plan.reconcile(&server.snapshot());
    assert!(plan.is_done());
    let mut undo = plan.undo().expect("one half was made");
    server.carry_out(&mut undo, &mut std::iter::empty());
    let left: Vec<&str> = server.peerings.values().map(|p| p.name.as_str()).collect();
    assert_eq!(left, [name]);
}
