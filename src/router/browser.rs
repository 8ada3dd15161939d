//! The browser's own history, for a console that is the whole page.

use std::any::Any;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{Url, Window};

use super::{History, Location};

/// The history of the window. The console's base is the document's base URL.
pub struct BrowserHistory {
    window: Option<Window>,
    /// The base path without a slash at its end: empty at the root.
    base: String,
}

impl BrowserHistory {
    /// The window's history, below the document's base.
    #[must_use]
    pub fn new() -> Self {
        let window = web_sys::window();
        let base = window
            .as_ref()
            .and_then(Window::document)
            .and_then(|document| document.base_uri().ok().flatten())
            .and_then(|uri| Url::new(&uri).ok())
            .map(|url| {
                let path = url.pathname();
                // A document without a <base> has its own address for one.
                path.rsplit_once('/')
                    .map(|(folder, _)| folder.to_owned())
                    .unwrap_or_default()
            })
            .unwrap_or_default();
        Self { window, base }
    }

    fn history(&self) -> Option<web_sys::History> {
        self.window.as_ref()?.history().ok()
    }
}

impl Default for BrowserHistory {
    fn default() -> Self {
        Self::new()
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
    Location {
        path: path.strip_prefix(base).unwrap_or(&path).into(),
        query: part(window.location().search()),
        // Whatever another script put there is no index of ours.
        index: index.map_or(0, |index| index as i32),
    }
}

impl History for BrowserHistory {
    fn location(&self) -> Location {
        location(self.window.as_ref(), &self.base)
    }

    fn push(&self, href: &str) {
        if let Some(history) = self.history() {
            let index = JsValue::from(self.location().index + 1);
            // Browsers refuse only floods of these; the page is shown anyway.
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
        if let Some(document) = self.window.as_ref().and_then(Window::document) {
            document.set_title(title);
        }
    }

    fn on_move(&self, moved: Box<dyn Fn(Location)>) -> Box<dyn Any> {
        let (window, base) = (self.window.clone(), self.base.clone());
        Box::new(self.window.as_ref().map(|target| {
            EventListener::new(target, "popstate", move |_| {
                moved(location(window.as_ref(), &base))
            })
        }))
    }
}
