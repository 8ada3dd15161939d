//! The head of a column: its name, and the order of the rows by it.

use std::sync::Arc;

use domain::{
    address::route::{ListQuery, Route},
    list::column::Column,
    model::row::Row,
};
use leptos::{ev, prelude::*};

use crate::{
    data::{Preferences, Selection},
    features::list::pending_query,
    reactive::{Memo, RwSignal, Signal, expect_context, handler},
    router::Router,
};

/// The head of a column of the table of peerings. Pressing it sorts the rows;
/// with Shift it sorts them by this column within the order they are in.
pub(crate) fn column_head(
    column: Column,
    rows: Signal<Arc<Vec<Arc<Row>>>>,
    query: Signal<ListQuery>,
    text: RwSignal<String>,
) -> AnyView {
    let router = expect_context::<Router>();
    let press = move |click: ev::MouseEvent| {
        let query = pending_query(query, text);
        let query = ListQuery {
            sort: query.sort.pressed(column, click.shift_key()),
            ..query
        };
        Preferences::remember(&query);
        router.open(Route::List(query));
    };
    let key = Memo::new(move |_| {
        query.with(|query| {
            let several = query.sort.keys().len() > 1;
            let (place, key) = query.sort.of(column)?;
            Some((place, key.descending, several))
        })
    });
    // One head at a time may say it; the others tell their place in words.
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
            {(column == Column::Name).then(|| choose_all(rows))}
            <button type="button" class="sort" on:click=handler(press)>
                {column.title()}
                <span class="order" aria-hidden="true">{move || mark()}</span>
            </button>
        </th>
    }
    .into_any()
}

/// Selects all rows of the table, or none of them.
fn choose_all(rows: Signal<Arc<Vec<Arc<Row>>>>) -> AnyView {
    let selection = expect_context::<Selection>();
    let all = Memo::new(move |_| {
        rows.with(|rows| {
            selection
                .rows
                .with(|ids| rows.iter().all(|row| ids.get(&row.peering.id).is_some()))
        })
    });
    let choose = move |event: ev::MouseEvent| {
        let chosen = event_target_checked(&event);
        rows.with_untracked(|rows| selection.choose_all(rows, chosen));
    };
    view! {
        <input
            type="checkbox"
            aria-label="Select all that match"
            prop:checked=move || all.get()
            on:click=handler(choose)
        />
    }
    .into_any()
}
