//! What a plan says of itself, and what a second look does to a step that
//! failed.

use domain::{
    api::error::ApiError,
    change::plan::{Plan, Step, StepOutcome, Titles, new_router},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        network::Router,
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    snapshot::{Coverage, Snapshot, Sources},
};

use crate::fixtures::{self, in_state};

fn peering(number: u128, status: ConfiguredStatus, state: State) -> Peering {
    Peering {
        id: PeeringId::from_u128(number),
        name: format!("p{number}"),
        configured_status: status,
        ..in_state(state)
    }
}

fn on(number: u128) -> Peering {
    peering(number, ConfiguredStatus::Active, State::Active)
}

fn off(number: u128) -> Peering {
    peering(number, ConfiguredStatus::Disabled, State::Disabled)
}

fn texts(plan: &Plan) -> Vec<&str> {
    plan.entries()
        .iter()
        .map(|entry| entry.text.as_str())
        .collect()
}

#[test]
fn a_plan_is_named_after_its_result() {
    let (one, two) = (on(1), on(2));
    let named = |plan: &Plan| (plan.title(), Titles::of(plan).done);
    let names = |title: &str, outcome: &str| (title.to_owned(), outcome.to_owned());

    let delete = Plan::delete(&[&one, &two]);
    assert_eq!(
        named(&delete),
        names("Delete p1 and p2", "Deleted p1 and p2")
    );
    assert_eq!(
        texts(&delete),
        [
            "Disable p1",
            "Disable p2",
            "Wait until p1 is disabled",
            "Wait until p2 is disabled",
            "Delete p1",
            "Delete p2",
        ]
    );
    let disable = Plan::switch(&[&one], &ConfiguredStatus::Disabled);
    assert_eq!(named(&disable), names("Disable p1", "Disabled p1"));
    let again = Plan::restart(&one);
    assert_eq!(named(&again), names("Enable p1", "Enabled p1"));
    let snapshot = Snapshot::default();
    let attach = Plan::attach_new(&snapshot, NetworkId::from_u128(9), "core");
    assert!(attach.title().starts_with("Attach "), "{}", attach.title());
    assert_eq!(
        texts(&attach).first().copied(),
        Some("Create the router core")
    );
    assert_eq!(named(&Plan::default()), names("", ""));
}

#[test]
fn a_step_has_a_text_before_and_during_its_run() {
    let plan = Plan::delete(&[&off(1)]);
    let entry = plan.entries().first().expect("one step");
    assert_eq!(entry.step.running_text(&entry.name), "Deleting p1");
    assert_eq!(entry.step.text(&entry.name), "Delete p1");
}

#[test]
fn a_deferred_wait_is_waited_for_again() {
    let mut plan = Plan::delete(&[&peering(1, ConfiguredStatus::Disabled, State::Active)]);
    let wait = plan.start_next();
    plan.defer();
    assert_eq!(plan.failure(), None);
    assert_eq!(plan.start_next(), wait);
}

/// Somebody enabled it again before it was deleted.
#[test]
fn what_was_enabled_again_is_disabled_before_it_is_deleted() {
    let mut plan = Plan::delete(&[&off(1)]);
    plan.start_next();
    plan.fail(ApiError::answered(409, "", None, None));
    plan.reconcile(&fixtures::snapshot([&on(1)]));
    plan.retry();
    assert_eq!(
        texts(&plan),
        ["Disable p1", "Wait until p1 is disabled", "Delete p1"]
    );
    assert!(
        plan.entries()
            .iter()
            .all(|entry| entry.outcome == StepOutcome::Pending)
    );
}

/// A wait for something that somebody undid would be in vain.
#[test]
fn a_wait_is_not_repeated_for_a_peering_that_was_enabled_again() {
    let mut plan = Plan::delete(&[&peering(1, ConfiguredStatus::Disabled, State::Active)]);
    plan.start_next();
    plan.fail(ApiError::overdue(std::time::Duration::from_mins(15)));
    plan.reconcile(&fixtures::snapshot([&on(1)]));
    plan.retry();
    assert_eq!(
        texts(&plan),
        ["Disable p1", "Wait until p1 is disabled", "Delete p1"]
    );
}

#[test]
fn an_unknown_outcome_is_looked_up_before_it_is_retried() {
    let lost = || ApiError::unreachable("the connection broke");
    let refused = || ApiError::answered(400, "", None, None);
    for (error, is_done) in [(lost(), true), (refused(), false)] {
        let mut plan = Plan::switch(&[&on(1)], &ConfiguredStatus::Disabled);
        plan.start_next();
        plan.fail(error);
        assert_eq!(plan.has_unknown_outcome(), is_done);
        plan.reconcile(&fixtures::snapshot([&on(1)]));
        assert!(!plan.is_done(), "the server did not act");
        plan.reconcile(&fixtures::snapshot([&off(1)]));
        assert_eq!(plan.is_done(), is_done);
    }
}

/// The second one of the same name would be left behind.
#[test]
fn a_router_whose_creation_was_lost_is_not_created_twice() {
    let router = Router {
        id: RouterId::from_u128(7),
        name: "core".into(),
        service: false,
        attached: Vec::new(),
    };
    let taken = Router {
        attached: vec![NetworkId::from_u128(1)],
        ..router.clone()
    };
    for (routers, is_found) in [(vec![router], true), (vec![taken], false), (vec![], false)] {
        let mut plan = Plan::attach_new(&Snapshot::default(), NetworkId::from_u128(9), "core");
        plan.start_next();
        plan.fail(ApiError::unreachable("the connection broke"));
        plan.reconcile(&Snapshot::new(Sources {
            routers,
            routers_read: Coverage::Complete,
            ..Sources::default()
        }));
        plan.retry();
        let attach = Step::Attach(NetworkId::from_u128(9), Some(RouterId::from_u128(7)));
        assert_eq!(plan.start_next() == Some(attach), is_found);
    }
}

/// The API would create a second one: names of routers are not unique.
#[test]
fn a13_a_router_is_not_created_again_while_the_routers_cannot_be_read() {
    let lost = || ApiError::unreachable("the connection broke");
    let router = |id, attached: &[u128]| Router {
        id: RouterId::from_u128(id),
        name: "core".into(),
        service: false,
        attached: attached
            .iter()
            .map(|id| NetworkId::from_u128(*id))
            .collect(),
    };
    for coverage in [Coverage::Unknown, Coverage::Forbidden, Coverage::Partial] {
        let mut plan = Plan::attach_new(&Snapshot::default(), NetworkId::from_u128(9), "core");
        plan.start_next();
        plan.fail(lost());
        for _ in 0..2 {
            plan.reconcile(&Snapshot::new(Sources {
                routers_read: coverage,
                ..Sources::default()
            }));
            plan.retry();
            assert_eq!(plan.start_next(), None, "{coverage:?}");
            let (_, error) = plan.failure().expect("it is still open");
            assert!(error.outcome_unknown());
            assert_eq!(error.message.matches("could not be looked up").count(), 1);
        }
        // Any router of the name does, if there are several.
        plan.reconcile(&Snapshot::new(Sources {
            routers: vec![router(7, &[1]), router(8, &[]), router(9, &[])],
            routers_read: Coverage::Complete,
            ..Sources::default()
        }));
        plan.retry();
        let attach = Step::Attach(NetworkId::from_u128(9), Some(RouterId::from_u128(8)));
        assert_eq!(plan.start_next(), Some(attach), "{coverage:?}");
    }
    let mut plan = Plan::attach_new(&Snapshot::default(), NetworkId::from_u128(9), "core");
    plan.start_next();
    plan.fail(ApiError::answered(400, "", None, None));
    plan.reconcile(&Snapshot::default());
    plan.retry();
    assert!(plan.start_next().is_some(), "a refused one is sent again");
}

#[test]
fn a_router_that_is_found_is_attached_and_left_by_undo() {
    let mut plan = Plan::attach_new(&Snapshot::default(), NetworkId::from_u128(9), "core");
    plan.start_next();
    plan.adopt(RouterId::from_u128(7));
    let attach = Step::Attach(NetworkId::from_u128(9), Some(RouterId::from_u128(7)));
    assert_eq!(plan.start_next(), Some(attach));
    plan.complete(None);
    let undo = plan.undo().expect("it was attached");
    assert_eq!(undo.entries().len(), 1, "the router stays");
}

#[test]
fn only_a_router_that_is_new_and_free_is_the_one_created() {
    let router = |id, name: &str, attached: &[u128]| Router {
        id: RouterId::from_u128(id),
        name: name.into(),
        service: false,
        attached: attached
            .iter()
            .map(|id| NetworkId::from_u128(*id))
            .collect(),
    };
    let known = [router(1, "core", &[])];
    let service = Router {
        service: true,
        ..router(5, "core", &[])
    };
    let mut now = vec![
        router(1, "core", &[]),
        router(2, "edge", &[]),
        router(3, "core", &[7]),
        service,
    ];
    assert_eq!(new_router(&now, "core", &known), None);
    now.push(router(4, "core", &[]));
    assert_eq!(
        new_router(&now, "core", &known),
        Some(RouterId::from_u128(4))
    );
}
