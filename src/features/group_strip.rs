//! The five groups with their counts: is anything wrong, and whose turn is it?

use crate::reactive::{RwSignal, Signal, handler};
use std::sync::Arc;

use domain::{
    list::{self, Row},
    route::{ListQuery, Route},
    state::Group,
};
use leptos::prelude::*;

use crate::{components::group_mark, router::Router};

/// The strip of groups, each of which is a filter.
#[component]
pub(crate) fn GroupStrip(
    rows: Signal<Arc<Vec<Arc<Row>>>>,
    query: Signal<ListQuery>,
    /// What is typed into the text filter; it is ahead of the address.
    text: RwSignal<String>,
    /// Whether the rows were read at all; counts of nothing would be a lie.
    known: Signal<bool>,
) -> impl IntoView {
    let router = expect_context::<Router>();
    let toggle = move |group: Group| {
        let query = query.get_untracked();
        let group = (query.group != Some(group)).then_some(group);
        let text = text.get_untracked();
        router.open(Route::List(ListQuery {
            group,
            text,
            ..query
        }));
    };
    let buttons = move || {
        let chosen = query.with(|query| query.group);
        let counts = rows.with(|rows| list::count_groups(rows)).into_iter();
        counts
            .map(|(group, count)| {
                let pressed = (chosen == Some(group)).to_string();
                view! {
                    <button
                        type="button"
                        aria-pressed=pressed
                        on:click=handler(move |_| toggle(group))
                    >
                        <span class=group.slug()>{group_mark(group)}</span>
                        <b>{known.get().then(|| count.to_string())}</b>
                        <span>{group.title()}</span>
                    </button>
                }
                .into_any()
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="groups" role="group" aria-label="Show one group of states">
            {move || buttons()}
        </div>
    }
}
