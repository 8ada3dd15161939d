//! The five groups with their counts: is anything wrong, and whose turn is it?

use domain::{
    address::route::{ListQuery, Route},
    model::state::Group,
};
use leptos::prelude::*;

use super::pending_query::pending_query;
use crate::{
    components::group_mark,
    reactive::{RwSignal, Signal, expect_context, handler},
    router::Router,
};

/// The strip of groups, each of which is a filter.
#[component]
pub(crate) fn GroupStrip(
    /// None where the rows were not read: counts of nothing would be a lie.
    counts: Signal<Option<[(Group, usize); 5]>>,
    query: Signal<ListQuery>,
    /// What is typed into the text filter; it is ahead of the address.
    text: RwSignal<String>,
) -> impl IntoView {
    let router = expect_context::<Router>();
    let toggle = move |group: Group| {
        let query = pending_query(query, text);
        let group = (query.group != Some(group)).then_some(group);
        router.open(Route::List(ListQuery { group, ..query }));
    };
    let buttons = move || {
        let chosen = query.with(|query| query.group);
        let known = counts.get();
        let counts = known.unwrap_or(Group::ALL.map(|group| (group, 0)));
        counts
            .into_iter()
            .map(|(group, count)| {
                let pressed = (chosen == Some(group)).to_string();
                view! {
                    <button
                        type="button"
                        aria-pressed=pressed
                        on:click=handler(move |_| toggle(group))
                    >
                        <span class=group.slug()>{group_mark(group)}</span>
                        <b>{known.is_some().then(|| count.to_string())}</b>
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
