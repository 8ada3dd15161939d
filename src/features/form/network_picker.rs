//! Choosing a network: by part of its name, zone or range among the account's
//! private networks, or by its whole UUID, which may be another account's.

use std::sync::Arc;

use domain::{
    model::{ids::NetworkId, natural, network::Network},
    preflight::{CheckOutcome, Clash, Mark, Marker},
    snapshot::Snapshot,
};
use leptos::{ev, html, prelude::*};

use crate::{
    components::{FieldIds, check_mark, check_words, field},
    data::{Inventory, SharedSnapshot},
    dom,
    reactive::{Memo, RwSignal, Signal, StoredValue, effect, expect_context, handler},
};

/// More than these are not listed; typing narrows them down.
const MAX_OPTIONS: usize = 50;

/// Something that can be picked.
#[derive(Clone, PartialEq)]
enum Choice {
    /// A network that the account can read.
    Own(Arc<Network>),
    /// A network of which only the UUID is known.
    Foreign(NetworkId),
}

impl Choice {
    fn id(&self) -> NetworkId {
        match self {
            Self::Own(network) => network.id,
            Self::Foreign(id) => *id,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Own(network) => network.name.clone(),
            Self::Foreign(id) => id.to_string(),
        }
    }
}

/// The field for a network.
#[component]
pub(crate) fn NetworkPicker(
    label: &'static str,
    hint: &'static str,
    /// What comes of picking a network that has no router.
    without_router: &'static str,
    chosen: RwSignal<Option<NetworkId>>,
    /// What the field of the other side holds.
    opposite: RwSignal<Option<NetworkId>>,
    /// Whether what is picked becomes the local network.
    picks_local: bool,
    snapshot: Memo<SharedSnapshot>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let surroundings = expect_context::<Inventory>();
    let text = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let marked = RwSignal::new(0_usize);
    let choices = Memo::new(move |_| {
        if open.get() {
            text.with(|text| find(surroundings, text))
        } else {
            (Vec::new(), 0)
        }
    });
    // What was chosen elsewhere, such as in the address, is shown by its name
    // as soon as that is known. What is being typed stands until it is left.
    effect(move || {
        if let Some(id) = chosen.get()
            && !open.get_untracked()
        {
            text.set(surroundings.name(id));
        }
    });
    let pick = move |choice: &Choice| {
        text.set(choice.text());
        chosen.set(Some(choice.id()));
        open.set(false);
    };
    let typed = move |event: ev::Event| {
        text.set(event_target_value(&event));
        // A whole UUID needs no picking.
        chosen.set(text.with_untracked(|text| text.parse().ok()));
        marked.set(0);
        open.set(true);
    };
    let key = move |key: ev::KeyboardEvent| {
        let count = choices.with_untracked(|(choices, _)| choices.len());
        match key.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open.get_untracked() => open.set(true),
            "ArrowDown" => {
                marked.update(|marked| *marked = (*marked + 1).min(count.saturating_sub(1)))
            }
            "ArrowUp" => marked.update(|marked| *marked = marked.saturating_sub(1)),
            "Enter" if open.get_untracked() => {
                let choice = choices
                    .with_untracked(|(choices, _)| choices.get(marked.get_untracked()).cloned());
                if let Some(choice) = choice {
                    pick(&choice);
                }
            }
            "Escape" if open.get_untracked() => open.set(false),
            _ => return,
        }
        key.prevent_default();
    };
    let left = move |_| {
        // A page that is left while the field has the focus is gone by now.
        if open.try_set(false).is_some() {
            return;
        }
        if let Some(id) = chosen.get_untracked() {
            text.set(surroundings.name(id));
        } else if let Some(network) = text.with_untracked(|text| only_one(surroundings, text)) {
            // A name typed in full that means one network is as good as picked.
            pick(&Choice::Own(network));
        }
    };
    let list_id = StoredValue::new(dom::fresh_id());
    let option_id = move |place: usize| format!("{}-{place}", list_id.get_value());
    let options = move || {
        let choices = choices.get().0;
        let opposite = opposite.get_untracked();
        let told = snapshot.with(|snapshot| remarks(snapshot, picks_local, opposite, &choices));
        choices
            .into_iter()
            .zip(told)
            .enumerate()
            .map(|(place, (choice, remarks))| {
                let picked = choice.clone();
                // Before the field loses the focus, which would close the list.
                let press = move |event: ev::MouseEvent| {
                    event.prevent_default();
                    pick(&picked);
                };
                view! {
                    <li
                        role="option"
                        id=option_id(place)
                        aria-selected=move || (marked.get() == place).to_string()
                        on:mousedown=handler(press)
                    >
                        <Described choice remarks />
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    let list = NodeRef::<html::Ul>::new();
    effect(move || {
        let option = format!("#{}", option_id(marked.get()));
        let option = list.get().and_then(|list| dom::find(&list, &option));
        if let Some(option) = option {
            dom::show(&option);
        }
    });
    let more = move || {
        choices.with(|(choices, found)| match found - choices.len() {
            0 if choices.is_empty() => Some(
                "No private network of this account matches; a whole UUID is taken as it is"
                    .to_owned(),
            ),
            0 => None,
            more => Some(format!("{more} more: type to narrow them down")),
        })
    };
    let shown = move || {
        open.get()
            && (choices.with(|(choices, _)| !choices.is_empty())
                || text.with(|text| !text.is_empty()))
    };
    let caution = move || {
        let network = chosen.get().and_then(|id| surroundings.network(id))?;
        let lacks = network.router.is_none();
        lacks.then(|| format!("{} has no router. {without_router}", network.name))
    };
    let ids = FieldIds::new();
    let control = view! {
        <div class="picker">
            <input
                id=ids.control.clone()
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || shown().to_string()
                aria-controls=list_id.get_value()
                aria-activedescendant=move || {
                    (shown() && choices.with(|(choices, _)| marked.get() < choices.len())).then(|| option_id(marked.get()))
                }
                aria-describedby=ids.described_by.clone()
                aria-invalid=move || error.with(Option::is_some).to_string()
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
                on:input=handler(typed)
                on:keydown=handler(key)
                on:click=handler(move |_| open.set(true))
                on:blur=handler(left)
            />
            <div class="options" hidden=move || !shown()>
                <ul node_ref=list role="listbox" id=list_id.get_value() aria-label=label>
                    {move || options()}
                </ul>
                <p class="hint">{move || more()}</p>
            </div>
            <p class="caution" role="status">
                {move || caution()}
            </p>
        </div>
    }
    .into_any();
    field(label, hint, error, ids, control)
}

/// What stands beside a network before it is picked.
type Remark = (CheckOutcome, String);

/// The remarks on each of the choices.
fn remarks(
    snapshot: &Snapshot,
    picks_local: bool,
    opposite: Option<NetworkId>,
    choices: &[Choice],
) -> Vec<Vec<Remark>> {
    if choices.is_empty() {
        return Vec::new();
    }
    // One for all of them: making it looks at every network.
    let marker = Marker::new(snapshot, picks_local, opposite);
    let of = |choice: &Choice| match choice {
        Choice::Own(network) => describe(snapshot, opposite, &marker.mark(network)),
        Choice::Foreign(_) => Vec::new(),
    };
    choices.iter().map(of).collect()
}

fn describe(snapshot: &Snapshot, opposite: Option<NetworkId>, mark: &Mark) -> Vec<Remark> {
    let other = opposite.map(|id| snapshot.name(id)).unwrap_or_default();
    let mut remarks = Vec::new();
    if mark.routerless {
        remarks.push((CheckOutcome::Warn, "no router".into()));
    }
    match &mark.clash {
        Some(Clash::Peers { other: range, .. }) => {
            remarks.push((CheckOutcome::Fail, format!("overlaps {range} of {other}")));
        }
        Some(Clash::OtherReaches(network)) => {
            let text = format!(
                "overlaps {}, which {other} reaches",
                snapshot.name(*network)
            );
            remarks.push((CheckOutcome::Warn, text));
        }
        Some(Clash::Reaches(network)) => {
            let text = format!(
                "reaches {}, which overlaps {other}",
                snapshot.name(*network)
            );
            remarks.push((CheckOutcome::Warn, text));
        }
        None => {}
    }
    if mark.created.is_some() {
        remarks.push((CheckOutcome::Fail, format!("peered with {other} already")));
    }
    remarks
}

#[component]
fn Described(choice: Choice, remarks: Vec<Remark>) -> impl IntoView {
    let remarks = remarks
        .into_iter()
        .map(|(outcome, text)| {
            let (class, _) = check_words(outcome);
            view! {
                <span class=format!("remark {class}")>
                    {check_mark(outcome)} " " {text}
                </span>
            }
            .into_any()
        })
        .collect_view();
    match choice {
        Choice::Own(network) => {
            let ranges = network
                .ranges
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ");
            view! {
                <span class="network">{network.name.clone()}</span>
                <span class="address">{ranges}</span>
                <span class="zone">{network.zone.clone()}</span>
                {remarks}
            }
            .into_any()
        }
        Choice::Foreign(id) => view! {
            <span class="address">{id.to_string()}</span>
            <span class="zone">"network this account cannot read"</span>
        }
        .into_any(),
    }
}

/// What fits the text, in the order of the names, and how many do in all.
fn find(surroundings: Inventory, text: &str) -> (Vec<Choice>, usize) {
    if let Ok(id) = text.parse::<NetworkId>() {
        let choice = surroundings
            .network(id)
            .map_or(Choice::Foreign(id), Choice::Own);
        return (vec![choice], 1);
    }
    let text = text.trim().to_lowercase();
    let mut found: Vec<Arc<Network>> = private_networks(surroundings, |network| {
        network.name.to_lowercase().contains(&text)
            || network.zone.contains(&text)
            || network
                .ranges
                .iter()
                .any(|range| range.as_str().contains(&text))
    });
    let count = found.len();
    // A name that begins with the text is more likely meant.
    found.sort_by(|one, two| {
        let later = |network: &Network| !network.name.to_lowercase().starts_with(&text);
        later(one)
            .cmp(&later(two))
            .then_with(|| natural::compare(&one.name, &two.name))
    });
    found.truncate(MAX_OPTIONS);
    (found.into_iter().map(Choice::Own).collect(), count)
}

fn only_one(surroundings: Inventory, name: &str) -> Option<Arc<Network>> {
    let mut found = private_networks(surroundings, |network| network.name == name.trim());
    let first = found.pop();
    first.filter(|_| found.is_empty())
}

fn private_networks(surroundings: Inventory, fits: impl Fn(&Network) -> bool) -> Vec<Arc<Network>> {
    surroundings.networks.with(|networks| {
        networks
            .values()
            .filter(|network| network.private && fits(network))
            .cloned()
            .collect()
    })
}
