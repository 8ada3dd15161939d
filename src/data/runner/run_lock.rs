//! A lock of the browser for each run, which other tabs see for as long as this one lives:
//! the browser lets go of it when the tab closes or crashes.
//!
//! It is called by name and without closures, whose glue would be part of the first file.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;

use crate::dom::call_method;

/// A lock that is held until it is dropped.
pub(super) struct RunLock {
    /// What fulfils the promise that holds the lock.
    resolvers: JsValue,
}

impl RunLock {
    /// Takes the lock of this name. Does nothing in a browser without locks.
    pub(super) fn take(name: &str) -> Option<Self> {
        let promise = global("Promise")?;
        let resolvers = resolvers(&promise)?;
        let get = |name: &str| Reflect::get(&resolvers, &name.into()).ok();
        // The browser holds the lock until the promise that this returns is fulfilled.
        let resolve = Reflect::get(&promise, &"resolve".into()).ok()?;
        let hold = call_method(&resolve, "bind", &[promise, get("promise")?])?;
        let taken = call_method(&locks()?, "request", &[name.into(), hold])?;
        // Fails where the host's page may not lock, or is going away.
        call_method(&taken, "catch", &[get("resolve")?])?;
        Some(Self { resolvers })
    }
}

impl Drop for RunLock {
    fn drop(&mut self) {
        call_method(&self.resolvers, "resolve", &[]);
    }
}

/// The locks that are held or requested in any tab.
pub(super) struct HeldLocks(String);

impl HeldLocks {
    /// None if the browser does not say, or if this program could hold no lock in it.
    pub(super) async fn query() -> Option<Self> {
        resolvers(&global("Promise")?)?;
        let state = call_method(&locks()?, "query", &[])?;
        let state = Promise::resolve(&state).await.ok()?;
        let text = call_method(&global("JSON")?, "stringify", &[state])?;
        Some(Self(text.as_string()?))
    }

    /// Whether a tab holds the lock of a run. Its name is too random to be part of another.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// A promise with the functions that fulfil it, which browsers have since 2024.
fn resolvers(promise: &JsValue) -> Option<JsValue> {
    call_method(promise, "withResolvers", &[])
}

fn global(name: &str) -> Option<JsValue> {
    Reflect::get(&web_sys::window()?.into(), &name.into()).ok()
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"locks".into()).ok()
}
