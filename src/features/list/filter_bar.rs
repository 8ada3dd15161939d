//! The filters of the list: tokens, and free text, which narrows what is loaded.
//! The address holds them all.

use std::time::Duration;

use domain::address::route::{ListQuery, Route};
use leptos::{ev, prelude::*};

use super::pending_query::pending_query;
use crate::{
    components::Warning,
    dom,
    reactive::{Debounce, RwSignal, Signal, expect_context, handler},
    router::Router,
};

/// How long typing must rest before the address is changed: browsers refuse
/// floods of changes.
const REST: Duration = Duration::from_millis(300);

/// The filter bar.
#[component]
pub(crate) fn FilterBar(
    query: Signal<ListQuery>,
    /// What is typed; it is ahead of the address by a moment.
    text: RwSignal<String>,
    /// The tokens, which come later than the bar.
    tokens: AnyView,
    /// How many rows are shown, in words.
    #[prop(into)]
    count: Signal<String>,
) -> impl IntoView {
    let router = expect_context::<Router>();
    let rest = Debounce::new();
    let current = move || pending_query(query, text);
    let typed = move |event: ev::Event| {
        text.set(event_target_value(&event));
        rest.after(REST, move || router.replace(Route::List(current())));
    };
    // Whoever leaves the box may be about to leave the page.
    let left = move |_| {
        let here = matches!(router.route_untracked(), Route::List(_));
        if here && query.with_untracked(|query| text.with_untracked(|text| query.text != *text)) {
            rest.cancel();
            router.replace(Route::List(current()));
        }
    };
    let open = move |query: ListQuery| {
        rest.cancel();
        router.open(Route::List(query));
    };
    let clear = move |event: ev::MouseEvent| {
        // The button goes with what it clears.
        focus_within(&event, ".filter", ".text");
        text.set(String::new());
        open(query.with_untracked(ListQuery::unfiltered));
    };
    let rejected = move || {
        let told = query.with(|query| {
            let told = query.rejected.iter().map(|(text, error)| {
                format!("The label “{text}” in the address is left out. {error}.")
            });
            let conditions = query.rejected_conditions.iter().map(|(text, error)| {
                format!("The filter “{text}” in the address is left out. {error}.")
            });
            told.chain(conditions).collect::<Vec<_>>().join(" ")
        });
        (!told.is_empty()).then_some(told)
    };
    let any = move || query.with(ListQuery::is_filtered) || text.with(|text| !text.is_empty());
    view! {
        <div class="filter" role="search" aria-label="Filter peerings">
            <div class="labels">
                {tokens}
            </div>
            <input
                class="text"
                type="search"
                aria-label="Filter"
                placeholder="Name, state, network, range…"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
                on:input=handler(typed)
                on:blur=handler(left)
            />
            <span class="count" role="status">
                {move || count.get()}
            </span>
            <button type="button" class="quiet small" hidden=move || !any() on:click=handler(clear)>
                "Clear filters"
            </button>
        </div>
        <Warning text=Signal::derive(rejected) />
    }
}

/// Focuses a field near the button that was pressed, which is about to go.
fn focus_within(event: &ev::MouseEvent, near: &str, field: &str) {
    if let Some(field) = dom::around(event, near).and_then(|near| dom::find(&near, field)) {
        dom::focus_quietly(&field);
    }
}
