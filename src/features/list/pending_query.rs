//! The list's query as it is meant just now.

use domain::address::route::ListQuery;

use crate::reactive::{RwSignal, Signal};

/// The query of the address with the text that is typed, which is ahead of the
/// address by a moment: whatever goes on from here must not lose it.
pub(crate) fn pending_query(query: Signal<ListQuery>, text: RwSignal<String>) -> ListQuery {
    ListQuery {
        text: text.get_untracked(),
        ..query.get_untracked()
    }
}
