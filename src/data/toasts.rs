//! Notifications of what the user started, shown on every page.

use std::time::Duration;

use domain::{address::route::Route, api::error::ApiError};

use crate::reactive::prelude::*;

/// How long a success is shown.
const SUCCESS_TIME: Duration = Duration::from_secs(8);

/// The toasts of one console, the newest last.
#[derive(Clone, Copy, Default)]
pub(crate) struct Toasts {
    pub(crate) shown: RwSignal<Vec<(u32, Toast)>>,
    count: StoredValue<u32>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Toast {
    /// A success. Disappears by itself.
    Done {
        text: String,
        /// A page that shows it, and the text of the link.
        open: Option<(Route, String)>,
    },
    /// A failure. Stays until it is dismissed.
    Failed {
        /// What was tried, such as "Deleting hel-app to fra-db failed".
        tried: String,
        error: ApiError,
    },
}

impl Toasts {
    pub(crate) fn add(self, toast: Toast) {
        let key = self.count.try_update_value(|count| {
            *count += 1;
            *count
        });
        if let Some(key) = key {
            if matches!(toast, Toast::Done { .. }) {
                set_timeout(move || self.dismiss(key), SUCCESS_TIME);
            }
            self.shown.try_update(|shown| shown.push((key, toast)));
        }
    }

    pub(crate) fn failed(self, tried: String, error: ApiError) {
        self.add(Toast::Failed { tried, error });
    }

    pub(crate) fn done(self, text: impl Into<String>) {
        self.add(Toast::Done {
            text: text.into(),
            open: None,
        });
    }

    pub(crate) fn dismiss(self, key: u32) {
        self.shown
            .try_update(|shown| shown.retain(|(other, _)| *other != key));
    }
}
