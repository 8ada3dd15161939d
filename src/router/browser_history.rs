//! The browser's history, for a console whose addresses show in the address bar.

use std::any::Any;

use gloo_events::EventListener;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Window;

use crate::host::history::{History, Location};

/// The console's entry in the state of the history, beside what others put there.
const INDEX: &str = "upcloudPeerings";

/// The window's history. Addresses below the base belong to the console.
pub struct BrowserHistory {
    window: Option<Window>,
    /// The base path without a trailing slash: empty at the root.
    base: String,
    /// The page's origin, where a `base` element would lead links to another one;
    /// otherwise empty.
    origin: String,
    /// Whether the console sets the window's title.
    is_titled: bool,
}

impl BrowserHistory {
    /// The window's history below `base`, a path that ends with a slash.
    #[must_use]
    pub fn below(base: &str, is_titled: bool) -> Self {
        let window = web_sys::window();
        Self {
            origin: window.as_ref().and_then(own_origin).unwrap_or_default(),
            window,
            base: base.trim_end_matches('/').into(),
            is_titled,
        }
    }

    fn history(&self) -> Option<web_sys::History> {
        self.window.as_ref()?.history().ok()
    }
}

fn own_origin(window: &Window) -> Option<String> {
    let base = window.document()?.base_uri().ok()??;
    let origin = window.location().origin().ok();
    // An opaque origin is written as "null".
    origin.filter(|origin| origin != "null" && below(&base, origin).is_none())
}

/// A state with this index, and with what `others` has.
fn with_index(index: i32, others: &JsValue) -> JsValue {
    let state = Object::new();
    if let Some(others) = Object::try_from(others) {
        Object::assign(&state, others);
    }
    // It fails only for what is no object.
    let _ = Reflect::set(&state, &INDEX.into(), &index.into());
    state.into()
}

fn location(window: Option<&Window>, base: &str) -> Location {
    let Some(window) = window else {
        return Location::default();
    };
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    let path = part(window.location().pathname());
    let index = window
        .history()
        .ok()
        .and_then(|history| history.state().ok())
        .and_then(|state| Reflect::get(&state, &INDEX.into()).ok()?.as_f64());
    let path = below(&path, base).unwrap_or(&path);
    Location {
        path: path.into(),
        query: part(window.location().search()),
        index: index.map_or(0, |index| index as i32),
    }
}

/// The path below the base; none for a path of the host.
fn below<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base)
        .filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl History for BrowserHistory {
    fn location(&self) -> Location {
        location(self.window.as_ref(), &self.base)
    }

    fn push(&self, href: &str) {
        if let Some(history) = self.history() {
            let state = with_index(self.location().index + 1, &JsValue::NULL);
            // Browsers refuse only floods of these, and the page is shown anyway.
            let _ = history.push_state_with_url(&state, "", Some(&self.link(href)));
        }
    }

    fn replace(&self, href: &str) {
        if let Some(history) = self.history() {
            let others = history.state().unwrap_or_default();
            let state = with_index(self.location().index, &others);
            let _ = history.replace_state_with_url(&state, "", Some(&self.link(href)));
        }
    }

    fn go(&self, delta: i32) {
        if let Some(history) = self.history() {
            let _ = history.go_with_delta(delta);
        }
    }

    fn link(&self, href: &str) -> String {
        format!("{}{}{href}", self.origin, self.base)
    }

    fn set_title(&self, title: &str) {
        let document = self.window.as_ref().and_then(Window::document);
        if let Some(document) = document.filter(|_| self.is_titled) {
            document.set_title(title);
        }
    }

    fn on_move(&self, moved: Box<dyn Fn(Location)>) -> Box<dyn Any> {
        let (window, base) = (self.window.clone(), self.base.clone());
        Box::new(self.window.as_ref().map(|target| {
            EventListener::new(target, "popstate", move |_| {
                let path = window
                    .as_ref()
                    .and_then(|window| window.location().pathname().ok());
                // The host shows its own pages.
                if path.is_some_and(|path| below(&path, &base).is_some()) {
                    moved(location(window.as_ref(), &base));
                }
            })
        }))
    }
}
