//! How the table of peerings looks and whether shortcuts are enabled, stored in the
//! browser between visits. Nothing secret, and nothing about the account, is stored.

use super::storage::{load, store};
use crate::reactive::RwSignal;
use domain::address::route::{ListQuery, Route};

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
