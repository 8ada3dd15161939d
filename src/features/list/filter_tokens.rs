//! What the list is filtered by, as tokens: labels, which the server filters
//! by, and conditions, which the page looks for in what was read.

use std::sync::Arc;

use domain::{
    address::route::{ListQuery, Route},
    api::label_filter::Term,
    list::condition::{self, Condition, Property},
    model::row::Row,
};
use leptos::{ev, prelude::*};

use super::{condition_form::ConditionForm, pending_query::pending_query};
use crate::{
    dom,
    reactive::{Memo, RwSignal, Signal, expect_context, handler},
    router::Router,
};

/// What the filter bar lends to its tokens.
#[derive(Clone, Copy)]
pub(crate) struct Filters {
    pub(crate) query: Signal<ListQuery>,
    /// What is typed into the text filter; it is ahead of the address.
    pub(crate) text: RwSignal<String>,
    /// All rows that are loaded, to suggest values from.
    pub(crate) rows: Signal<Arc<Vec<Arc<Row>>>>,
}

impl Filters {
    /// Opens the list with its query changed.
    pub(super) fn open(self, router: Router, change: impl FnOnce(ListQuery) -> ListQuery) {
        let query = pending_query(self.query, self.text);
        router.open(Route::List(change(query)));
    }
}

/// The tokens, and what adds to them.
#[component]
pub(crate) fn FilterTokens(filters: Filters) -> impl IntoView {
    let router = expect_context::<Router>();
    let query = filters.query;
    let adding = RwSignal::new(false);
    let terms = Memo::new(move |_| query.with(|query| query.labels.terms().to_vec()));
    let conditions = Memo::new(move |_| query.with(|query| query.conditions.clone()));
    let remove_term = move |term: &Term| {
        filters.open(router, |query| ListQuery {
            labels: query.labels.without(term),
            ..query
        });
    };
    let add_term = move |term: Term| {
        filters.open(router, |query| ListQuery {
            labels: query.labels.with(term),
            ..query
        });
    };
    let remove = move |gone: &Condition| {
        filters.open(router, |mut query| {
            query.conditions.retain(|condition| condition != gone);
            query
        });
    };
    let label_tokens = move || {
        let tokens = terms.get().into_iter().map(|term| {
            let text = term.to_string();
            token(format!("label {text}"), text, move || remove_term(&term))
        });
        tokens.collect_view().into_any()
    };
    let condition_tokens = move || {
        let tokens = conditions.get().into_iter().map(|condition| {
            let text = condition.in_words();
            token(format!("filter {text}"), text, move || remove(&condition))
        });
        tokens.collect_view().into_any()
    };
    view! {
        <span class="filter-kind" title="The API filters by these: only matching peerings are read">
            "Labels · API"
        </span>
        {label_tokens}
        <AddLabel filters add=add_term />
        <span class="filter-kind" title="This page looks for these in what was read">
            "Filters · page"
        </span>
        {condition_tokens}
        <button
            type="button"
            class="quiet small add"
            aria-expanded=move || adding.get().to_string()
            on:click=handler(move |_| adding.update(|adding| *adding = !*adding))
        >
            "Add filter"
        </button>
        {move || adding.get().then(|| view! { <ConditionForm filters adding /> }.into_any())}
    }
}

fn token(name: String, text: String, remove: impl Fn() + 'static) -> AnyView {
    let pressed = move |event: ev::MouseEvent| {
        // The button goes with its token.
        let bar = dom::around(&event, ".labels");
        if let Some(field) = bar.and_then(|bar| dom::find(&bar, "form input")) {
            dom::focus_quietly(&field);
        }
        remove();
    };
    view! {
        <span class="token">
            {text}
            <button type="button" aria-label=format!("Remove {name}") on:click=handler(pressed)>
                "×"
            </button>
        </span>
    }
    .into_any()
}

#[component]
fn AddLabel(filters: Filters, add: impl Fn(Term) + 'static) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let focused = RwSignal::new(false);
    let suggestions = Memo::new(move |_| {
        // Nobody needs them before the field is entered.
        if focused.get() {
            filters
                .rows
                .with(|rows| condition::suggest(rows, Property::Label))
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
            {options(list, suggestions)}
            <span class="wrong" id=wrong_id role="alert">
                {move || wrong.get()}
            </span>
        </form>
    }
}

/// What may be typed into the field that names this list.
pub(crate) fn options(list: String, suggestions: Memo<Vec<String>>) -> AnyView {
    let options = move || {
        let options = suggestions.get().into_iter();
        options
            .map(|text| view! { <option value=text></option> })
            .collect_view()
            .into_any()
    };
    view! { <datalist id=list>{options}</datalist> }.into_any()
}
