//! The address of the list: its query, and the text that is being typed.

use domain::{
    address::route::{ListQuery, Route},
    list::column::{Column, Columns},
};

use crate::{data::Preferences, reactive::prelude::*, router::Router};

#[derive(Clone, Copy)]
pub(crate) struct ListAddress {
    router: Router,
    /// The query in the address.
    pub(crate) query: Memo<ListQuery>,
    /// The text filter as it is typed, a moment ahead of the address.
    pub(crate) text: RwSignal<String>,
}

impl ListAddress {
    /// The address of the list page that calls this. An address without an
    /// order and columns gets those that were chosen last.
    pub(crate) fn new() -> Self {
        let router = expect_context::<Router>();
        let query = Memo::new(move |last: Option<&ListQuery>| match router.route() {
            Route::List(query) => query,
            _ => last.cloned().unwrap_or_default(),
        });
        if let Some(completed) = query.with_untracked(Preferences::completed) {
            router.replace(Route::List(completed));
        }
        let text = RwSignal::new(query.with_untracked(|query| query.text.clone()));
        // Back and Forward change the address under the text box.
        effect(move || {
            let address = query.with(|query| query.text.clone());
            if text.with_untracked(|text| *text != address) {
                text.set(address);
            }
        });
        Self {
            router,
            query,
            text,
        }
    }

    /// Reads the query; tracked.
    pub(crate) fn with<R>(self, read: impl FnOnce(&ListQuery) -> R) -> R {
        self.query.with(read)
    }

    /// The query with the text that is being typed: every change starts from
    /// it, so that no letter is lost.
    pub(crate) fn pending(self) -> ListQuery {
        ListQuery {
            text: self.text.get_untracked(),
            ..self.query.get_untracked()
        }
    }

    /// Opens the list with its query changed, as a new entry of the history.
    pub(crate) fn open(self, change: impl FnOnce(ListQuery) -> ListQuery) {
        self.router.open(Route::List(change(self.pending())));
    }

    /// Takes the text that is being typed into the address.
    pub(super) fn take_text(self) {
        self.router.replace(Route::List(self.pending()));
    }

    /// Opens the list without filters.
    pub(crate) fn clear_filters(self) {
        self.text.set(String::new());
        self.open(|query| query.unfiltered());
    }

    /// Sorts by a column; with `within` inside the present order.
    pub(super) fn sort(self, column: Column, within: bool) {
        self.open(|query| {
            let sort = query.sort.pressed(column, within);
            let query = ListQuery { sort, ..query };
            Preferences::remember(&query);
            query
        });
    }

    /// Changes the columns, in the same entry of the history.
    pub(super) fn change_columns(self, change: impl FnOnce(Columns) -> Columns) {
        let query = self.pending();
        let columns = change(query.columns.clone());
        let query = ListQuery { columns, ..query };
        Preferences::remember(&query);
        self.router.replace(Route::List(query));
    }
}
