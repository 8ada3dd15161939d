//! The dialog of the quick actions: a text box, and what matches its text.

use std::sync::Arc;

use domain::{
    address::route::Route,
    model::{ids::NetworkId, network::Network},
    palette::{Found, Key, PaletteAction, PaletteItem, Section, find, shortcut::keys_of},
};
use leptos::{ev, html, prelude::*};

use super::{open_state::PaletteDialog, shortcuts_dialog::key_caps};
use crate::{
    components::state_mark,
    data::{Inventory, Peerings, Shortcuts},
    dom,
    host::settings::Settings,
    reactive::{Memo, RwSignal, StoredValue, effect, expect_context, handler, spawn_scoped},
    router::Router,
};

/// The dialog. It closes before `choose` receives the chosen item.
#[component]
pub(crate) fn Palette(
    dialog: PaletteDialog,
    choose: impl Fn(&PaletteItem) + Copy + Send + 'static,
    shortcuts: Shortcuts,
    signs_out: bool,
) -> impl IntoView {
    let settings = expect_context::<Settings>();
    let router = expect_context::<Router>();
    let peerings = expect_context::<Peerings>();
    let inventory = expect_context::<Inventory>();
    let open = dialog.open;
    let text = RwSignal::new(String::new());
    // By its key, not its position: results move when the list is read again.
    let marked = RwSignal::new(None::<Key>);
    effect(move || {
        if open.get() {
            text.set(String::new());
            marked.set(None);
            // The search covers data that no page has read yet.
            spawn_scoped(async move {
                peerings.read_all().await;
                inventory.refresh().await;
            });
        }
    });
    let found = Memo::new(move |_| {
        if !open.get() {
            return Found::default();
        }
        let shown = match router.route() {
            Route::Detail(id) => peerings.get(id).map(|_| id),
            _ => None,
        };
        let mut actions = PaletteAction::all(shown, shortcuts.are_on());
        actions.retain(|action| settings.allows(action.needed()));
        if !signs_out {
            actions.retain(|action| *action != PaletteAction::SignOut);
        }
        let (rows, _) = peerings.all();
        text.with(|text| {
            let networks = inventory.networks.get();
            find(text, &rows, networks.values(), &actions)
        })
    });
    // The position of the marked item; the first where it is gone.
    let place = Memo::new(move |_| {
        let marked = marked.get();
        found.with(|found| {
            let mut keys = found.entries().map(|entry| Some(entry.key()));
            keys.position(|key| key == marked).unwrap_or(0)
        })
    });
    let take = move |entry: &PaletteItem| {
        dialog.close();
        choose(entry);
    };
    let mark = move |place: usize| {
        let entry = found.with_untracked(|found| found.entries().nth(place).map(PaletteItem::key));
        marked.set(entry);
    };
    let key = move |key: ev::KeyboardEvent| {
        let count = found.with_untracked(|found| found.entries().count());
        let (place, last) = (place.get_untracked(), count.saturating_sub(1));
        match key.key().as_str() {
            "ArrowDown" => mark(if place < last { place + 1 } else { 0 }),
            "ArrowUp" => mark(place.checked_sub(1).unwrap_or(last)),
            "Home" => mark(0),
            "End" => mark(last),
            "Enter" => {
                let entry = found.with_untracked(|found| found.entries().nth(place).cloned());
                if let Some(entry) = entry {
                    take(&entry);
                }
            }
            _ => return,
        }
        key.prevent_default();
    };
    let list_id = StoredValue::new(dom::fresh_id());
    let option_id = move |place: usize| format!("{}-{place}", list_id.get_value());
    let list = NodeRef::<html::Div>::new();
    effect(move || {
        let option = format!("#{}", option_id(place.get()));
        let option = list.get().and_then(|list| dom::find(&list, &option));
        if let Some(option) = option {
            dom::show(&option);
        }
    });
    let option = move |place_of: usize, entry: PaletteItem| {
        let content = item_view(&entry, shortcuts);
        view! {
            <li
                role="option"
                id=option_id(place_of)
                aria-selected=move || (place.get() == place_of).to_string()
                // Keeps the focus in the text box.
                on:mousedown=handler(move |event: ev::MouseEvent| event.prevent_default())
                on:click=handler(move |_| take(&entry))
            >
                {content}
            </li>
        }
        .into_any()
    };
    let sections = move || {
        let mut places = 0..;
        let one = |Section { title, entries }| {
            let options: Vec<AnyView> = entries
                .into_iter()
                .zip(&mut places)
                .map(|(entry, place)| option(place, entry))
                .collect();
            view! {
                <p aria-hidden="true">{title}</p>
                <ul role="group" aria-label=title>
                    {options}
                </ul>
            }
            .into_any()
        };
        found.get().sections.into_iter().map(one).collect_view()
    };
    let is_empty = move || found.with(|found| found.sections.is_empty());
    let more = move || {
        found.with(|found| match found.more {
            0 if found.sections.is_empty() => "Nothing matches".to_owned(),
            0 => String::new(),
            more => format!("{more} more. Type to narrow the results."),
        })
    };
    let typed = move |event: ev::Event| {
        text.set(event_target_value(&event));
        marked.set(None);
    };
    view! {
        <dialog
            node_ref=dialog.dialog
            class="palette"
            aria-label="Quick actions"
            on:close=handler(move |_| dialog.closed())
        >
            <input
                role="combobox"
                aria-label="Search peerings, networks and actions"
                aria-autocomplete="list"
                aria-expanded=move || (!is_empty()).to_string()
                aria-controls=list_id.get_value()
                aria-activedescendant=move || (!is_empty()).then(|| option_id(place.get()))
                autocomplete="off"
                spellcheck="false"
                placeholder="Peering, network or action"
                prop:value=move || text.get()
                on:input=handler(typed)
                on:keydown=handler(key)
            />
            <div
                node_ref=list
                class="picker"
                role="listbox"
                id=list_id.get_value()
                aria-label="Results"
                hidden=is_empty
            >
                {move || sections()}
            </div>
            <p class="hint" role="status">
                {more}
            </p>
        </dialog>
    }
}

/// The content of one result.
fn item_view(entry: &PaletteItem, shortcuts: Shortcuts) -> AnyView {
    match entry {
        PaletteItem::Peering(row) => {
            let name = |network: &Option<Arc<Network>>, id: NetworkId| {
                let name = network.as_ref().map(|network| network.name.clone());
                name.unwrap_or_else(|| id.short())
            };
            let ends = format!(
                "{} → {}",
                name(&row.local, row.peering.local.network),
                name(&row.peer, row.peering.peer.network)
            );
            view! {
                <span>{row.peering.name.clone()}</span>
                <span class="zone">{ends}</span>
                {state_mark(&row.peering.state, row.group())}
            }
            .into_any()
        }
        PaletteItem::Network(network) => {
            let ranges: Vec<&str> = network.ranges.iter().map(|range| range.as_str()).collect();
            view! {
                <span>{network.name.clone()}</span>
                <span class="address">{ranges.join(", ")}</span>
                <span class="zone">{network.zone.clone()}</span>
            }
            .into_any()
        }
        PaletteItem::Action(action) => {
            let keys = keys_of(*action).filter(|_| shortcuts.are_on_untracked());
            view! {
                <span>{action.title()}</span>
                <span class="keys" aria-hidden="true">
                    {keys.map(key_caps)}
                </span>
            }
            .into_any()
        }
    }
}
