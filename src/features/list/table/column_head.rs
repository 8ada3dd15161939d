//! The head of a column of the table of peerings. Clicking it sorts the rows.

use domain::list::column::Column;

use crate::{
    data::{Selection, SharedRows},
    dom::ShiftKey,
    features::list::address::ListAddress,
    reactive::prelude::*,
};

/// The head of this column. With Shift, a click sorts within the present order.
pub(crate) fn column_head(
    column: Column,
    rows: Signal<SharedRows>,
    address: ListAddress,
    shift: ShiftKey,
) -> AnyView {
    let press = move |click: ev::MouseEvent| address.sort(column, shift.is_held(&click));
    let key = Memo::new(move |_| {
        address.with(|query| {
            let several = query.sort.keys().len() > 1;
            let (place, key) = query.sort.of(column)?;
            Some((place, key.descending, several))
        })
    });
    // ARIA allows one sorted column; the others show their place as text.
    let order = move || match key.get() {
        Some((0, false, _)) => Some("ascending"),
        Some((0, true, _)) => Some("descending"),
        _ => None,
    };
    let mark = move || {
        key.get().map(|(place, descending, several)| {
            let arrow = if descending { "↓" } else { "↑" };
            if several {
                format!("{arrow}{}", place + 1)
            } else {
                arrow.to_owned()
            }
        })
    };
    view! {
        <th role="columnheader" scope="col" class=column.slug() aria-sort=order data-column=column.slug()>
            {(column == Column::Name).then(|| select_all_box(rows))}
            <button type="button" class="sort" on:click=handler(press)>
                {column.title()}
                <span class="order" aria-hidden="true">{move || mark()}</span>
            </button>
        </th>
    }
    .into_any()
}

/// The checkbox that selects all rows of the table, or none.
fn select_all_box(rows: Signal<SharedRows>) -> AnyView {
    let selection = expect_context::<Selection>();
    let all = Memo::new(move |_| rows.with(|rows| selection.has_all(rows)));
    let select = move |event: ev::MouseEvent| {
        let select = event_target_checked(&event);
        rows.with_untracked(|rows| selection.select_all(rows, select));
    };
    view! {
        <input
            type="checkbox"
            aria-label="Select all that match"
            prop:checked=move || all.get()
            on:click=handler(select)
        />
    }
    .into_any()
}
