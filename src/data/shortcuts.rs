//! Whether single-key shortcuts are enabled. The choice is stored in the browser.

use super::preferences::{load, store};
use crate::reactive::RwSignal;

const KEY: &str = "upcloud-peerings.shortcuts";
const OFF: &str = "off";

#[derive(Clone, Copy)]
pub(crate) struct Shortcuts(RwSignal<bool>);

impl Shortcuts {
    /// As chosen last; enabled by default.
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
