//! How the table of peerings looks to this user, remembered by the browser
//! between visits. Nothing secret, and nothing of the account, is kept there.
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "this is the place that stores preferences"
)]

use domain::route::{ListQuery, Route};
use web_sys::Storage;

use crate::reactive::RwSignal;

const TABLE: &str = "upcloud-peerings.table";
const COMPACT: &str = "upcloud-peerings.compact";

/// The preferences of one console.
#[derive(Clone, Copy)]
pub(crate) struct Preferences {
    /// Whether rows are as low as they can be.
    pub(crate) compact: RwSignal<bool>,
}

impl Preferences {
    pub(crate) fn new() -> Self {
        Self {
            compact: RwSignal::new(kept(COMPACT).is_some()),
        }
    }

    /// Makes rows low, or not, from now on.
    pub(crate) fn set_compact(self, compact: bool) {
        self.compact.set(compact);
        keep(COMPACT, if compact { "1" } else { "" });
    }

    /// The query with the order and the columns that were chosen last, where an
    /// address says nothing of them.
    pub(crate) fn completed(query: &ListQuery) -> Option<ListQuery> {
        if !query.is_usual_table() {
            return None;
        }
        match Route::parse("/peerings", &kept(TABLE)?) {
            Route::List(table) => Some(query.clone().with_table_of(&table)),
            _ => None,
        }
    }

    /// Remembers the order and the columns.
    pub(crate) fn remember(query: &ListQuery) {
        let href = Route::List(ListQuery::default().with_table_of(query)).href();
        keep(TABLE, href.split_once('?').map_or("", |(_, query)| query));
    }
}

/// What is kept under that name; none where the browser keeps nothing.
pub(crate) fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text; an empty one is not kept. Where the browser does not let it,
/// nothing is remembered, and all else works.
pub(crate) fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = if text.is_empty() {
            storage.remove_item(name)
        } else {
            storage.set_item(name, text)
        };
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
