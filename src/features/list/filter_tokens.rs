//! The filters of the list as tokens: labels, by which the server filters, and
//! conditions, by which the page filters the rows it has loaded.

use domain::{
    address::route::ListQuery,
    api::label_filter::Term,
    list::condition::{self, Condition, Property},
};

use super::{
    address::ListAddress,
    condition_form::{ConditionForm, suggestions},
};
use crate::{data::SharedRows, dom, reactive::prelude::*};

/// The tokens, and the forms that add tokens.
#[component]
pub(crate) fn FilterTokens(
    address: ListAddress,
    /// All rows that are loaded, to suggest values from.
    rows: Signal<SharedRows>,
) -> impl IntoView {
    let adding = RwSignal::new(false);
    let terms = Memo::new(move |_| address.with(|query| query.labels.terms().to_vec()));
    let conditions = Memo::new(move |_| address.with(|query| query.conditions.clone()));
    let remove_term = move |term: &Term| {
        address.open(|query| ListQuery {
            labels: query.labels.without(term),
            ..query
        });
    };
    let add_term = move |term: Term| {
        address.open(|query| ListQuery {
            labels: query.labels.with(term),
            ..query
        });
    };
    let remove_condition = move |removed: &Condition| {
        address.open(|mut query| {
            query.conditions.retain(|condition| condition != removed);
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
            token(format!("filter {text}"), text, move || {
                remove_condition(&condition)
            })
        });
        tokens.collect_view().into_any()
    };
    view! {
        <span class="filter-kind" title="The API applies these filters: only matching peerings are loaded">
            "Labels"
        </span>
        {label_tokens}
        <AddLabel rows add=add_term />
        <span class="filter-kind" title="This page applies these filters to the loaded peerings">
            "Filters"
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
        {move || adding.get().then(|| view! { <ConditionForm address rows adding /> }.into_any())}
    }
}

fn token(name: String, text: String, remove: impl Fn() + 'static) -> AnyView {
    let pressed = move |event: ev::MouseEvent| {
        // The button disappears with its token.
        dom::focus_near(&event, ".labels", "form input");
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
fn AddLabel(rows: Signal<SharedRows>, add: impl Fn(Term) + 'static) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let focused = RwSignal::new(false);
    let values = Memo::new(move |_| {
        // Not needed before the field has the focus.
        if focused.get() {
            rows.with(|rows| condition::suggest(rows, Property::Label))
        } else {
            Vec::new()
        }
    });
    let submit = move |_| match Term::parse(&text.get_untracked()) {
        Ok(term) => {
            text.set(String::new());
            wrong.set(None);
            add(term);
        }
        Err(error) => wrong.set(Some(error.to_string())),
    };
    let (list, wrong_id) = (dom::fresh_id(), dom::fresh_id());
    view! {
        <form on:submit=on_submit(submit) novalidate>
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
            {suggestions(list, values)}
            <span class="wrong" id=wrong_id role="alert">
                {move || wrong.get()}
            </span>
        </form>
    }
}
