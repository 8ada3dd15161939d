//! A run in a line: what it does, how far it is, and what can be done about it.

use std::collections::HashSet;

use super::{Run, RunId, Runs, Stage};
use crate::{
    change::plan::{PlannedStep, Step, StepOutcome},
    model::object::Object,
};

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Running,
    /// The user stopped it; the step under way comes to its end.
    Stopping,
    /// It was stopped before its end, by the user or by the end of the session.
    Stopped,
    /// Nothing more happens by itself, and something failed.
    Failed,
    Done,
}

/// What the user can do about a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Stop before the next step.
    Stop,
    /// Restore what was there before.
    Undo,
    /// Go on with the steps that remain.
    Continue,
    /// The same, where one of them deletes something.
    ContinueDeleting,
    /// Run what failed again.
    TryAgain,
    /// Leave it as it is, and forget it.
    Dismiss,
}

/// A run in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub phase: Phase,
    /// Such as "Deleting a", "Stopped: Delete a", "Deleting a failed" or "Deleted a".
    pub title: String,
    /// How far it is, or why it failed. Empty where the title says it all.
    pub result: String,
    /// How many steps are done, and how many there are; of a bulk change, how many
    /// peerings are done or failed.
    pub progress: (usize, usize),
    /// What can be done about it, what is safest first.
    pub offers: Vec<Offer>,
}

impl Run {
    /// The run in a line. `is_reading` says that the server is read again before it
    /// continues.
    #[must_use]
    pub fn summary(&self, is_reading: bool) -> Summary {
        let phase = self.phase(is_reading);
        Summary {
            phase,
            title: self.headline(phase),
            result: self.result(phase),
            progress: self.progress(),
            offers: self.offers(phase),
        }
    }

    fn phase(&self, is_reading: bool) -> Phase {
        let has_failed = self.failure().is_some() || self.count(Stage::Failed) > 0;
        match (self.is_active() || is_reading, self.is_stopped()) {
            (true, true) => Phase::Stopping,
            (true, false) => Phase::Running,
            (false, _) if self.is_done() => Phase::Done,
            // A bulk change may have failures, and others that it has not come to.
            (false, true) if self.is_bulk || !has_failed => Phase::Stopped,
            (false, _) if has_failed => Phase::Failed,
            (false, _) => Phase::Stopped,
        }
    }

    fn headline(&self, phase: Phase) -> String {
        let titles = &self.titles;
        match phase {
            Phase::Running | Phase::Stopping => titles.running.clone(),
            Phase::Stopped => format!("Stopped: {}", titles.pending),
            Phase::Done => titles.done.clone(),
            Phase::Failed => match self.failure().filter(|_| !self.is_bulk) {
                Some((entry, _)) => format!("{} failed", entry.step.running_text(&entry.name)),
                None => titles.pending.clone(),
            },
        }
    }

    fn result(&self, phase: Phase) -> String {
        if self.is_bulk {
            return self.bulk_result(phase);
        }
        let (done, total) = self.progress();
        match phase {
            Phase::Running if total > 1 => {
                let step = self.plan().and_then(|plan| plan.current());
                let step = step.map_or_else(String::new, |entry| {
                    format!(" · {}", entry.step.running_text(&entry.name))
                });
                format!("{done} of {total}{step}")
            }
            Phase::Stopping => "Stopping after this step".into(),
            Phase::Stopped => format!("{done} of {total} steps done"),
            Phase::Failed => match self.failure() {
                Some((_, error)) => error.write_in_a_line(),
                None => String::new(),
            },
            Phase::Running | Phase::Done => String::new(),
        }
    }

    fn bulk_result(&self, phase: Phase) -> String {
        let (done, total) = (self.count(Stage::Done), self.items.len());
        let over = match phase {
            Phase::Running | Phase::Stopping => "",
            Phase::Stopped | Phase::Failed | Phase::Done => " done",
        };
        let failed = match self.count(Stage::Failed) {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        format!("{done} of {total}{over}{failed}")
    }

    fn progress(&self) -> (usize, usize) {
        if self.is_bulk {
            let over = self.count(Stage::Done) + self.count(Stage::Failed);
            return (over, self.items.len());
        }
        let entries = self.plan().map_or(&[][..], |plan| plan.entries());
        let done = entries.iter().filter(|entry| is_done(entry)).count();
        (done, entries.len())
    }

    fn offers(&self, phase: Phase) -> Vec<Offer> {
        let undo = self.can_undo().then_some(Offer::Undo);
        let offers = match phase {
            Phase::Running | Phase::Stopping => return vec![Offer::Stop],
            // What was about to be deleted is kept, unless the user says otherwise.
            Phase::Stopped if self.will_delete() => {
                [undo, Some(Offer::ContinueDeleting), Some(Offer::Dismiss)]
            }
            Phase::Stopped => [Some(Offer::Continue), undo, Some(Offer::Dismiss)],
            Phase::Failed => [Some(Offer::TryAgain), undo, Some(Offer::Dismiss)],
            Phase::Done => [undo, None, None],
        };
        offers.into_iter().flatten().collect()
    }

    /// Whether one of the steps that remain deletes something.
    fn will_delete(&self) -> bool {
        let open = self.items.get(self.first_open..).unwrap_or_default();
        let mut entries = open.iter().flat_map(|item| item.plan.entries());
        entries.any(|entry| {
            let deletes = matches!(entry.step, Step::Delete(_) | Step::DeleteRouter(_));
            deletes && !is_done(entry)
        })
    }
}

impl Run {
    /// The existing objects that it changes, and what it created.
    fn changed_objects(&self) -> impl Iterator<Item = Object> {
        let entries = self.items.iter().flat_map(|item| item.plan.entries());
        entries.flat_map(|entry| entry.step.touches().into_iter().chain(entry.created))
    }
}

impl Runs {
    /// The runs of which a later one has changed what they changed: undoing one of them alone
    /// would restore what nobody expects.
    #[must_use]
    pub fn superseded(&self) -> Vec<RunId> {
        let mut changed_later = HashSet::new();
        let mut superseded = Vec::new();
        for (id, run) in self.iter().collect::<Vec<_>>().into_iter().rev() {
            let mut objects = run.changed_objects();
            if objects.any(|object| changed_later.contains(&object)) {
                superseded.push(id);
            }
            changed_later.extend(run.changed_objects());
        }
        superseded
    }
}

fn is_done(entry: &PlannedStep) -> bool {
    entry.outcome == StepOutcome::Done
}
