//! The rows that meet the conditions of the list.

use std::sync::Arc;

use domain::list::condition;
use leptos::prelude::Owner;

use super::address::ListAddress;
use crate::{
    data::{SharedRows, current},
    reactive::prelude::*,
};

/// Makes the rows that meet the conditions. It is loaded after the list.
pub(crate) type RowFilter = fn(Signal<SharedRows>, ListAddress) -> Signal<SharedRows>;

/// The rows that meet the conditions of the query.
pub(crate) fn rows_by_conditions(
    rows: Signal<SharedRows>,
    address: ListAddress,
) -> Signal<SharedRows> {
    let conditions = Memo::new(move |_| address.with(|query| query.conditions.clone()));
    let snapshot = current();
    let filtered = Memo::new(move |_| {
        conditions.with(|conditions| {
            let snapshot = condition::needs_others(conditions).then(|| snapshot.get());
            let rows = rows.get();
            Arc::new(condition::filter_rows(
                &rows,
                conditions,
                snapshot.as_deref(),
            ))
        })
    });
    filtered.into()
}

/// The rows that meet the conditions; none until the filter is loaded, if there
/// are conditions.
pub(crate) fn filtered_rows(
    rows: Signal<SharedRows>,
    address: ListAddress,
    loaded: impl Fn() -> Option<RowFilter> + 'static,
) -> Signal<Option<SharedRows>> {
    let owner = Owner::current();
    let filtered = RwSignal::new(None::<Signal<SharedRows>>);
    effect(move || {
        if let (Some(filter), Some(owner)) = (loaded(), &owner) {
            filtered.set(Some(owner.with(|| filter(rows, address))));
        }
    });
    Signal::derive(move || {
        if address.with(|query| query.conditions.is_empty()) {
            Some(rows.get())
        } else {
            filtered.get().map(Signal::get)
        }
    })
}
