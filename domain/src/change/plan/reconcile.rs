//! Comparing a step that failed with what the server holds now.

use super::{Plan, PlannedStep, Step, StepOutcome};
use crate::{
    edit::form::{Draft, Edited},
    model::{
        ids::{PeeringId, RouterId},
        network::Router,
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
    /// The server may have carried it out, and could not be read: it does not start again.
    StillUnknown,
}

impl Plan {
    /// Compares the step that failed with a fresh snapshot. What exists is not
    /// created again, and what is gone counts as deleted. If the outcome was
    /// unknown and the change is there, it counts as made by this plan; if the server
    /// could not be read, the step does not start again. A peering to be deleted that somebody enabled again is disabled first.
    pub fn reconcile(&mut self, now: &Snapshot) {
        self.is_held = false;
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
            Finding::StillUnknown => {
                if let StepOutcome::Failed(error) = &entry.outcome {
                    entry.outcome = StepOutcome::Failed(error.clone().looked_up(false));
                }
                self.is_held = true;
            }
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
    // A wait has sent nothing that could be repeated.
    let again = || {
        if unknown && !entry.step.is_wait() && !is_read(&entry.step, now) {
            Finding::StillUnknown
        } else {
            Finding::Again
        }
    };
    let done_if = |is_so: bool| {
        if is_so { Finding::Done(None) } else { again() }
    };
    match &entry.step {
        Step::Create(draft) => match now.between(draft.local, draft.peer).next() {
            Some(row) => {
                let ours = unknown && is_of(&row.peering, draft);
                Finding::Done(ours.then_some(Object::Peering(row.peering.id)))
            }
            None => again(),
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
            .map_or_else(again, Finding::Router),
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

/// Whether the snapshot has what tells if the server carried a step out. The names of
/// routers are not unique, so that the API would create a second one: no router may be
/// missing from the list. All else it refuses, or it changes nothing.
fn is_read(step: &Step, now: &Snapshot) -> bool {
    let sources = now.sources();
    let (read, is_enough): (_, fn(Coverage) -> bool) = match step {
        Step::CreateRouter(_) => (sources.routers_read, |read| read == Coverage::Complete),
        Step::DeleteRouter(_) => (sources.routers_read, |read| read != Coverage::Unknown),
        Step::Attach(..) | Step::Detach(_) => {
            (sources.networks_read, |read| read != Coverage::Unknown)
        }
        _ => (sources.peerings_read, |read| read != Coverage::Unknown),
    };
    is_enough(read)
}

/// A router of that name that no network is attached to. If there are several, any of
/// them does.
fn unattached_router(now: &Snapshot, name: &str) -> Option<RouterId> {
    let routers = now.sources().routers.iter();
    let mut routers = routers.filter(|router| now.attached(router.id).next().is_none());
    routers
        .find(|router| is_free(router, name))
        .map(|router| router.id)
}

/// The router of that name in a fresh list that was not among those `known` before, and
/// that no network is attached to.
pub fn new_router(routers: &[Router], name: &str, known: &[Router]) -> Option<RouterId> {
    let is_new = |router: &&Router| known.iter().all(|held| held.id != router.id);
    let mut routers = routers.iter().filter(is_new);
    let found = routers.find(|router| is_free(router, name) && router.attached.is_empty());
    found.map(|router| router.id)
}

fn is_free(router: &Router, name: &str) -> bool {
    router.name == name && !router.service
}

/// Whether a peering is what was to be created.
pub fn is_of(peering: &Peering, draft: &Draft) -> bool {
    let edited = Edited::of(peering);
    edited.name == draft.name
        && edited.configured_status == draft.configured_status
        && edited.labels == draft.labels
}
