//! The dialog of the quick actions: a text box, and what matches its text.

use domain::palette::PaletteItem;

use super::{open_state::PaletteDialog, results::results, search::PaletteSearch};
use crate::{data::Shortcuts, dom, reactive::prelude::*};

/// The dialog. It closes before `choose` receives the chosen item.
#[component]
pub(crate) fn Palette(
    dialog: PaletteDialog,
    choose: impl Fn(&PaletteItem) + Copy + Send + 'static,
    shortcuts: Shortcuts,
    signs_out: bool,
) -> impl IntoView {
    let search = PaletteSearch::new(dialog, shortcuts, signs_out);
    let take = move |item: &PaletteItem| {
        dialog.close();
        choose(item);
    };
    let key = move |event: ev::KeyboardEvent| {
        let key = dom::pressed_key(&event);
        if key == "Enter" {
            if let Some(item) = search.marked_item() {
                take(&item);
            }
            event.prevent_default();
        } else if search.move_mark(&key) {
            event.prevent_default();
        }
    };
    let list = NodeRef::<html::Div>::new();
    search.list.follow(move || list.get());
    let is_empty = move || search.is_empty();
    let active = move || (!is_empty()).then(|| search.list.marked_id());
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
                aria-controls=search.list.id()
                aria-activedescendant=active
                autocomplete="off"
                spellcheck="false"
                placeholder="Peering, network or action"
                prop:value=move || search.text.get()
                on:input=handler(move |event: ev::Event| search.search(event_target_value(&event)))
                on:keydown=handler(key)
            />
            <div
                node_ref=list
                class="picker"
                role="listbox"
                id=search.list.id()
                aria-label="Results"
                hidden=is_empty
            >
                {results(search, shortcuts, take)}
            </div>
            <p class="hint" role="status">
                {move || search.remainder()}
            </p>
        </dialog>
    }
}
