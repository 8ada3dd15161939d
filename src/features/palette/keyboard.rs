//! The keys of a console: Ctrl+K, Alt+A, and shortcuts of a single key.

use domain::palette::shortcut::{Keys, Shortcut};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::{dispatcher::ActionDispatcher, open_state::PaletteDialog};
use crate::{dom, reactive::StoredValue};

/// Elements in which a key types or chooses something.
const FIELDS: &str = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

/// The element that receives keys while nothing has the focus.
const BODY: &str = "BODY";

/// What keys act on.
#[derive(Clone)]
struct Keyboard {
    root: Element,
    keys: StoredValue<Keys>,
    palette: PaletteDialog,
    actions: ActionDispatcher,
}

/// Listens to keys in the console, and to keys pressed while nothing has the focus.
/// Keys that another console of the page has handled are left alone.
pub(super) fn listen(root: &Element, palette: PaletteDialog, actions: ActionDispatcher) {
    let keyboard = Keyboard {
        root: root.clone(),
        keys: StoredValue::new(Keys::default()),
        palette,
        actions,
    };
    let outside = keyboard.clone();
    dom::listen(root, "keydown", move |event| keyboard.press(event));
    let Some(document) = root.owner_document() else {
        return;
    };
    dom::listen(&document, "keydown", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let root = &outside.root;
        // A console that is mounted in the body has received the key already.
        if target.is_some_and(|target| target.tag_name() == BODY)
            && root.tag_name() != BODY
            && root.get_bounding_client_rect().height() > 0.0
        {
            outside.press(event);
        }
    });
}

impl Keyboard {
    /// Handles one key, and keeps it from doing anything else where it acts.
    fn press(&self, event: &Event) {
        // Browsers that fill in a form send events without a key.
        let Some(key) = property(event, "key").and_then(|key| key.as_string()) else {
            return;
        };
        if flag(event, "defaultPrevented") || flag(event, "isComposing") {
            return;
        }
        let [control, meta, alt, shift] =
            ["ctrlKey", "metaKey", "altKey", "shiftKey"].map(|name| flag(event, name));
        let in_dialog = dom::find::<Element>(&self.root, "dialog[open]").is_some();
        let acted = if control != meta && !alt && !shift && key.eq_ignore_ascii_case("k") {
            self.toggle_palette(in_dialog)
        } else if alt && !(control || meta || shift) && Self::is_letter_a(event, &key) {
            !in_dialog && self.actions.toggle_activity()
        } else if key == "Shift" {
            false
        } else if control || meta || alt || in_dialog || flag(event, "repeat") {
            self.keys.update_value(Keys::forget);
            false
        } else {
            self.press_single(event, &key)
        };
        if acted {
            // A field that has the focus now must not receive the key as well.
            event.prevent_default();
        }
    }

    /// Whether the key is A. With Alt it may type another letter, which a field receives.
    fn is_letter_a(event: &Event, key: &str) -> bool {
        let code = property(event, "code").and_then(|code| code.as_string());
        let is_key = code.is_some_and(|code| code == "KeyA");
        key.eq_ignore_ascii_case("a") || (is_key && dom::around(event, FIELDS).is_none())
    }

    fn toggle_palette(&self, in_dialog: bool) -> bool {
        if self.palette.is_shown() {
            self.palette.close();
        } else if in_dialog {
            return false;
        } else {
            self.palette.show();
        }
        true
    }

    /// Whether a key without modifiers did something.
    fn press_single(&self, event: &Event, key: &str) -> bool {
        if !self.actions.shortcuts.are_on_untracked() || dom::around(event, FIELDS).is_some() {
            self.keys.update_value(Keys::forget);
            return false;
        }
        let pressed = self
            .keys
            .try_update_value(|keys| keys.press(key, dom::now()));
        match pressed.flatten() {
            Some(Shortcut::Act(action)) => {
                let needed = action.needed();
                let settings = self.actions.settings;
                let is_allowed = needed.is_none_or(|needed| settings.has_untracked(needed));
                if is_allowed {
                    self.actions.act(action);
                }
                is_allowed
            }
            Some(Shortcut::Filter) => {
                let filter = dom::find::<HtmlElement>(&self.root, ".filter input.text");
                filter.is_some_and(|filter| {
                    // Focus is a convenience: a failure changes nothing else.
                    let _ = filter.focus();
                    true
                })
            }
            None => false,
        }
    }
}

/// A boolean property of an event.
fn flag(event: &Event, name: &str) -> bool {
    property(event, name).is_some_and(|value| value.is_truthy())
}

/// A property of an event, by its name: each typed accessor would be one more import
/// of the part that is loaded first.
fn property(event: &Event, name: &str) -> Option<JsValue> {
    Reflect::get(event, &JsValue::from_str(name)).ok()
}
