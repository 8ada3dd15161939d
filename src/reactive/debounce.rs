//! Waiting until nothing has happened for a while.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::StoredValue;

/// Calls a function once nothing has happened for a while, unless the current owner is
/// cleaned up before.
#[derive(Clone, Copy)]
pub(crate) struct Debounce(StoredValue<Option<TimeoutHandle>>);

impl Debounce {
    pub(crate) fn new() -> Self {
        let debounce = Self(StoredValue::new(None));
        on_cleanup(move || debounce.cancel());
        debounce
    }

    /// Calls `then` after this time, and drops the call that was scheduled before.
    pub(crate) fn after(self, time: Duration, then: impl FnOnce() + 'static) {
        self.cancel();
        let then: Box<dyn FnOnce()> = Box::new(then);
        self.0.set_value(set_timeout_with_handle(then, time).ok());
    }

    /// Drops the scheduled call.
    pub(crate) fn cancel(self) {
        if let Some(handle) = self.0.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
