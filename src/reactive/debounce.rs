//! Waiting until somebody rests.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::StoredValue;

/// Something that is done once nothing has happened for a while. It is not done
/// any more when the current owner is cleaned up.
#[derive(Clone, Copy)]
pub(crate) struct Debounce(StoredValue<Option<TimeoutHandle>>);

impl Debounce {
    pub(crate) fn new() -> Self {
        let rest = Self(StoredValue::new(None));
        on_cleanup(move || rest.forget());
        rest
    }

    /// Does this after so long a time, and nothing that was to be done before.
    pub(crate) fn after(self, time: Duration, then: impl FnOnce() + 'static) {
        self.forget();
        let then: Box<dyn FnOnce()> = Box::new(then);
        self.0.set_value(set_timeout_with_handle(then, time).ok());
    }

    /// Forgets what was to be done.
    pub(crate) fn forget(self) {
        if let Some(handle) = self.0.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
