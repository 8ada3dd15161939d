//! Changes to several objects as one sequence, whose steps are values: shown
//! before they are taken, each with its outcome, resumed or undone where one
//! fails.
//!
//! A plan takes no step itself. Whoever does asks for the next one
//! ([`Plan::begin`]), takes it, and tells how it went ([`Plan::done`],
//! [`Plan::failed`]).

mod make;
mod undo;
mod words;

use crate::{
    api::{
        error::{ApiError, ErrorKind},
        request::{self, Request},
    },
    edit::{
        form::{Draft, Edited},
        patch::Patch,
        relabel::Relabel,
    },
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        label::Label,
        peering::Peering,
        state::ConfiguredStatus,
    },
    preflight::Object,
    snapshot::{Coverage, Snapshot},
};

pub use self::make::other_half;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Create a router of this name.
    CreateRouter(String),
    /// Delete a router that this console created.
    DeleteRouter(RouterId),
    /// Attach a network to a router: to the one that the step before made,
    /// where it is none.
    Attach(NetworkId, Option<RouterId>),
    /// Detach a network from its router.
    Detach(NetworkId),
    /// Create a peering.
    Create(Draft),
    /// Throw a peering's switch.
    Switch {
        /// The peering.
        peering: PeeringId,
        /// Where it is before.
        from: ConfiguredStatus,
        /// Where it shall be.
        to: ConfiguredStatus,
    },
    /// Change some labels of a peering, and leave the others as they are by
    /// then.
    Relabel {
        /// The peering.
        peering: PeeringId,
        /// Its labels when the plan was made.
        from: Vec<Label>,
        /// The change.
        change: Relabel,
    },
    /// Wait until a peering's state is disabled: nothing is sent but reads.
    AwaitDisabled(PeeringId),
    /// Delete a peering, whose state is disabled by then.
    Delete(PeeringId),
}

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// Its turn has not come.
    Pending,
    /// It is being taken.
    Running,
    /// It was taken, or what it is for was there already.
    Done,
    /// It failed. Where the error says that its outcome is not known, it may
    /// have been taken all the same.
    Failed(ApiError),
}

/// A step within a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// The step.
    pub step: Step,
    /// What the object is called.
    pub name: String,
    /// What the step does, in words.
    pub text: String,
    /// How far it is.
    pub outcome: StepOutcome,
    /// What it made. None where it makes nothing, or where somebody else had
    /// made it before: undoing leaves that alone.
    pub created: Option<Object>,
}

/// A sequence of steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    entries: Vec<PlannedStep>,
}

impl Step {
    /// What is sent; none for a wait, and where a router is yet to be made.
    #[must_use]
    pub fn request(&self) -> Option<Request> {
        match self {
            Self::CreateRouter(name) => Some(request::create_router(name)),
            Self::DeleteRouter(id) => Some(request::delete_router(*id)),
            Self::Attach(network, router) => router.map(|id| request::attach(*network, Some(id))),
            Self::Detach(network) => Some(request::attach(*network, None)),
            Self::Create(draft) => Some(request::create(draft)),
            Self::Switch { peering, to, .. } => {
                Some(request::modify(*peering, &Patch::status(to.clone())))
            }
            Self::Relabel {
                peering,
                from,
                change,
            } => {
                let labels = Some(change.apply(from));
                let patch = Patch {
                    labels,
                    ..Patch::default()
                };
                Some(request::modify(*peering, &patch))
            }
            Self::AwaitDisabled(_) => None,
            Self::Delete(id) => Some(request::delete(*id)),
        }
    }

    /// The object that exists already and that the step touches.
    #[must_use]
    pub fn touches(&self) -> Option<Object> {
        match self {
            Self::CreateRouter(_) | Self::Create(_) => None,
            Self::DeleteRouter(id) => Some(Object::Router(*id)),
            Self::Attach(network, _) | Self::Detach(network) => Some(Object::Network(*network)),
            Self::Switch { peering, .. }
            | Self::Relabel { peering, .. }
            | Self::AwaitDisabled(peering)
            | Self::Delete(peering) => Some(Object::Peering(*peering)),
        }
    }
}

impl Plan {
    /// The steps, in their order.
    #[must_use]
    pub fn entries(&self) -> &[PlannedStep] {
        &self.entries
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// This plan, and then that one.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.entries.extend(next.entries);
        self
    }

    /// The objects that exist already and are touched, each once.
    #[must_use]
    pub fn touches(&self) -> Vec<Object> {
        let mut objects = Vec::new();
        for object in self.entries.iter().filter_map(|entry| entry.step.touches()) {
            if !objects.contains(&object) {
                objects.push(object);
            }
        }
        objects
    }

    /// Whether every step was taken.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.entries
            .iter()
            .all(|entry| entry.outcome == StepOutcome::Done)
    }

    /// The step that failed, with its error. Nothing goes on before
    /// [`Plan::retry`].
    #[must_use]
    pub fn failure(&self) -> Option<(&PlannedStep, &ApiError)> {
        self.entries.iter().find_map(|entry| match &entry.outcome {
            StepOutcome::Failed(error) => Some((entry, error)),
            StepOutcome::Pending | StepOutcome::Running | StepOutcome::Done => None,
        })
    }

    /// Begins the next step; none where a step runs or failed, or none is left.
    pub fn start_next(&mut self) -> Option<Step> {
        let next = self
            .entries
            .iter_mut()
            .find(|entry| entry.outcome != StepOutcome::Done)?;
        if next.outcome != StepOutcome::Pending {
            return None;
        }
        next.outcome = StepOutcome::Running;
        Some(next.step.clone())
    }

    /// The running step was taken; it made this.
    pub fn complete(&mut self, made: Option<Object>) {
        if let Some(entry) = self.running() {
            entry.outcome = StepOutcome::Done;
            entry.created = made;
        }
        if let Some(Object::Router(id)) = made {
            for entry in &mut self.entries {
                if let Step::Attach(_, router @ None) = &mut entry.step {
                    *router = Some(id);
                }
            }
        }
    }

    /// The running step failed. What was to be deleted and does not exist is
    /// deleted all the same.
    pub fn fail(&mut self, error: ApiError) {
        let Some(entry) = self.running() else {
            return;
        };
        entry.outcome = StepOutcome::Failed(error.clone());
        let Some(object) = entry.step.touches() else {
            return;
        };
        if error.kind == ErrorKind::NotFound && self.deletes(object) {
            for entry in &mut self.entries {
                if entry.step.touches() == Some(object) {
                    entry.outcome = StepOutcome::Done;
                }
            }
        }
    }

    /// Puts the running step, a wait that was called off, back to be taken
    /// later.
    pub fn defer(&mut self) {
        if let Some(entry) = self.running() {
            entry.outcome = StepOutcome::Pending;
        }
    }

    /// Lets the step that failed be taken again. Whoever does should look
    /// first what is there by now ([`Plan::settle`]).
    pub fn retry(&mut self) {
        for entry in &mut self.entries {
            if let StepOutcome::Failed(_) = entry.outcome {
                entry.outcome = StepOutcome::Pending;
            }
        }
    }

    /// Compares the step that failed with what is there, read since: what is
    /// there is not created again, and what is gone is deleted. A peering that
    /// is just what was to be created, after an answer that was lost, is taken
    /// for its outcome. One that was to be deleted and that somebody switched
    /// on again is switched off first.
    pub fn reconcile(&mut self, now: &Snapshot) {
        let sources = now.sources();
        let peering = |id: PeeringId| {
            let row = sources.peerings.iter().find(|row| row.peering.id == id);
            row.map(|row| &row.peering)
        };
        let mut before_it = None;
        for (place, entry) in self.entries.iter_mut().enumerate() {
            let StepOutcome::Failed(error) = &entry.outcome else {
                continue;
            };
            match &entry.step {
                Step::Create(draft) => {
                    if let Some(row) = now.between(draft.local, draft.peer).next() {
                        let ours = error.outcome_unknown() && is_of(&row.peering, draft);
                        entry.created = ours.then_some(Object::Peering(row.peering.id));
                        entry.outcome = StepOutcome::Done;
                    }
                }
                Step::Delete(id) => match peering(*id) {
                    None if sources.peerings_read == Coverage::Complete => {
                        entry.outcome = StepOutcome::Done;
                    }
                    Some(held) if !held.deletable() => {
                        let mut steps = Self::delete(&[held]).entries;
                        steps.pop();
                        before_it = Some((place, steps));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if let Some((place, steps)) = before_it {
            self.entries.splice(place..place, steps);
        }
    }

    fn running(&mut self) -> Option<&mut PlannedStep> {
        self.entries
            .iter_mut()
            .find(|entry| entry.outcome == StepOutcome::Running)
    }

    fn deletes(&self, object: Object) -> bool {
        self.entries.iter().any(|entry| {
            matches!(entry.step, Step::Delete(_) | Step::DeleteRouter(_))
                && entry.step.touches() == Some(object)
        })
    }

    fn push(&mut self, step: Step, name: &str) {
        let text = step.ahead(name);
        self.entries.push(PlannedStep {
            step,
            name: name.into(),
            text,
            outcome: StepOutcome::Pending,
            created: None,
        });
    }
}

fn is_of(peering: &Peering, draft: &Draft) -> bool {
    let edited = Edited::of(peering);
    edited.name == draft.name
        && edited.configured_status == draft.configured_status
        && edited.labels == draft.labels
}
