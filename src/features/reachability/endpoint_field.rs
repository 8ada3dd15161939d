//! The field for one end of a question: what was entered, and which network it means.

use std::sync::Arc;

use domain::{
    model::{ids::NetworkId, network::Network},
    snapshot::{
        Snapshot,
        network_lookup::{By, NetworkLookup, search_networks},
        unknown::UnknownReason,
    },
};

use super::input::{Endpoint, ReachInput};
use crate::{
    components::{FieldIds, field, ranges_text},
    data::{Inventory, SharedSnapshot},
    dom,
    reactive::prelude::*,
};

const MAX_SUGGESTIONS: usize = 100;

/// The field for one end.
#[component]
pub(crate) fn EndpointField(
    label: &'static str,
    input: ReachInput,
    end: Endpoint,
    /// Which network the question means at this end.
    lookup: Memo<NetworkLookup>,
    snapshot: Memo<SharedSnapshot>,
    autofocus: bool,
) -> impl IntoView {
    let text = input.field(end);
    let typing = RwSignal::new(false);
    let focused = RwSignal::new(false);
    let typed = move |event: ev::Event| {
        typing.set(true);
        input.typed(end, event_target_value(&event));
    };
    let ask = move || {
        typing.set(false);
        input.ask();
    };
    let key = move |event: ev::KeyboardEvent| {
        if dom::pressed_key(&event) == "Enter" {
            ask();
        }
    };
    let left = move |_: ev::FocusEvent| {
        // The signals are gone if the page was left while the field had the focus.
        if focused.try_set(false).is_none() {
            ask();
        }
    };
    let problem = Memo::new(move |_| {
        // Half a name is not reported as unknown.
        if typing.get() {
            return None;
        }
        let text = input.question.with(|query| end.of(query).to_owned());
        snapshot.with(|snapshot| lookup.with(|lookup| lookup.trouble(snapshot, &text)))
    });
    let wrong = Signal::derive(move || problem.get().filter(|_| lookup.with(is_wrong)));
    let resolved =
        move || snapshot.with(|snapshot| resolved(snapshot, input, end, lookup.get(), problem));
    let ids = FieldIds::new();
    let (list, resolved_id) = (dom::fresh_id(), dom::fresh_id());
    let control = view! {
        <input
            id=ids.control.clone()
            aria-describedby=format!("{} {resolved_id}", ids.described_by)
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
        {suggestions(list, text, focused)}
        <div class="resolved" id=resolved_id>
            {resolved}
        </div>
    }
    .into_any();
    field(label, "", wrong, ids, control)
}

/// The network that the text means, or those to choose from.
fn resolved(
    snapshot: &Snapshot,
    input: ReachInput,
    end: Endpoint,
    lookup: NetworkLookup,
    problem: Memo<Option<String>>,
) -> AnyView {
    match lookup {
        NetworkLookup::Network(id, by) => meant(snapshot, id, by),
        NetworkLookup::OneOf(networks, _) => {
            let choices = networks.into_iter();
            let choices = choices.map(|id| choice(snapshot, input, end, id));
            view! {
                <p>{problem.get()}</p>
                <div class="choices">{choices.collect_view()}</div>
            }
            .into_any()
        }
        NetworkLookup::Nothing | NetworkLookup::NotPrivate(_) | NetworkLookup::Unknown(..) => {
            ().into_any()
        }
    }
}

/// Whether the text is an error: not while a choice is open or the networks are read.
fn is_wrong(lookup: &NetworkLookup) -> bool {
    match lookup {
        NetworkLookup::NotPrivate(_) => true,
        NetworkLookup::Unknown(_, reason) => *reason != Some(UnknownReason::NotYet),
        NetworkLookup::Nothing | NetworkLookup::Network(..) | NetworkLookup::OneOf(..) => false,
    }
}

/// The browser's list of suggestions, filled while the field has the focus.
fn suggestions(id: String, text: RwSignal<String>, focused: RwSignal<bool>) -> AnyView {
    let inventory = expect_context::<Inventory>();
    let found = Memo::new(move |_| {
        if focused.get() {
            text.with(|text| suggest(inventory, text))
        } else {
            Vec::new()
        }
    });
    let options = move || {
        let options = found.get().into_iter();
        options
            .map(|network| {
                let about = format!("{} · {}", ranges_text(&network.ranges), network.zone);
                view! { <option value=network.name.clone() label=about></option> }
            })
            .collect_view()
            .into_any()
    };
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

/// A network in a line: its name, ranges and zone, as far as known.
fn described(snapshot: &Snapshot, id: NetworkId) -> AnyView {
    let ranges = ranges_text(snapshot.ranges(id)).into_owned();
    let (name, zone) = match snapshot.network(id) {
        Some(network) => (
            view! { <span class="network">{network.name.clone()}</span> }.into_any(),
            Some(network.zone.clone()),
        ),
        None => (
            view! { <span class="none">{snapshot.presence(id).title()}</span> }.into_any(),
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
    // A UUID that was entered is in the field already.
    let uuid = (is_inside && snapshot.network(id).is_none())
        .then(|| view! { <span class="address">{id.to_string()}</span> });
    view! { <p>{before} " " {described(snapshot, id)} " " {uuid}</p> }.into_any()
}

fn choice(snapshot: &Snapshot, input: ReachInput, end: Endpoint, id: NetworkId) -> AnyView {
    let choose = move |event: ev::MouseEvent| {
        // The button is removed once the network is chosen.
        dom::focus_near(&event, ".field", "input");
        input.choose(end, id.to_string());
    };
    view! {
        <button type="button" class="small" on:click=handler(choose)>
            {described(snapshot, id)}
        </button>
    }
    .into_any()
}

/// The networks to suggest for a text.
fn suggest(inventory: Inventory, text: &str) -> Vec<Arc<Network>> {
    let mut found = inventory
        .networks
        .with(|networks| search_networks(networks, text));
    found.truncate(MAX_SUGGESTIONS);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_be_a_network_is_an_error() {
        let id = NetworkId::from_u128(1);
        let unknown = |reason| NetworkLookup::Unknown(By::Name, reason);
        for (lookup, expected) in [
            (NetworkLookup::NotPrivate(id), true),
            (unknown(None), true),
            (unknown(Some(UnknownReason::Part)), true),
            (unknown(Some(UnknownReason::NotYet)), false),
            (NetworkLookup::OneOf(vec![id, id], By::Name), false),
            (NetworkLookup::Network(id, By::Uuid), false),
            (NetworkLookup::Nothing, false),
        ] {
            assert_eq!(is_wrong(&lookup), expected, "{lookup:?}");
        }
    }
}
