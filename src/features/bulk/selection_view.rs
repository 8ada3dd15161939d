//! What the list shows of the selection, and showing the selection alone.

use std::sync::Arc;

use domain::{
    address::route::{ListQuery, Route, View},
    list::{
        column::{Columns, Sort},
        selected::Selected,
    },
    model::row::Row,
};

use crate::{
    data::{Peerings, SharedRows},
    reactive::prelude::*,
    router::Router,
};

/// The list above the selection bar.
#[derive(Clone, Copy)]
pub(crate) struct SelectionView {
    /// The rows of the table.
    pub(super) rows: Signal<SharedRows>,
    /// Set to the selected rows while they alone are shown.
    only: RwSignal<Option<SharedRows>>,
    pub(super) is_only: Memo<bool>,
    query: Memo<ListQuery>,
    /// The filters that the selection is shown in spite of. Others end that.
    despite: RwSignal<Option<ListQuery>>,
    router: Router,
}

impl SelectionView {
    pub(super) fn new(rows: Signal<SharedRows>, only: RwSignal<Option<SharedRows>>) -> Self {
        let router = expect_context::<Router>();
        let query = Memo::new(move |last: Option<&ListQuery>| match router.route() {
            Route::List(query) => query,
            _ => last.cloned().unwrap_or_default(),
        });
        Self {
            rows,
            only,
            is_only: Memo::new(move |_| only.with(Option::is_some)),
            query,
            despite: RwSignal::new(None),
            router,
        }
    }

    /// Keeps the rows of the table equal to the selection while that is shown alone.
    pub(super) fn show_only(self, selected: Memo<SharedRows>) {
        effect(move || {
            let filters = self.query.with(filters);
            let is_on = self
                .despite
                .with(|despite| despite.as_ref() == Some(&filters));
            let rows = selected.get();
            if is_on && !rows.is_empty() {
                let sorted = self.query.with(|query| query.sort.apply(&rows));
                self.only.set(Some(sorted));
            } else if self.only.with_untracked(Option::is_some) {
                self.only.set(None);
                self.despite.set(None);
            }
        });
    }

    /// Shows the selection alone, in the table of peerings, or all rows that match again.
    pub(super) fn toggle(self) {
        if self.is_only.get_untracked() {
            self.despite.set(None);
            return;
        }
        if !self.has_boxes() {
            let query = self.query.get_untracked();
            let view = View::Peerings;
            self.router.open(Route::List(ListQuery { view, ..query }));
        }
        self.despite.set(Some(self.query.with_untracked(filters)));
    }

    /// Whether rows can be selected in this view; tracked.
    pub(super) fn has_boxes(self) -> bool {
        !self.query.with(ListQuery::shows_links)
    }

    /// Which selected rows are in view; none until the list is read. Tracked.
    pub(super) fn split(self, peerings: Peerings, selected: &[Arc<Row>]) -> Option<Selected> {
        if !self.has_boxes() {
            return Some(Selected::in_view(selected, &[]));
        }
        let is_read = self
            .query
            .with(|query| peerings.is_listed_by(&query.labels))
            && peerings.listing.with(|listing| listing.read_at.is_some());
        is_read.then(|| self.rows.with(|rows| Selected::in_view(selected, rows)))
    }
}

/// What the query filters by.
fn filters(query: &ListQuery) -> ListQuery {
    ListQuery {
        sort: Sort::default(),
        columns: Columns::default(),
        ..query.clone()
    }
}
