//! What the browser stores between visits. Nothing secret is stored, and everything works
//! without storage.
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the only file that stores anything"
)]

use web_sys::Storage;

/// The stored text; none if there is none or the browser refuses.
pub(crate) fn load(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Stores a text, or removes it if it is empty. If the browser refuses, nothing
/// is stored.
pub(crate) fn store(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = if text.is_empty() {
            storage.remove_item(name)
        } else {
            storage.set_item(name, text)
        };
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
