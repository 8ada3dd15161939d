//! The field for one end of a question: what is typed, and which network that
//! means.

use std::sync::Arc;

use domain::{
    model::{cidr::Range, ids::NetworkId, natural, network::Network},
    snapshot::{
        Snapshot,
        network_lookup::{By, NetworkLookup},
        unknown::UnknownReason,
    },
};
use leptos::{ev, prelude::*};
use web_sys::HtmlElement;

use super::input::{Endpoint, ReachInput};
use crate::{
    components::{FieldIds, field},
    data::{Inventory, SharedSnapshot},
    dom,
    reactive::{Memo, RwSignal, Signal, expect_context, handler},
};

/// More names than these are not suggested; typing narrows them down.
const MAX_SUGGESTIONS: usize = 100;

/// The field for one end.
#[component]
pub(crate) fn EndpointField(
    label: &'static str,
    question: ReachInput,
    end: Endpoint,
    /// What is asked there.
    asked: Memo<NetworkLookup>,
    snapshot: Memo<SharedSnapshot>,
    /// Whether the page begins with typing here.
    autofocus: bool,
) -> impl IntoView {
    let text = question.field(end);
    // Nobody is told that half a name is none.
    let typing = RwSignal::new(false);
    let focused = RwSignal::new(false);
    let typed = move |event: ev::Event| {
        typing.set(true);
        question.typed(end, event_target_value(&event));
    };
    let done = move || {
        typing.set(false);
        question.ask();
    };
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" {
            done();
        }
    };
    let left = move |_: ev::FocusEvent| {
        // A page that is left while the field has the focus is gone by now.
        if focused.try_set(false).is_none() {
            done();
        }
    };
    let surroundings = expect_context::<Inventory>();
    let suggestions = Memo::new(move |_| {
        // Nobody needs them before the field is entered.
        if focused.get() {
            text.with(|text| suggest(surroundings, text))
        } else {
            Vec::new()
        }
    });
    let options = move || {
        let options = suggestions.get().into_iter();
        options
            .map(|network| {
                let about = format!("{} · {}", joined(&network.ranges), network.zone);
                view! { <option value=network.name.clone() label=about></option> }
            })
            .collect_view()
            .into_any()
    };
    let trouble = Memo::new(move |_| {
        let said = asked.with(|asked| {
            let text = question.asked.with(|query| end.of(query).to_owned());
            snapshot.with(|snapshot| asked.trouble(snapshot, &text))
        });
        said.filter(|_| !typing.get())
    });
    // What can be chosen, or is on its way, is not wrong.
    let is_wrong = move || {
        asked.with(|asked| {
            matches!(
                asked,
                NetworkLookup::NotPrivate(_) | NetworkLookup::Unknown(..)
            ) && !matches!(
                asked,
                NetworkLookup::Unknown(_, Some(UnknownReason::NotYet))
            )
        })
    };
    let wrong = Signal::derive(move || trouble.get().filter(|_| is_wrong()));
    let told = move || {
        snapshot.with(|snapshot| match asked.get() {
            NetworkLookup::Network(id, by) => meant(snapshot, id, by),
            NetworkLookup::OneOf(several, _) => {
                let text = trouble.get();
                let choices = several
                    .into_iter()
                    .map(|id| choice(snapshot, question, end, id))
                    .collect_view();
                view! {
                    <p>{text}</p>
                    <div class="choices">{choices}</div>
                }
                .into_any()
            }
            NetworkLookup::Nothing | NetworkLookup::NotPrivate(_) | NetworkLookup::Unknown(..) => {
                ().into_any()
            }
        })
    };
    let ids = FieldIds::new();
    let (list, told_id) = (dom::fresh_id(), dom::fresh_id());
    let control = view! {
        <input
            id=ids.control.clone()
            aria-describedby=format!("{} {told_id}", ids.described_by)
            aria-invalid=move || wrong.with(Option::is_some).to_string()
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder="hel-app, 10.10.0.5 or a UUID"
            autofocus=autofocus
            list=list.clone()
            prop:value=move || text.get()
            on:input=handler(typed)
            on:keydown=handler(key)
            on:focus=handler(move |_: ev::FocusEvent| focused.set(true))
            on:blur=handler(left)
        />
        <datalist id=list>{options}</datalist>
        <div class="resolved" id=told_id>
            {told}
        </div>
    }
    .into_any();
    field(label, "", wrong, ids, control)
}

/// A network in a line: its name, ranges and zone, as far as they are known.
fn described(snapshot: &Snapshot, id: NetworkId) -> AnyView {
    let ranges = joined(snapshot.ranges(id));
    let (name, zone) = match snapshot.network(id) {
        Some(network) => (
            view! { <span class="network">{network.name.clone()}</span> }.into_any(),
            Some(network.zone.clone()),
        ),
        None => (
            view! { <span class="none">"Network this account cannot read"</span> }.into_any(),
            None,
        ),
    };
    view! {
        {name}
        " "
        <span class="address">{ranges}</span>
        " "
        <span class="zone">{zone}</span>
    }
    .into_any()
}

fn meant(snapshot: &Snapshot, id: NetworkId, by: By) -> AnyView {
    let is_inside = matches!(by, By::Address(_));
    let before = is_inside.then(|| view! { <span>"In"</span> });
    // A UUID that was typed stands above.
    let uuid = (is_inside && snapshot.network(id).is_none())
        .then(|| view! { <span class="address">{id.to_string()}</span> });
    view! { <p>{before} " " {described(snapshot, id)} " " {uuid}</p> }.into_any()
}

fn choice(snapshot: &Snapshot, question: ReachInput, end: Endpoint, id: NetworkId) -> AnyView {
    let choose = move |event: ev::MouseEvent| {
        // The button goes once it has chosen.
        let field = dom::around(&event, ".field");
        if let Some(input) = field.and_then(|field| dom::find::<HtmlElement>(&field, "input")) {
            dom::focus_quietly(&input);
        }
        question.put(end, id.to_string());
    };
    view! {
        <button type="button" class="small" on:click=handler(choose)>
            {described(snapshot, id)}
        </button>
    }
    .into_any()
}

fn joined(ranges: &[Range]) -> String {
    let ranges: Vec<&str> = ranges.iter().map(Range::as_str).collect();
    ranges.join(", ")
}

/// The private networks whose names hold the text, in the order of their names.
fn suggest(surroundings: Inventory, text: &str) -> Vec<Arc<Network>> {
    let text = text.trim().to_lowercase();
    let mut found: Vec<Arc<Network>> = surroundings.networks.with(|networks| {
        let private = networks.values().filter(|network| network.private);
        private
            .filter(|network| network.name.to_lowercase().contains(&text))
            .cloned()
            .collect()
    });
    found.sort_by(|one, two| natural::compare(&one.name, &two.name));
    found.truncate(MAX_SUGGESTIONS);
    found
}
