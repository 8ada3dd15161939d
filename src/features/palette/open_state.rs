//! Whether the quick actions are open.

use crate::{components::is_closed, reactive::prelude::*};

/// The dialog of the quick actions, opened and closed.
#[derive(Clone, Copy, Default)]
pub(crate) struct PaletteDialog {
    pub(super) dialog: NodeRef<html::Dialog>,
    pub(super) open: RwSignal<bool>,
}

impl PaletteDialog {
    pub(super) fn show(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            self.open.set(true);
            // In browsers that support it, a click outside closes the dialog.
            let _ = dialog.set_attribute("closedby", "any");
            // Fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    }

    /// Whether it is shown. Browsers report closing later, possibly after the next key,
    /// so `open` may still be true.
    pub(super) fn is_shown(self) -> bool {
        !is_closed(self.dialog)
    }

    /// Handles the close event.
    pub(super) fn closed(self) {
        if is_closed(self.dialog) {
            self.open.set(false);
        }
    }

    /// Closes it at once, so that the focus is back before an action uses it.
    pub(super) fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
        self.open.set(false);
    }
}
