//! How the table of peerings looks and whether shortcuts are enabled, stored in the
//! browser between visits. Nothing secret, and nothing about the account, is stored.
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the only file that stores anything"
)]

use domain::address::route::{ListQuery, Route};
use web_sys::Storage;

use crate::reactive::RwSignal;

const TABLE: &str = "upcloud-peerings.table";
const COMPACT: &str = "upcloud-peerings.compact";
const SHORTCUTS: &str = "upcloud-peerings.shortcuts";
const OFF: &str = "off";

#[derive(Clone, Copy)]
pub(crate) struct Preferences {
    pub(crate) compact: RwSignal<bool>,
}

impl Preferences {
    pub(crate) fn new() -> Self {
        Self {
            compact: RwSignal::new(load(COMPACT).is_some()),
        }
    }

    pub(crate) fn set_compact(self, compact: bool) {
        self.compact.set(compact);
        store(COMPACT, if compact { "1" } else { "" });
    }

    /// The query with the order and columns that were chosen last; none if the
    /// address has its own.
    pub(crate) fn completed(query: &ListQuery) -> Option<ListQuery> {
        if !query.is_usual_table() {
            return None;
        }
        match Route::parse("/peerings", &load(TABLE)?) {
            Route::List(table) => Some(query.clone().with_table_of(&table)),
            _ => None,
        }
    }

    /// Stores the order and the columns.
    pub(crate) fn remember(query: &ListQuery) {
        let href = Route::List(ListQuery::default().with_table_of(query)).href();
        store(TABLE, href.split_once('?').map_or("", |(_, query)| query));
    }
}

/// Whether single-key shortcuts are enabled.
#[derive(Clone, Copy)]
pub(crate) struct Shortcuts(RwSignal<bool>);

impl Shortcuts {
    /// As chosen last; enabled by default.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(load(SHORTCUTS).as_deref() != Some(OFF)))
    }

    pub(crate) fn are_on(self) -> bool {
        self.0.get()
    }

    pub(crate) fn are_on_untracked(self) -> bool {
        self.0.get_untracked()
    }

    pub(crate) fn switch(self, on: bool) {
        self.0.set(on);
        store(SHORTCUTS, if on { "" } else { OFF });
    }
}

/// The stored text; none if there is none or the browser refuses.
pub(crate) fn load(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Stores a text, or removes it if it is empty. If the browser refuses, nothing
/// is stored.
pub(crate) fn store(name: &str, text: &str) {
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
