//! What scripts call: `boot.js` and `embed.js` mount consoles with this. They validate
//! a host's options first (`public/validate.js`), so what arrives here is complete.

use std::{panic::PanicHookInfo, rc::Rc, time::Duration};

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

use crate::{
    host::{
        history::History,
        options::{Features, Host, Limits, Options},
    },
    mount::{self, Mounted},
    router::{BrowserHistory, MemoryHistory},
};

/// A console in the page.
#[wasm_bindgen]
pub struct Handle {
    mounted: Mounted,
    host: Host,
}

#[wasm_bindgen]
impl Handle {
    /// Removes the console from the page, and frees everything it held.
    pub fn unmount(self) {
        drop(self);
    }

    /// Opens a page by its path and query.
    pub fn navigate(&self, href: &str) {
        self.mounted.navigate(href);
    }

    /// Applies the options that can change while the console is mounted.
    pub fn update(&self, options: &JsValue) {
        self.host.replace(get(options, "host"));
        self.mounted
            .update(Features::without(&text(options, "without")));
    }
}

/// Mounts a console into an element.
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
    let minutes = |name| {
        let number = get(options, name).as_f64();
        number.map(|number| Duration::from_secs(number as u64 * 60))
    };
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

/// Calls a function when the program stops because of an error of its own. The
/// function gets the place in the source, not the message, which may quote data.
#[wasm_bindgen(js_name = onStop)]
pub fn on_stop(listener: Function) {
    std::panic::set_hook(Box::new(move |panic: &PanicHookInfo<'_>| {
        let place = panic.location().map(ToString::to_string);
        // Nobody is left to hear of a failure.
        let _ = listener.call1(&JsValue::UNDEFINED, &place.into());
        // Browsers add the call stack.
        web_sys::console::error_1(&panic.to_string().into());
    }));
}

fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}
