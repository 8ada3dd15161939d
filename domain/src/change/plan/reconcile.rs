//! Comparing a step that failed with what the server holds now.

use super::{Plan, PlannedStep, Step, StepOutcome};
use crate::{
    edit::form::{Draft, Edited},
    model::{
        ids::{PeeringId, RouterId},
        object::Object,
        peering::Peering,
        state::ConfiguredStatus,
    },
    snapshot::{Coverage, Snapshot},
};

/// What becomes of a step that failed.
enum Finding {
    /// There is nothing left to do. The object is what the step created.
    Done(Option<Object>),
    /// There is nothing left to do: this is the router to attach to. Undo leaves
    /// it alone, as somebody else may have created it.
    Router(RouterId),
    /// It starts again, after these steps.
    After(Vec<PlannedStep>),
    /// It starts again.
    Again,
}

impl Plan {
    /// Compares the step that failed with a fresh snapshot. What exists is not
    /// created again, and what is gone counts as deleted. If the outcome was
    /// unknown and the change is there, it counts as made by this plan. A
    /// peering to be deleted that somebody enabled again is disabled first.
    pub fn reconcile(&mut self, now: &Snapshot) {
        let failed = |entry: &PlannedStep| matches!(entry.outcome, StepOutcome::Failed(_));
        let Some(place) = self.entries.iter().position(failed) else {
            return;
        };
        let Some(entry) = self.entries.get_mut(place) else {
            return;
        };
        match finding(entry, now) {
            Finding::Again => {}
            Finding::Done(created) => {
                entry.outcome = StepOutcome::Done;
                entry.created = created;
            }
            Finding::Router(id) => {
                entry.outcome = StepOutcome::Done;
                self.attach_to_new(id);
            }
            Finding::After(steps) => drop(self.entries.splice(place..place, steps)),
        }
    }

    /// Whether a step failed and the server may have carried it out.
    #[must_use]
    pub fn has_unknown_outcome(&self) -> bool {
        self.failure()
            .is_some_and(|(_, error)| error.outcome_unknown())
    }
}

fn finding(entry: &PlannedStep, now: &Snapshot) -> Finding {
    let StepOutcome::Failed(error) = &entry.outcome else {
        return Finding::Again;
    };
    let unknown = error.outcome_unknown();
    let done_if = |is_so: bool| {
        if is_so {
            Finding::Done(None)
        } else {
            Finding::Again
        }
    };
    match &entry.step {
        Step::Create(draft) => match now.between(draft.local, draft.peer).next() {
            Some(row) => {
                let ours = unknown && is_of(&row.peering, draft);
                Finding::Done(ours.then_some(Object::Peering(row.peering.id)))
            }
            None => Finding::Again,
        },
        Step::Delete(id) => match peering(now, *id) {
            None => done_if(now.sources().peerings_read == Coverage::Complete),
            Some(held) if held.deletable() => Finding::Again,
            Some(held) => {
                let mut steps = Plan::delete(&[held]).entries;
                steps.pop();
                Finding::After(steps)
            }
        },
        // Waiting is in vain if somebody enabled it again.
        Step::AwaitDisabled(id) => match peering(now, *id) {
            Some(held) if held.configured_status != ConfiguredStatus::Disabled => {
                Finding::After(Plan::switch(&[held], &ConfiguredStatus::Disabled).entries)
            }
            _ => Finding::Again,
        },
        Step::Switch {
            peering: id, to, ..
        } => {
            done_if(unknown && peering(now, *id).is_some_and(|held| held.configured_status == *to))
        }
        Step::Relabel {
            peering: id,
            change,
            ..
        } => done_if(unknown && peering(now, *id).is_some_and(|held| change.is_idle(&held.labels))),
        Step::CreateRouter(name) => unattached_router(now, name)
            .filter(|_| unknown)
            .map_or(Finding::Again, Finding::Router),
        Step::Attach(network, router) => {
            let held = now.network(*network).and_then(|network| network.router);
            done_if(unknown && router.is_some() && held == *router)
        }
        Step::Detach(network) => {
            let held = now.network(*network);
            done_if(unknown && held.is_some_and(|network| network.router.is_none()))
        }
        Step::DeleteRouter(id) => {
            let gone =
                now.sources().routers_read == Coverage::Complete && now.router(*id).is_none();
            done_if(gone)
        }
    }
}

fn peering(now: &Snapshot, id: PeeringId) -> Option<&Peering> {
    let mut rows = now.sources().peerings.iter();
    rows.find(|row| row.peering.id == id)
        .map(|row| &row.peering)
}

/// The only router of that name, if no network is attached to it.
fn unattached_router(now: &Snapshot, name: &str) -> Option<RouterId> {
    let mut named = now
        .sources()
        .routers
        .iter()
        .filter(|router| router.name == name && !router.service);
    let (router, None) = (named.next()?, named.next()) else {
        return None;
    };
    now.attached(router.id)
        .next()
        .is_none()
        .then_some(router.id)
}

fn is_of(peering: &Peering, draft: &Draft) -> bool {
    let edited = Edited::of(peering);
    edited.name == draft.name
        && edited.configured_status == draft.configured_status
        && edited.labels == draft.labels
}
