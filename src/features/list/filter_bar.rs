//! The filter bar of the list: tokens, and a text that searches the loaded rows.

use std::time::Duration;

use domain::address::route::{ListQuery, Route};

use super::address::ListAddress;
use crate::{components::warning, dom, reactive::prelude::*, router::Router};

/// How long typing must pause before the address changes: browsers refuse too
/// many changes at once.
const TYPING_PAUSE: Duration = Duration::from_millis(300);

#[component]
pub(crate) fn FilterBar(
    address: ListAddress,
    /// The tokens, which are loaded after the bar.
    tokens: AnyView,
    /// How many rows are shown.
    #[prop(into)]
    count: Signal<String>,
) -> impl IntoView {
    let router = expect_context::<Router>();
    let debounce = Debounce::new();
    let text = address.text;
    let typed = move |event: ev::Event| {
        text.set(event_target_value(&event));
        debounce.after(TYPING_PAUSE, move || address.take_text());
    };
    // The user may be about to leave the page.
    let blurred = move |_| {
        let here = matches!(router.route_untracked(), Route::List(_));
        let is_ahead = untrack(|| address.with(|query| text.with(|text| query.text != *text)));
        if here && is_ahead {
            debounce.cancel();
            address.take_text();
        }
    };
    let clear = move |event: ev::MouseEvent| {
        // The button disappears with what it clears.
        dom::focus_near(&event, ".filter", ".text");
        debounce.cancel();
        address.clear_filters();
    };
    let rejected = move || {
        let sentences = address.with(|query| {
            let labels = query.rejected.iter().map(|(text, error)| {
                format!("The label “{text}” in the address is ignored. {error}.")
            });
            let conditions = query.rejected_conditions.iter().map(|(text, error)| {
                format!("The filter “{text}” in the address is ignored. {error}.")
            });
            labels.chain(conditions).collect::<Vec<_>>().join(" ")
        });
        (!sentences.is_empty()).then_some(sentences)
    };
    let any = move || address.with(ListQuery::is_filtered) || text.with(|text| !text.is_empty());
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
                on:blur=handler(blurred)
            />
            <span class="count" role="status">
                {move || count.get()}
            </span>
            <button type="button" class="quiet small" hidden=move || !any() on:click=handler(clear)>
                "Clear filters"
            </button>
        </div>
        {warning(rejected)}
    }
}
