//! The quick actions: the button and the keys that open them, the shortcuts of
//! a single key, and what all of them do.

use domain::{
    address::route::{ListQuery, Route},
    palette::{
        PaletteAction, PaletteItem, network_route,
        shortcut::{Keys, Shortcut},
    },
};
use js_sys::Reflect;
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::{
    dialog::Palette,
    shortcuts_dialog::{ShortcutList, key_caps, palette_keys},
};
use crate::{
    components::is_closed,
    data::{Inventory, RefreshScheduler, Shortcuts},
    dom,
    features::shell::SessionActions,
    host::settings::Settings,
    reactive::{RwSignal, StoredValue, effect, expect_context, handler, spawn_scoped},
    router::Router,
};

/// Where a key is typed, or chooses something.
const FIELDS: &str = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

/// The element that hears the keys while nothing has the focus.
const BODY: &str = "BODY";

/// The quick actions of one console.
#[component]
pub(crate) fn QuickActions(tools: SessionActions) -> impl IntoView {
    let act = ActionDispatcher::new(tools);
    let shortcuts = act.shortcuts;
    let palette = PaletteDialog {
        dialog: NodeRef::new(),
        open: RwSignal::new(false),
    };
    let trigger = NodeRef::<html::Button>::new();
    effect(move || {
        let bar = trigger
            .get()
            .and_then(|button| button.closest("header").ok().flatten());
        if let Some(root) = bar.and_then(|bar| bar.parent_element()) {
            listen(&root, palette, act);
        }
    });
    let choose = move |entry: &PaletteItem| act.choose(entry);
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
        <Palette dialog=palette choose shortcuts signs_out=tools.sign_out.is_offered() />
        <ShortcutList open=act.listed shortcuts />
    }
}

/// The dialog of the quick actions.
#[derive(Clone, Copy)]
pub(crate) struct PaletteDialog {
    pub(super) dialog: NodeRef<html::Dialog>,
    pub(super) open: RwSignal<bool>,
}

impl PaletteDialog {
    fn show(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            self.open.set(true);
            // Where browsers know this, a press beside it closes it, too.
            let _ = dialog.set_attribute("closedby", "any");
            // It can only fail where the dialog is open already.
            let _ = dialog.show_modal();
        }
    }

    /// Whether it is shown. What `open` says is only true once browsers have told
    /// of the closing, which may be later than the next key.
    fn is_shown(self) -> bool {
        !is_closed(self.dialog)
    }

    /// Takes note that it was closed.
    pub(super) fn closed(self) {
        if is_closed(self.dialog) {
            self.open.set(false);
        }
    }

    /// Closes it at once: the focus is back before anything is done with it.
    pub(super) fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
        self.open.set(false);
    }
}

/// What the quick actions and the shortcuts do.
#[derive(Clone, Copy)]
struct ActionDispatcher {
    router: Router,
    pulse: RefreshScheduler,
    tools: SessionActions,
    settings: Settings,
    shortcuts: Shortcuts,
    /// Whether the shortcuts are listed.
    listed: RwSignal<bool>,
    /// Told whenever the networks are to be read again.
    again: RwSignal<bool>,
}

impl ActionDispatcher {
    fn new(tools: SessionActions) -> Self {
        let surroundings = expect_context::<Inventory>();
        let again = RwSignal::new(false);
        effect(move || {
            if again.get() {
                spawn_scoped(surroundings.read());
            }
        });
        Self {
            router: expect_context(),
            pulse: expect_context(),
            tools,
            settings: expect_context(),
            shortcuts: Shortcuts::new(),
            listed: RwSignal::new(false),
            again,
        }
    }

    /// The list that was shown last.
    fn list(self) -> ListQuery {
        match self.router.list() {
            Route::List(query) => query,
            _ => ListQuery::default(),
        }
    }

    fn choose(self, entry: &PaletteItem) {
        match entry {
            PaletteItem::Peering(row) => self.open(Route::Detail(row.peering.id)),
            PaletteItem::Network(network) => self.open(network_route(network, &self.list())),
            PaletteItem::Action(action) => self.act(*action),
        }
    }

    fn act(self, action: PaletteAction) {
        match action {
            PaletteAction::Refresh => {
                self.pulse.wake();
                self.again.set(true);
            }
            PaletteAction::ListShortcuts => self.listed.set(true),
            PaletteAction::SwitchShortcuts(on) => self.shortcuts.switch(on),
            PaletteAction::SignOut => self.tools.sign_out.begin(),
            PaletteAction::Lock => self.tools.lock.now(),
            PaletteAction::SessionLog => self.tools.log.set(true),
            _ => {
                if let Some(route) = action.route(&self.list()) {
                    self.open(route);
                }
            }
        }
    }

    /// Opens a page, unless it is shown: there would be two entries of it in
    /// the history.
    fn open(self, route: Route) {
        if self.router.route_untracked() != route {
            self.router.open(route);
        }
    }
}

/// Listens to the keys that are pressed in the console, and to those that are
/// pressed while nothing has the focus. What another console of the same page
/// has heard is not for this one.
fn listen(root: &Element, palette: PaletteDialog, act: ActionDispatcher) {
    let keys = StoredValue::new(Keys::default());
    let held = root.clone();
    let pressed = move |event: &Event| press(&held, event, keys, palette, act);
    let outside = pressed.clone();
    dom::listen(root, "keydown", pressed);
    let root = root.clone();
    let Some(document) = root.owner_document() else {
        return;
    };
    dom::listen(&document, "keydown", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let is_nobodys = target.is_some_and(|target| target.tag_name() == BODY);
        // A console that is the body itself has heard it already.
        if is_nobodys && root.tag_name() != BODY && root.get_bounding_client_rect().height() > 0.0 {
            outside(event);
        }
    });
}

/// One key in one console.
fn press(
    root: &Element,
    event: &Event,
    keys: StoredValue<Keys>,
    palette: PaletteDialog,
    act: ActionDispatcher,
) {
    // Browsers that fill in a form tell of keys that are none.
    let Some(key) = asked(event, "key").and_then(|key| key.as_string()) else {
        return;
    };
    if bool_property(event, "defaultPrevented") || bool_property(event, "isComposing") {
        return;
    }
    let [control, meta, alt, shift] =
        ["ctrlKey", "metaKey", "altKey", "shiftKey"].map(|name| bool_property(event, name));
    let in_dialog = dom::find::<Element>(root, "dialog[open]").is_some();
    if control != meta && !alt && !shift && key.eq_ignore_ascii_case("k") {
        if palette.is_shown() {
            palette.close();
        } else if in_dialog {
            return;
        } else {
            palette.show();
        }
        event.prevent_default();
        return;
    }
    if key == "Shift" {
        return;
    }
    let is_free = !(control || meta || alt || in_dialog || bool_property(event, "repeat"))
        && act.shortcuts.are_on_untracked()
        && dom::around(event, FIELDS).is_none();
    if !is_free {
        keys.update_value(Keys::forget);
        return;
    }
    let pressed = keys.try_update_value(|keys| keys.press(&key, dom::now()));
    match pressed.flatten() {
        Some(Shortcut::Act(action)) => {
            if action
                .needed()
                .is_some_and(|needed| !act.settings.has_untracked(needed))
            {
                return;
            }
            act.act(action);
        }
        Some(Shortcut::Filter) => {
            let Some(filter) = dom::find::<HtmlElement>(root, ".filter input.text") else {
                return;
            };
            // Where it fails there is nothing better to do.
            let _ = filter.focus();
        }
        None => return,
    }
    // A field that has the focus now does not get the key as well.
    event.prevent_default();
}

/// Whether an event says so of itself.
fn bool_property(event: &Event, name: &str) -> bool {
    asked(event, name).is_some_and(|said| said.is_truthy())
}

/// What an event says of itself. By its name: each of the typed ways to ask would
/// be one more import of the part that is loaded first.
fn asked(event: &Event, name: &str) -> Option<JsValue> {
    Reflect::get(event, &JsValue::from_str(name)).ok()
}
