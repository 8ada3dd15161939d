//! The browser's history, for a console whose addresses show in the address bar.

use std::any::Any;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Window;

use crate::host::history::{History, Location};

/// The window's history. Addresses below the base belong to the console.
pub struct BrowserHistory {
    window: Option<Window>,
    /// The base path without a trailing slash: empty at the root.
    base: String,
    /// Whether the console sets the window's title.
    is_titled: bool,
}

impl BrowserHistory {
    /// The window's history below `base`, a path that ends with a slash.
    #[must_use]
    pub fn below(base: &str, is_titled: bool) -> Self {
        Self {
            window: web_sys::window(),
            base: base.trim_end_matches('/').into(),
            is_titled,
        }
    }

    fn history(&self) -> Option<web_sys::History> {
        self.window.as_ref()?.history().ok()
    }
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
        .and_then(|state| state.as_f64());
    let path = below(&path, base).unwrap_or(&path);
    Location {
        path: path.into(),
        query: part(window.location().search()),
        // State that another script stored is not an index.
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
            let index = JsValue::from(self.location().index + 1);
            // Browsers refuse only floods of these, and the page is shown anyway.
            let _ = history.push_state_with_url(&index, "", Some(&self.link(href)));
        }
    }

    fn replace(&self, href: &str) {
        if let Some(history) = self.history() {
            let index = JsValue::from(self.location().index);
            let _ = history.replace_state_with_url(&index, "", Some(&self.link(href)));
        }
    }

    fn go(&self, delta: i32) {
        if let Some(history) = self.history() {
            let _ = history.go_with_delta(delta);
        }
    }

    fn link(&self, href: &str) -> String {
        format!("{}{href}", self.base)
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
