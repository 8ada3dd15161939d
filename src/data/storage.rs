//! What the browser stores between visits. Nothing secret is stored, and everything works
//! without storage.
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the only file that stores anything"
)]

use web_sys::Storage;

use crate::dom;

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

/// Stores a text. Returns false if the browser refuses.
pub(super) fn try_store(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// The names that begin with this prefix.
pub(super) fn names(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let name = |index: u32| dom::call_method(&storage, "key", &[index.into()])?.as_string();
    // There is no name after the last one.
    (0..)
        .map_while(name)
        .filter(|name| name.starts_with(prefix))
        .collect()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
