//! The kinds of links with their counts: what is missing, and what differs?

use domain::{
    address::route::{ListQuery, Route, View},
    link::LinkKind,
};
use leptos::prelude::*;

use crate::{
    features::list::pending_query,
    reactive::{Memo, RwSignal, Signal, expect_context, handler},
    router::Router,
};

/// The kinds, each of which is a filter.
#[component]
pub(crate) fn KindStrip(
    counts: Memo<[(LinkKind, usize); 5]>,
    query: Signal<ListQuery>,
    /// What is typed into the text filter; it is ahead of the address.
    text: RwSignal<String>,
) -> impl IntoView {
    let router = expect_context::<Router>();
    let toggle = move |kind: LinkKind| {
        let query = pending_query(query, text);
        let kind = (query.kind() != Some(kind)).then_some(kind);
        router.open(Route::List(ListQuery {
            view: View::Links(kind),
            ..query
        }));
    };
    let buttons = move || {
        let chosen = query.with(ListQuery::kind);
        let counts = counts.get().into_iter();
        counts
            .map(|(kind, count)| {
                let pressed = (chosen == Some(kind)).to_string();
                view! {
                    <button
                        type="button"
                        aria-pressed=pressed
                        on:click=handler(move |_| toggle(kind))
                    >
                        <b>{count.to_string()}</b>
                        <span>{kind.title()}</span>
                    </button>
                }
                .into_any()
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="kinds" role="group" aria-label="Show one kind of links">
            {move || buttons()}
        </div>
    }
}
