//! What is told wherever the user is: the outcome of what they started.

use std::time::Duration;

use domain::{address::route::Route, api::error::ApiError};
use leptos::prelude::*;

use crate::reactive::{RwSignal, StoredValue};

/// How long good news stays.
const GOOD_NEWS: Duration = Duration::from_secs(8);

/// The notices of one console, the newest last.
#[derive(Clone, Copy)]
pub(crate) struct Toasts {
    pub(crate) shown: RwSignal<Vec<(u32, Toast)>>,
    count: StoredValue<u32>,
}

/// One notice.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Toast {
    /// Something was done. Goes away by itself.
    Done {
        text: String,
        /// A page that shows what was done.
        open: Option<(Route, String)>,
    },
    /// Something failed. Stays until it is dismissed.
    Failed {
        /// What was tried, such as "Deleting hel-app to fra-db failed".
        tried: String,
        error: ApiError,
    },
}

impl Toasts {
    pub(crate) fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            count: StoredValue::new(0),
        }
    }

    pub(crate) fn add(self, notice: Toast) {
        let key = self.count.try_update_value(|count| {
            *count += 1;
            *count
        });
        if let Some(key) = key {
            if matches!(notice, Toast::Done { .. }) {
                set_timeout(move || self.dismiss(key), GOOD_NEWS);
            }
            self.shown.try_update(|shown| shown.push((key, notice)));
        }
    }

    pub(crate) fn done(self, text: impl Into<String>) {
        self.add(Toast::Done {
            text: text.into(),
            open: None,
        });
    }

    pub(crate) fn dismiss(self, key: u32) {
        self.shown
            .try_update(|shown| shown.retain(|(held, _)| *held != key));
    }
}
