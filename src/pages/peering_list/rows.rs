//! The rows of the list page, from what the server returned to what is shown.

use domain::{list, model::state::Group};

use super::state::{LastSearch, ListFacts, ListState, search};
use crate::{
    data::{Inventory, Peerings, SharedRows},
    features::list::{ListAddress, ListCounts, filtered_rows},
    pages::lazy_pages::LazyPages,
    reactive::prelude::*,
};

#[derive(Clone, Copy)]
pub(super) struct ListRows {
    /// All rows that passed the server's filter.
    pub(super) all: Memo<SharedRows>,
    /// Those that meet the conditions; none until the filter is loaded.
    filtered: Signal<Option<SharedRows>>,
    /// The same, empty until the filter is loaded.
    pub(super) matching: Memo<SharedRows>,
    /// Set to the selected rows while they alone are shown.
    pub(super) only: RwSignal<Option<SharedRows>>,
    /// The rows of the table: those, or what is found by text and group, sorted.
    pub(super) shown: Memo<SharedRows>,
    groups: Memo<[(Group, usize); 5]>,
    /// Set by the view of links, which counts links.
    pub(super) links: RwSignal<Option<ListCounts>>,
}

impl ListRows {
    pub(super) fn new(peerings: Peerings, address: ListAddress, later: LazyPages) -> Self {
        let all = Memo::new(move |_| peerings.listed());
        let filtered = filtered_rows(all.into(), address, move || later.row_filter());
        let matching = Memo::new(move |_| filtered.get().unwrap_or_default());
        let sort = Memo::new(move |_| address.with(|query| query.sort.clone()));
        let sorted = Memo::new(move |_| sort.with(|sort| matching.with(|rows| sort.apply(rows))));
        let last = StoredValue::new(None::<LastSearch>);
        let only = RwSignal::new(None::<SharedRows>);
        let zones = expect_context::<Inventory>().others;
        let shown = Memo::new(move |_| {
            if let Some(only) = only.get() {
                return only;
            }
            let (rows, group) = (sorted.get(), address.with(|query| query.group));
            let found = address.text.with(|text| {
                last.try_update_value(|last| {
                    zones.with(|others| search(last, rows, text, group, &others.zones))
                })
            });
            found.unwrap_or_default()
        });
        Self {
            all,
            filtered,
            matching,
            only,
            shown,
            groups: Memo::new(move |_| matching.with(|rows| list::count_groups(rows))),
            links: RwSignal::new(None),
        }
    }

    pub(super) fn state(self, peerings: Peerings, address: ListAddress) -> Memo<ListState> {
        Memo::new(move |_| {
            let (is_read, has_failed, has_unreadable) = peerings.listing.with(|listing| {
                let has_unreadable = listing.unreadable > 0;
                (
                    listing.read_at.is_some(),
                    listing.error.is_some(),
                    has_unreadable,
                )
            });
            let facts = ListFacts {
                is_read,
                has_failed,
                has_unreadable,
                has_rows: self.all.with(|all| !all.is_empty()),
                is_filtered_by_labels: address.with(|query| !query.labels.is_empty()),
                can_filter: self.filtered.with(Option::is_some),
                shows_links: address.with(|query| query.shows_links()),
            };
            ListState::of(facts, || self.shown.with(|shown| !shown.is_empty()))
        })
    }

    /// None until there is something to count.
    pub(super) fn counts(self, state: ListState) -> Option<ListCounts> {
        match state {
            ListState::Loading | ListState::Failed | ListState::Unreadable => None,
            ListState::Links => self.links.get(),
            ListState::Empty | ListState::NoMatch | ListState::Table => Some(ListCounts {
                shown: self.shown.with(|shown| shown.len()),
                all: self.all.with(|all| all.len()),
                groups: self.groups.get(),
            }),
        }
    }
}
