//! The button that opens the quick actions.

use domain::palette::PaletteItem;

use super::{
    dialog::Palette,
    dispatcher::ActionDispatcher,
    keyboard::listen,
    open_state::PaletteDialog,
    shortcuts_dialog::{ShortcutList, key_caps, palette_keys},
};
use crate::{features::shell::SessionCommands, reactive::prelude::*};

/// The button, the dialogs and the keys of the quick actions.
#[component]
pub(crate) fn QuickActions(commands: SessionCommands) -> impl IntoView {
    let actions = ActionDispatcher::new(commands);
    let shortcuts = actions.shortcuts;
    let palette = PaletteDialog::default();
    let trigger = NodeRef::<html::Button>::new();
    effect(move || {
        let bar = trigger
            .get()
            .and_then(|button| button.closest("header").ok().flatten());
        if let Some(root) = bar.and_then(|bar| bar.parent_element()) {
            listen(&root, palette, actions);
        }
    });
    let choose = move |item: &PaletteItem| actions.choose(item);
    view! {
        <button
            node_ref=trigger
            type="button"
            class="search"
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K Meta+K"
            on:click=handler(move |_| palette.show())
        >
            <svg viewBox="0 0 14 14" aria-hidden="true">
                <path d="M9.2 9.2 13 13M10.5 5.8a4.7 4.7 0 1 1-9.4 0 4.7 4.7 0 0 1 9.4 0z" fill="none" stroke="currentColor" stroke-width="1.6" />
            </svg>
            <span class="word">"Search…"</span>
            <span class="keys" aria-hidden="true">
                {key_caps(palette_keys())}
            </span>
        </button>
        <Palette dialog=palette choose shortcuts signs_out=commands.sign_out.is_offered() />
        <ShortcutList open=actions.shortcuts_open shortcuts />
    }
}
