//! What scripts can call: the console as `boot.js` and `embed.js` mount it. They
//! check what they are given (`public/validate.js`); what arrives here is whole.

use std::{panic::PanicHookInfo, rc::Rc, time::Duration};

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

use crate::{
    mount::{self, Mounted},
    options::{Features, Host, Limits, Options},
    router::{BrowserHistory, History, MemoryHistory},
};

/// A console that is in the page.
#[wasm_bindgen]
pub struct Handle {
    mounted: Mounted,
    host: Host,
}

#[wasm_bindgen]
impl Handle {
    /// Takes the console out of the page, and frees all that it held.
    pub fn unmount(self) {
        drop(self);
    }

    /// Opens a page by its path and query.
    pub fn navigate(&self, href: &str) {
        self.mounted.navigate(href);
    }

    /// Takes over those of the options that can change.
    pub fn update(&self, options: &JsValue) {
        self.host.replace(get(options, "host"));
        self.mounted
            .update(Features::without(&text(options, "without")));
    }
}

/// Puts a console into an element.
#[wasm_bindgen]
#[must_use]
pub fn mount(element: &HtmlElement, options: &JsValue) -> Handle {
    let host = Host::new(get(options, "host"));
    let history: Rc<dyn History> = match get(options, "base").as_string() {
        Some(base) => Rc::new(BrowserHistory::below(
            &base,
            get(options, "titled").is_truthy(),
        )),
        None => Rc::new(MemoryHistory::new(&text(options, "start"))),
    };
    let minutes =
        |name| Duration::from_secs(get(options, name).as_f64().unwrap_or(0.0) as u64 * 60);
    let options = Options {
        api_base: text(options, "apiBase"),
        history,
        limits: Limits::new(minutes("idle"), minutes("lifetime")),
        host: host.clone(),
        features: Features::without(&text(options, "without")),
    };
    Handle {
        mounted: mount::mount(element, options),
        host,
    }
}

/// Has a function told when the program stops by an error of its own: with the place
/// in the source, and not with the message, which may quote data.
#[wasm_bindgen(js_name = onStop)]
pub fn on_stop(told: Function) {
    std::panic::set_hook(Box::new(move |panic: &PanicHookInfo<'_>| {
        let place = panic.location().map(ToString::to_string);
        // Where it fails there is nobody left to tell.
        let _ = told.call1(&JsValue::UNDEFINED, &place.into());
        // With where it was called from: browsers add that.
        web_sys::console::error_1(&panic.to_string().into());
    }));
}

fn text(of: &JsValue, name: &str) -> String {
    get(of, name).as_string().unwrap_or_default()
}

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}
