//! Choosing a network: by part of its name, zone or range among the account's private
//! networks, or by its whole UUID, which may belong to another account.

use std::sync::Arc;

use domain::{
    model::{ids::NetworkId, network::Network, pasted},
    snapshot::{
        Snapshot,
        network_lookup::{By, NetworkLookup, look_up, search_networks},
    },
};

use super::remarks::{Remark, remarks};
use crate::{
    components::{Combobox, Options, check_mark, check_words, ranges_text},
    data::{Inventory, SharedSnapshot},
    reactive::prelude::*,
};

const MAX_OPTIONS: usize = 50;
const NO_MATCH: &str =
    "No private network of this account matches. To use another account's network, enter its UUID.";

/// A network that can be picked.
#[derive(Clone, PartialEq)]
enum Choice {
    Own(Arc<Network>),
    /// A network that this account cannot read: its UUID was entered.
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
    /// What follows from picking a network that has no router.
    without_router: &'static str,
    chosen: RwSignal<Option<NetworkId>>,
    /// What is chosen for the other end.
    opposite: RwSignal<Option<NetworkId>>,
    /// Whether this field is for the local network.
    picks_local: bool,
    snapshot: Memo<SharedSnapshot>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let inventory = expect_context::<Inventory>();
    let text = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let options = Memo::new(move |_| {
        let found = open.get().then(|| text.with(|text| find(inventory, text)));
        found.unwrap_or_default()
    });
    // A choice made elsewhere, such as in the address, is shown by its name as soon as
    // that is known. Text being typed stays until the focus leaves.
    effect(move || {
        if let Some(id) = chosen.get()
            && !open.get_untracked()
        {
            text.set(inventory.name(id));
        }
    });
    let pick = move |choice: &Choice| {
        text.set(choice.text());
        chosen.set(Some(choice.id()));
        open.set(false);
    };
    // A whole UUID needs no picking.
    let typed = move || chosen.set(text.with_untracked(|text| pasted::read(text).ok()));
    let left = move || {
        if let Some(id) = chosen.get_untracked() {
            return text.set(inventory.name(id));
        }
        // Neither does a name typed in full, if only one network has it.
        let named = text.with_untracked(|text| {
            snapshot.with_untracked(|snapshot| only_network_named(snapshot, text))
        });
        if let Some(id) = named {
            text.set(inventory.name(id));
            chosen.set(Some(id));
        }
    };
    let contents = move |choices: &[Choice]| {
        let opposite = opposite.get_untracked();
        snapshot.with(|snapshot| option_contents(snapshot, picks_local, opposite, choices))
    };
    let caution = move || {
        caution(
            &*chosen.get().and_then(|id| inventory.network(id))?,
            without_router,
        )
    };
    view! {
        <Combobox
            label
            hint
            error
            text
            open
            options
            none=NO_MATCH
            contents
            on_input=typed
            on_pick=pick
            on_leave=left
        >
            <p class="caution" role="status">
                {caution}
            </p>
        </Combobox>
    }
}

fn find(inventory: Inventory, text: &str) -> Options<Choice> {
    if let Ok(id) = pasted::read::<NetworkId>(text) {
        let network = inventory.network(id);
        return Options {
            shown: vec![network.map_or(Choice::Foreign(id), Choice::Own)],
            more: 0,
        };
    }
    let mut found = inventory
        .networks
        .with(|networks| search_networks(networks, text));
    let more = found.len().saturating_sub(MAX_OPTIONS);
    found.truncate(MAX_OPTIONS);
    Options {
        shown: found.into_iter().map(Choice::Own).collect(),
        more,
    }
}

fn caution(network: &Network, without_router: &str) -> Option<String> {
    let lacks_router = network.router.is_none();
    lacks_router.then(|| format!("{} has no router. {without_router}", network.name))
}

fn only_network_named(snapshot: &Snapshot, name: &str) -> Option<NetworkId> {
    match look_up(snapshot, name) {
        NetworkLookup::Network(id, By::Name) => Some(id),
        _ => None,
    }
}

fn option_contents(
    snapshot: &Snapshot,
    picks_local: bool,
    opposite: Option<NetworkId>,
    choices: &[Choice],
) -> Vec<AnyView> {
    let own = choices.iter().filter_map(|choice| match choice {
        Choice::Own(network) => Some(&**network),
        Choice::Foreign(_) => None,
    });
    let mut remarks = remarks(snapshot, picks_local, opposite, own).into_iter();
    choices
        .iter()
        .map(|choice| match choice {
            Choice::Own(network) => own_network(network, remarks.next().unwrap_or_default()),
            Choice::Foreign(id) => foreign_network(snapshot, *id),
        })
        .collect()
}

fn own_network(network: &Network, remarks: Vec<Remark>) -> AnyView {
    let remarks = remarks.into_iter().map(|(outcome, text)| {
        let (class, _) = check_words(outcome);
        view! {
            <span class=format!("remark {class}")>
                {check_mark(outcome)} " " {text}
            </span>
        }
        .into_any()
    });
    view! {
        <span class="network">{network.name.clone()}</span>
        <span class="address">{ranges_text(&network.ranges).into_owned()}</span>
        <span class="zone">{network.zone.clone()}</span>
        {remarks.collect_view()}
    }
    .into_any()
}

fn foreign_network(snapshot: &Snapshot, id: NetworkId) -> AnyView {
    let ranges = snapshot.known(id).known_ranges();
    view! {
        <span class="address">{id.to_string()}</span>
        <span class="address">{ranges_text(ranges).into_owned()}</span>
        <span class="zone">{snapshot.presence(id).title()}</span>
    }
    .into_any()
}
