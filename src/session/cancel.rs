//! Cancelling requests.

use web_sys::{AbortController, AbortSignal};

/// Cancels requests when it is dropped.
pub(crate) struct CancelOnDrop(Option<AbortController>);

impl CancelOnDrop {
    pub(crate) fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Default for CancelOnDrop {
    fn default() -> Self {
        Self(AbortController::new().ok())
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
