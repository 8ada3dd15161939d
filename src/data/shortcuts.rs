//! Whether the single-key shortcuts are on: a choice of the browser's user, and
//! the only thing that outlives the tab.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::reactive::RwSignal;

const KEY: &str = "upcloud-peerings.shortcuts";
const OFF: &str = "off";

/// The choice of one console.
#[derive(Clone, Copy)]
pub(crate) struct Shortcuts(RwSignal<bool>);

impl Shortcuts {
    /// As it was chosen last; on where that is not known.
    pub(crate) fn new() -> Self {
        let held = storage().and_then(|storage| Reflect::get(&storage, &KEY.into()).ok());
        let held = held.and_then(|held| held.as_string());
        Self(RwSignal::new(held.as_deref() != Some(OFF)))
    }

    pub(crate) fn are_on(self) -> bool {
        self.0.get()
    }

    pub(crate) fn are_on_untracked(self) -> bool {
        self.0.get_untracked()
    }

    pub(crate) fn switch(self, on: bool) {
        self.0.set(on);
        if let Some(storage) = storage() {
            // Where it is refused the choice lasts as long as the page.
            let _ = if on {
                Reflect::delete_property(storage.unchecked_ref::<Object>(), &KEY.into())
            } else {
                Reflect::set(&storage, &KEY.into(), &OFF.into())
            };
        }
    }
}

/// None where the browser refuses it. By its name, as what it holds: each of the
/// typed ways would be one more import of the part that is loaded first.
fn storage() -> Option<JsValue> {
    let window = web_sys::window()?;
    Reflect::get(&window, &JsValue::from_str("localStorage")).ok()
}
