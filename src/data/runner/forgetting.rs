//! Forgetting runs and entries of the activity.

use domain::change::run::{Run, RunId};

use super::Runner;
use crate::data::{Entry, Subject};

/// How many entries the activity has before the oldest are forgotten.
const MAX_ENTRIES: usize = 50;

impl Runner {
    /// Forgets a run, with its entry of the activity and what is watched of it.
    pub(crate) fn dismiss(self, id: RunId) {
        if let Some(entry) = self.activity.key_of(id) {
            self.tracker.dismiss(entry);
            self.activity.remove(entry);
        }
        self.runs.try_update(|runs| runs.remove(id));
        self.record();
    }

    /// Forgets entries of the activity that are done, the oldest first, so that a long
    /// session does not fill the memory.
    pub(super) fn forget_oldest(self) {
        let entries = self.activity.entries.get_untracked();
        let surplus = entries.len().saturating_sub(MAX_ENTRIES);
        let is_done = |entry: &Entry| match entry.subject {
            Subject::Run(id) => self
                .runs
                .with_untracked(|runs| runs.get(id).is_none_or(Run::is_done)),
            Subject::Done { .. } => true,
            Subject::NotDone { .. } | Subject::Failed { .. } => false,
        };
        let done = entries.into_iter().filter(is_done);
        for entry in done.take(surplus) {
            self.forget(&entry);
        }
    }

    /// Forgets an entry of the activity, with its run and what is watched of it.
    pub(crate) fn forget(self, entry: &Entry) {
        match entry.subject {
            Subject::Run(id) => self.dismiss(id),
            Subject::Done { .. } | Subject::NotDone { .. } | Subject::Failed { .. } => {
                self.tracker.dismiss(entry.key);
                self.activity.remove(entry.key);
            }
        }
    }
}
