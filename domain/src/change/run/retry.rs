//! Retrying and undoing what a run did.

use super::Run;
use crate::{
    change::plan::{Plan, Titles},
    snapshot::Snapshot,
};

impl Run {
    /// Compares what failed with a fresh snapshot, and lets what is left of it
    /// start again.
    pub fn retry(&mut self, now: &Snapshot) {
        self.compare(now);
        for item in &mut self.items {
            item.plan.retry();
        }
        self.recount();
    }

    /// Compares what failed with a fresh snapshot. Nothing starts by it: if steps are
    /// left behind one that turns out to be done, the run is stopped before them.
    pub fn reconcile(&mut self, now: &Snapshot) {
        let was_active = self.is_active();
        self.compare(now);
        if self.is_active() && !was_active {
            self.stop();
        }
    }

    fn compare(&mut self, now: &Snapshot) {
        for item in &mut self.items {
            item.plan.reconcile(now);
        }
        self.recount();
    }

    /// Whether [`Run::undo`] has anything to do.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        let mut items = self.items.iter();
        !self.is_active() && items.any(|item| item.plan.undo().is_some())
    }

    /// The run that undoes what this one did: the inverse plan of each item
    /// that has one. None if it is active, or nothing can be undone.
    #[must_use]
    pub fn undo(&self) -> Option<Self> {
        if self.is_active() {
            return None;
        }
        let plans = self.items.iter().rev();
        let plans: Vec<Plan> = plans.filter_map(|item| item.plan.undo()).collect();
        if !self.is_bulk {
            return plans.into_iter().next().map(Self::single);
        }
        if plans.is_empty() {
            return None;
        }
        let mut run = Self::new(Titles::of_all(&plans), true, plans);
        run.deletes.clone_from(&self.deletes);
        run.undone.clone_from(&self.undone);
        run.undone
            .extend(self.items.iter().map(|item| item.plan.clone()));
        Some(run)
    }
}
