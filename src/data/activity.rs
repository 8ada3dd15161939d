//! What the user has done in this session, for the activity strip.

use domain::{address::route::Route, api::error::ApiError, change::run::RunId};

use crate::{dom, reactive::prelude::*};

/// The activity of one console.
#[derive(Clone, Copy, Default)]
pub(crate) struct Activity {
    /// The oldest first.
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// Whether the list of all entries is shown.
    pub(crate) is_open: RwSignal<bool>,
    /// Whether the user has asked for the list, which takes the focus then.
    is_asked: StoredValue<bool>,
    count: StoredValue<u32>,
}

/// One change, or one message about a change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Names the entry. Later entries have greater keys.
    pub(crate) key: u32,
    /// When it began, in milliseconds since 1970.
    pub(crate) at: f64,
    pub(crate) subject: Subject,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Subject {
    /// A run, which knows how far it is.
    Run(RunId),
    /// A success of a form.
    Done { text: String, page: Route },
    /// What a form did not do, for a reason that is no error.
    NotDone { text: String, page: Route },
    /// A failure that the form cannot show, because its page was left.
    Failed {
        /// What was tried, such as "Modifying hel-app to fra-db failed".
        tried: String,
        error: ApiError,
    },
}

impl Activity {
    /// Adds an entry, and returns its key.
    pub(crate) fn add(self, subject: Subject) -> u32 {
        let key = self.count.try_update_value(|count| {
            *count += 1;
            *count
        });
        // None where the console is gone.
        let key = key.unwrap_or_default();
        let at = dom::now();
        let entry = Entry { key, at, subject };
        self.entries.try_update(|entries| entries.push(entry));
        key
    }

    /// Shows the list of all entries, as the user asked; false where there is none.
    pub(crate) fn show(self) -> bool {
        let has_entries = self.entries.with_untracked(|entries| !entries.is_empty());
        if has_entries {
            self.is_asked.set_value(true);
            self.is_open.set(true);
        }
        has_entries
    }

    /// Shows or hides the list; false where there is none.
    pub(crate) fn toggle(self) -> bool {
        if self.is_open.get_untracked() {
            self.is_open.set(false);
            return true;
        }
        self.show()
    }

    /// Whether the list that opens now takes the focus.
    pub(crate) fn takes_focus(self) -> bool {
        self.is_asked.try_update_value(std::mem::take) == Some(true)
    }

    /// Forgets an entry.
    pub(crate) fn remove(self, key: u32) {
        self.entries
            .try_update(|entries| entries.retain(|entry| entry.key != key));
    }

    /// The key of a run's entry, where it has one.
    pub(crate) fn key_of(self, run: RunId) -> Option<u32> {
        self.entries.try_with_untracked(|entries| {
            let mut entries = entries.iter();
            let found = entries.find(|entry| entry.subject == Subject::Run(run));
            found.map(|entry| entry.key)
        })?
    }
}
