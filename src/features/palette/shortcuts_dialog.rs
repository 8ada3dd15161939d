//! The dialog that lists the single-key shortcuts and turns them on or off.

use domain::palette::shortcut;
use js_sys::Reflect;

use crate::{
    components::{button, modal},
    data::Shortcuts,
    host::settings::Settings,
    reactive::prelude::*,
};

/// The dialog of keyboard shortcuts.
#[component]
pub(crate) fn ShortcutList(open: RwSignal<bool>, shortcuts: Shortcuts) -> impl IntoView {
    let settings = expect_context::<Settings>();
    let content = move || {
        let rows = shortcut::ALL
            .into_iter()
            .filter(|(_, shortcut)| settings.allows(shortcut.needed()))
            .map(|(keys, shortcut)| {
                view! {
                    <dt>{key_caps(keys)}</dt>
                    <dd>{shortcut.title()}</dd>
                }
            })
            .collect_view();
        view! {
            <dl class="shortcuts">
                <dt>{key_caps(palette_keys())}</dt>
                <dd>"Quick actions, always on"</dd>
                <dt>{key_caps("Alt A")}</dt>
                <dd>"Activity, always on"</dd>
                {rows}
            </dl>
            <label class="choice">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=move || shortcuts.are_on()
                    on:change=handler(move |event: ev::Event| {
                        shortcuts.switch(event_target_checked(&event));
                    })
                />
                "Single-key shortcuts"
            </label>
            <p class="hint">
                "Inactive while you type. This browser remembers the setting."
            </p>
            <div class="buttons">{button("", "Close", move || open.set(false))}</div>
        }
        .into_any()
    };
    modal(open, "Keyboard shortcuts", content)
}

/// The keys that open the quick actions.
pub(crate) fn palette_keys() -> &'static str {
    let platform = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"platform".into()).ok())
        .and_then(|platform| platform.as_string());
    let is_apple = platform.is_some_and(|name| name.starts_with("Mac") || name.starts_with("iP"));
    if is_apple { "⌘ K" } else { "Ctrl K" }
}

/// Keys pressed together or one after the other.
pub(crate) fn key_caps(keys: &'static str) -> AnyView {
    keys.split(' ')
        .map(|key| view! { <kbd>{key}</kbd> })
        .collect_view()
        .into_any()
}
