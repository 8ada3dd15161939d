//! The filters of the list: labels, which the server filters by, and free
//! text, which narrows what is loaded. The address holds them all.

use crate::reactive::{Memo, Rest, RwSignal, Signal, handler};
use std::{sync::Arc, time::Duration};

use domain::{
    filter::Term,
    list::Row,
    route::{ListQuery, Route},
};
use leptos::{ev, prelude::*};

use crate::{components::Warning, dom, router::Router};

/// How long typing must rest before the address is changed: browsers refuse
/// floods of changes.
const REST: Duration = Duration::from_millis(300);
/// Enough to choose from; more would slow the browser's own list down.
const MOST_SUGGESTIONS: usize = 200;

/// The filter bar.
#[component]
pub(crate) fn FilterBar(
    query: Signal<ListQuery>,
    /// What is typed; it is ahead of the address by a moment.
    text: RwSignal<String>,
    /// All rows that are loaded, to suggest labels from.
    rows: Signal<Arc<Vec<Arc<Row>>>>,
    /// How many rows are shown, in words.
    #[prop(into)]
    count: Signal<String>,
) -> impl IntoView {
    let router = expect_context::<Router>();
    let rest = Rest::new();
    let current = move || ListQuery {
        text: text.get_untracked(),
        ..query.get_untracked()
    };
    let typed = move |event: ev::Event| {
        text.set(event_target_value(&event));
        rest.after(REST, move || router.replace(Route::List(current())));
    };
    // Whoever leaves the box may be about to leave the page.
    let left = move |_| {
        let here = matches!(router.route_untracked(), Route::List(_));
        if here && query.with_untracked(|query| text.with_untracked(|text| query.text != *text)) {
            rest.forget();
            router.replace(Route::List(current()));
        }
    };
    let open = move |query: ListQuery| {
        rest.forget();
        router.open(Route::List(query));
    };
    let clear = move |event: ev::MouseEvent| {
        // The button goes with what it clears.
        focus_within(&event, ".filter", ".text");
        text.set(String::new());
        open(query.with_untracked(ListQuery::unfiltered));
    };
    let terms = move || query.with(|query| query.labels.terms().to_vec());
    let remove = move |term: &Term| {
        let query = current();
        open(ListQuery {
            labels: query.labels.without(term),
            ..query
        });
    };
    let add = move |term: Term| {
        let query = current();
        open(ListQuery {
            labels: query.labels.with(term),
            ..query
        });
    };
    let rejected = move || {
        let told = query.with(|query| {
            let told = query.rejected.iter().map(|(text, error)| {
                format!("The label “{text}” in the address is left out. {error}.")
            });
            told.collect::<Vec<_>>().join(" ")
        });
        (!told.is_empty()).then_some(told)
    };
    let any = move || query.with(ListQuery::is_filtered) || text.with(|text| !text.is_empty());
    view! {
        <div class="filter" role="search" aria-label="Filter peerings">
            <div class="labels">
                <span class="by" title="The API filters by these: only matching peerings are read">
                    "Labels"
                </span>
                {move || {
                    terms()
                        .into_iter()
                        .map(|term| view! { <Token term=term.clone() remove=move || remove(&term) /> })
                        .collect_view()
                        .into_any()
                }}
                <AddLabel rows add />
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

#[component]
fn Token(term: Term, remove: impl Fn() + 'static) -> impl IntoView {
    let text = term.to_string();
    let pressed = move |event: ev::MouseEvent| {
        focus_within(&event, ".labels", "form input");
        remove();
    };
    view! {
        <span class="token">
            {text.clone()}
            <button type="button" aria-label=format!("Remove label {text}") on:click=handler(pressed)>
                "×"
            </button>
        </span>
    }
}

#[component]
fn AddLabel(rows: Signal<Arc<Vec<Arc<Row>>>>, add: impl Fn(Term) + 'static) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let focused = RwSignal::new(false);
    let suggestions = Memo::new(move |_| {
        // Nobody needs them before the field is entered.
        if focused.get() {
            rows.with(|rows| suggest(rows))
        } else {
            Vec::new()
        }
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match Term::parse(&text.get_untracked()) {
            Ok(term) => {
                text.set(String::new());
                wrong.set(None);
                add(term);
            }
            Err(error) => wrong.set(Some(error.to_string())),
        }
    };
    let (list, wrong_id) = (dom::fresh_id(), dom::fresh_id());
    view! {
        <form on:submit=handler(submit) novalidate>
            <input
                aria-label="Label filter"
                aria-describedby=wrong_id.clone()
                placeholder="label or label=value"
                autocomplete="off"
                spellcheck="false"
                list=list.clone()
                prop:value=move || text.get()
                on:input=handler(move |event| text.set(event_target_value(&event)))
                on:focus=handler(move |_| focused.set(true))
            />
            <datalist id=list>
                {move || suggestions.get().into_iter().map(|text| view! { <option value=text></option> }).collect_view().into_any()}
            </datalist>
            <span class="wrong" id=wrong_id role="alert">
                {move || wrong.get()}
            </span>
        </form>
    }
}

/// Focuses a field near the button that was pressed, which is about to go.
fn focus_within(event: &ev::MouseEvent, near: &str, field: &str) {
    if let Some(field) = dom::around(event, near).and_then(|near| dom::find(&near, field)) {
        dom::focus_quietly(&field);
    }
}

fn suggest(rows: &[Arc<Row>]) -> Vec<String> {
    // In order, each once. A tree would bring all its code along for so few.
    let mut texts: Vec<String> = Vec::new();
    for label in rows.iter().flat_map(|row| &row.peering.labels) {
        for text in [label.key.clone(), Term::exactly(label).to_string()] {
            if let Err(place) = texts.binary_search(&text) {
                texts.insert(place, text);
            }
        }
        if texts.len() >= MOST_SUGGESTIONS {
            break;
        }
    }
    texts
}
