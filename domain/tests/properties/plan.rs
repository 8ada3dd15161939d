//! Plans carried out on a small account whose answers fail or get lost.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    api::error::ApiError,
    change::plan::{Plan, Step, other_half},
    edit::form::Draft,
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        object::Object,
        peering::{End, Peering},
        row::Row,
        state::{ConfiguredStatus, State},
    },
    snapshot::{Coverage, Networks, Snapshot, Sources},
};
use proptest::{collection::vec, prelude::*};

use crate::world::id;

/// What becomes of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Works,
    Refused,
    /// It works, and the answer is lost.
    Lost,
}

fn fates() -> impl Strategy<Value = Vec<Fate>> {
    let fate = prop_oneof![3 => Just(Fate::Works), 1 => Just(Fate::Refused), 1 => Just(Fate::Lost)];
    vec(fate, 0..12)
}

/// The account, as the server keeps it.
#[derive(Clone, Debug, PartialEq)]
struct Server {
    peerings: BTreeMap<PeeringId, Peering>,
    routers: BTreeSet<RouterId>,
    attached: BTreeMap<NetworkId, RouterId>,
    next: u128,
}

impl Server {
    fn snapshot(&self) -> Snapshot {
        let networks = Networks::new();
        let rows = self.peerings.values();
        Snapshot::new(Sources {
            peerings: rows
                .map(|p| Arc::new(Row::new(p.clone(), &networks)))
                .collect(),
            peerings_read: Coverage::Complete,
            ..Sources::default()
        })
    }

    fn take(&mut self, step: &Step) -> Result<Option<Object>, ApiError> {
        let refuse = |status| Err(ApiError::answered(status, "", None, None));
        match step {
            Step::CreateRouter(_) => {
                self.next += 1;
                let id = RouterId::from_u128(self.next);
                self.routers.insert(id);
                return Ok(Some(Object::Router(id)));
            }
            Step::DeleteRouter(id) => {
                if self.attached.values().any(|router| router == id) {
                    return refuse(409);
                }
                if !self.routers.remove(id) {
                    return refuse(404);
                }
            }
            Step::Attach(network, router) => {
                let router = router.expect("a router that was made before");
                assert!(
                    self.routers.contains(&router),
                    "it is attached to what exists"
                );
                self.attached.insert(*network, router);
            }
            Step::Detach(network) => {
                self.attached.remove(network);
            }
            Step::Create(draft) => {
                let same =
                    |p: &&Peering| (p.local.network, p.peer.network) == (draft.local, draft.peer);
                if self.peerings.values().any(|p| same(&p)) {
                    return refuse(409);
                }
                self.next += 1;
                let id = PeeringId::from_u128(self.next);
                self.peerings.insert(id, peering(id, draft));
                return Ok(Some(Object::Peering(id)));
            }
            Step::Switch { peering, to, .. } => {
                let Some(held) = self.peerings.get_mut(peering) else {
                    return refuse(404);
                };
                held.configured_status = to.clone();
                held.state = State::Provisioning;
            }
            Step::Relabel { .. } => unreachable!("no goal here changes labels"),
            Step::AwaitDisabled(id) => {
                let Some(held) = self.peerings.get_mut(id) else {
                    return refuse(404);
                };
                assert_eq!(
                    held.configured_status,
                    ConfiguredStatus::Disabled,
                    "it would be waited for in vain"
                );
                held.state = State::Disabled;
            }
            Step::Delete(id) => match self.peerings.get(id) {
                None => return refuse(404),
                Some(held) => {
                    assert_eq!(held.state, State::Disabled, "the API would refuse it");
                    self.peerings.remove(id);
                }
            },
        }
        Ok(None)
    }

    /// Takes the plan's steps until one fails or none is left.
    fn carry_out(&mut self, plan: &mut Plan, fates: &mut impl Iterator<Item = Fate>) {
        while let Some(step) = plan.start_next() {
            match fates.next().unwrap_or(Fate::Works) {
                Fate::Refused => plan.fail(ApiError::answered(403, "", None, None)),
                Fate::Lost => {
                    let _ = self.take(&step);
                    plan.fail(ApiError::unreachable("the connection broke"));
                }
                Fate::Works => match self.take(&step) {
                    Ok(made) => plan.complete(made),
                    Err(error) => plan.fail(error),
                },
            }
        }
    }

    /// Without what changes by itself, and what identifiers come next.
    fn settled(&self) -> (Vec<Peering>, BTreeMap<NetworkId, RouterId>) {
        let mut peerings: Vec<Peering> = self.peerings.values().cloned().collect();
        for peering in &mut peerings {
            peering.state = State::Active;
        }
        (peerings, self.attached.clone())
    }
}

fn peering(id: PeeringId, draft: &Draft) -> Peering {
    let end = |network| End {
        network,
        ranges: Vec::new(),
    };
    Peering {
        id,
        name: draft.name.clone(),
        configured_status: draft.configured_status.clone(),
        state: match draft.configured_status {
            ConfiguredStatus::Disabled => State::Disabled,
            _ => State::Active,
        },
        local: end(draft.local),
        peer: end(draft.peer),
        labels: draft.labels.clone(),
        created_at: None,
        updated_at: None,
    }
}

fn draft(local: usize, peer: usize, status: ConfiguredStatus) -> Draft {
    Draft {
        name: format!("{local} to {peer}"),
        configured_status: status,
        local: id(local),
        peer: id(peer),
        labels: Vec::new(),
    }
}

fn switch() -> impl Strategy<Value = ConfiguredStatus> {
    prop_oneof![
        Just(ConfiguredStatus::Active),
        Just(ConfiguredStatus::Disabled)
    ]
}

/// An account of two halves between networks 0 and 1, and of a peering that no
/// plan has to do with.
fn server() -> impl Strategy<Value = Server> {
    (switch(), switch(), switch()).prop_map(|(one, two, three)| Server {
        peerings: [draft(0, 1, one), draft(1, 0, two), draft(2, 0, three)]
            .iter()
            .zip(1..)
            .map(|(draft, number)| {
                let id = PeeringId::from_u128(number);
                (id, peering(id, draft))
            })
            .collect(),
        routers: BTreeSet::from([RouterId::from_u128(50)]),
        attached: BTreeMap::new(),
        next: 100,
    })
}

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
    let halves = |both| {
        named(both)
            .map(|id| &server.peerings[&id])
            .collect::<Vec<_>>()
    };
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
    let exists = |local, peer| {
        after
            .peerings
            .values()
            .any(|p| (p.local.network, p.peer.network) == (id(local), id(peer)))
    };
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
    fn what_is_tried_again_gets_there(server in server(), goal in goal(), fates in fates()) {
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
    fn what_is_taken_back_is_as_before(
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
    fn nothing_is_deleted_before_all_is_off(server in server(), both in any::<bool>()) {
        let plan = plan(&server, Goal::Delete { both });
        let is_delete = |step: &Step| matches!(step, Step::Delete(_));
        let steps: Vec<&Step> = plan.entries().iter().map(|entry| &entry.step).collect();
        let first = steps.iter().position(|step| is_delete(step)).expect("a deletion");
        prop_assert!(steps[first..].iter().all(|step| is_delete(step)));
        prop_assert_eq!(plan.touches().len(), named(both).count());
    }
}

#[test]
fn a_half_that_somebody_else_made_is_kept_when_the_plan_is_taken_back() {
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
