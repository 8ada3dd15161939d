//! The standalone page: mounts a console into index.html's element.

use std::rc::Rc;

use console::{mount, options::Options, router::BrowserHistory};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The API is reached on the page's own origin, through a proxy: nothing shows
/// that UpCloud's API answers to other origins.
const API_BASE: &str = "/1.3";

/// What is shown once nothing works any more.
const STOPPED: &str =
    r#"<p class="stopped" role="alert">The console has stopped. Reload the page.</p>"#;

fn place() -> Option<HtmlElement> {
    web_sys::window()?
        .document()?
        .query_selector("[data-console]")
        .ok()??
        .dyn_into()
        .ok()
}

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(element) = place() {
            // As markup: what makes elements one by one may be what failed.
            let _ = element.insert_adjacent_html("afterbegin", STOPPED);
        }
        console_error_panic_hook::hook(panic);
    }));
    if let Some(element) = place() {
        let console = mount(
            &element,
            Options {
                api_base: API_BASE.into(),
                history: Rc::new(BrowserHistory::new()),
            },
        );
        // The page is the console: it stays until the page is left.
        console.forget();
    }
}
