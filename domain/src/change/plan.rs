//! A change as a sequence of steps. The steps are values: the user sees them
//! before they run, each keeps its outcome, and they can be retried or undone.
//!
//! A plan runs no step itself. A [run](super::run) asks for the next one
//! ([`Plan::start_next`]) and reports how it went ([`Plan::complete`],
//! [`Plan::fail`]).

mod make;
mod reconcile;
mod step;
mod undo;
mod words;

pub use self::{
    make::other_half,
    reconcile::{is_of, new_router},
    step::Step,
    words::Titles,
};
use crate::{
    api::error::{ApiError, ErrorKind},
    model::{
        ids::{NetworkId, RouterId},
        object::Object,
    },
};

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// It has not started.
    Pending,
    /// It has started.
    Running,
    /// It succeeded, or there was nothing left to do.
    Done,
    /// It failed. If the error leaves the outcome unknown, the server may have
    /// carried it out.
    Failed(ApiError),
}

/// A step within a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    pub step: Step,
    /// The name of the object.
    pub name: String,
    /// What the step does, in words.
    pub text: String,
    pub outcome: StepOutcome,
    /// What it created. None if it creates nothing, or if somebody else had
    /// created it before: undo leaves that alone.
    pub created: Option<Object>,
}

/// A sequence of steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    entries: Vec<PlannedStep>,
    /// The networks at the ends of what the steps change, as far as known.
    networks: Vec<NetworkId>,
    /// Whether the step that failed must not start again before its outcome is known.
    is_held: bool,
}

impl Plan {
    /// The steps, in order.
    #[must_use]
    pub fn entries(&self) -> &[PlannedStep] {
        &self.entries
    }

    /// The networks that the plan may lock while a step of it runs.
    #[must_use]
    pub fn networks(&self) -> &[NetworkId] {
        &self.networks
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// This plan, followed by `next`.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.entries.extend(next.entries);
        self.cover(&next.networks);
        self
    }

    /// The existing objects that the plan touches, each once.
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

    /// Whether the plan touches this object.
    #[must_use]
    pub fn is_touching(&self, object: Object) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|entry| entry.step.touches() == Some(object))
    }

    /// Whether the plan deletes this object.
    #[must_use]
    pub fn deletes(&self, object: Object) -> bool {
        self.entries.iter().any(|entry| {
            matches!(entry.step, Step::Delete(_) | Step::DeleteRouter(_))
                && entry.step.touches() == Some(object)
        })
    }

    /// Whether every step is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.entries
            .iter()
            .all(|entry| entry.outcome == StepOutcome::Done)
    }

    /// The step that failed, with its error. No step starts before
    /// [`Plan::retry`].
    #[must_use]
    pub fn failure(&self) -> Option<(&PlannedStep, &ApiError)> {
        self.entries.iter().find_map(|entry| match &entry.outcome {
            StepOutcome::Failed(error) => Some((entry, error)),
            StepOutcome::Pending | StepOutcome::Running | StepOutcome::Done => None,
        })
    }

    /// The first step that is not done.
    #[must_use]
    pub fn current(&self) -> Option<&PlannedStep> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.outcome != StepOutcome::Done)
    }

    /// Starts the next step. None if a step runs or failed, or none is left.
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

    /// The running step succeeded, and created this.
    pub fn complete(&mut self, created: Option<Object>) {
        if let Some(entry) = self.running() {
            entry.outcome = StepOutcome::Done;
            entry.created = created;
        }
        if let Some(Object::Router(id)) = created {
            self.attach_to_new(id);
        }
    }

    /// The running step found a router with the name it was to create. Undo leaves it
    /// alone, as somebody else may have created it.
    pub fn adopt(&mut self, router: RouterId) {
        self.complete(None);
        self.attach_to_new(router);
    }

    /// The running step failed. An object that was to be deleted and does not
    /// exist, as the caller has made sure, counts as deleted.
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

    /// Puts the running step back: it starts again later.
    pub fn defer(&mut self) {
        if let Some(entry) = self.running() {
            entry.outcome = StepOutcome::Pending;
        }
    }

    /// Lets the step that failed start again, unless [`Plan::reconcile`], which comes
    /// first, found that it must not.
    pub fn retry(&mut self) {
        if self.is_held {
            return;
        }
        for entry in &mut self.entries {
            if let StepOutcome::Failed(_) = entry.outcome {
                entry.outcome = StepOutcome::Pending;
            }
        }
    }

    fn running(&mut self) -> Option<&mut PlannedStep> {
        self.entries
            .iter_mut()
            .find(|entry| entry.outcome == StepOutcome::Running)
    }

    fn attach_to_new(&mut self, id: RouterId) {
        for entry in &mut self.entries {
            if let Step::Attach(_, router @ None) = &mut entry.step {
                *router = Some(id);
            }
        }
    }

    fn cover(&mut self, networks: &[NetworkId]) {
        for network in networks {
            if !self.networks.contains(network) {
                self.networks.push(*network);
            }
        }
    }

    fn push(&mut self, step: Step, name: &str) {
        let text = step.text(name);
        self.entries.push(PlannedStep {
            step,
            name: name.into(),
            text,
            outcome: StepOutcome::Pending,
            created: None,
        });
    }
}
