//! Whether the single-key shortcuts are on: a choice of the browser's user.

use super::preferences::{load, store};
use crate::reactive::RwSignal;

const KEY: &str = "upcloud-peerings.shortcuts";
const OFF: &str = "off";

/// The choice of one console.
#[derive(Clone, Copy)]
pub(crate) struct Shortcuts(RwSignal<bool>);

impl Shortcuts {
    /// As it was chosen last; on where that is not known.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(load(KEY).as_deref() != Some(OFF)))
    }

    pub(crate) fn are_on(self) -> bool {
        self.0.get()
    }

    pub(crate) fn are_on_untracked(self) -> bool {
        self.0.get_untracked()
    }

    pub(crate) fn switch(self, on: bool) {
        self.0.set(on);
        store(KEY, if on { "" } else { OFF });
    }
}
