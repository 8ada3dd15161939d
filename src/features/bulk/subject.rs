//! The change that a dialog is about, and which of its peerings the list does not show.

use domain::{change::bulk::BulkAction, list::selected::names};

use crate::{data::SharedRows, reactive::prelude::*};

/// More names than these are counted.
const MAX_NAMES: usize = 20;

/// A change that is about to be shown.
#[derive(Clone)]
pub(super) struct BulkSubject {
    pub(super) action: BulkAction,
    /// The peerings that it is for.
    pub(super) rows: SharedRows,
    /// Those of them that the list does not show.
    pub(super) hidden: SharedRows,
}

/// Says which of the peerings are not in view: nobody changes those unseen.
pub(super) fn hidden_note(hidden: &SharedRows) -> Option<AnyView> {
    let text = match hidden.len() {
        0 => return None,
        1 => format!("Not in the view: {}.", names(hidden, MAX_NAMES)),
        count => format!("{count} are not in the view: {}.", names(hidden, MAX_NAMES)),
    };
    Some(view! { <p class="warning">{text}</p> }.into_any())
}
