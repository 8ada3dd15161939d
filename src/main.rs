//! The standalone page: mounts a console into index.html's element.

use std::{alloc::System, panic::Location, rc::Rc};

use console::{
    mount,
    options::{Limits, Options},
    router::BrowserHistory,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use zeroizing_alloc::ZeroAlloc;

/// Wipes what is freed: neither credentials nor anything of an account is left in
/// the memory of a page whose session is over.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

/// The API is reached on the page's own origin, through a proxy: nothing shows
/// that UpCloud's API answers to other origins.
const API_BASE: &str = "/1.3";

fn place() -> Option<HtmlElement> {
    web_sys::window()?
        .document()?
        .query_selector("[data-console]")
        .ok()??
        .dyn_into()
        .ok()
}

/// Shows what index.html has for this, and nothing of the account any more. It
/// makes no element: what makes them may be what failed.
fn stop(element: &HtmlElement, at: Option<&Location<'_>>) {
    let page = |selector| element.query_selector(selector).ok().flatten();
    let Some(stopped) = page("[data-stopped]") else {
        return;
    };
    if let (Some(place), Some(at)) = (page("[data-stopped] output"), at) {
        // The place in the source, and not the message, which may quote data.
        place.set_text_content(Some(&at.to_string()));
    }
    // Where it fails, the page is at least told.
    let _ = stopped.remove_attribute("hidden");
    element.replace_children_with_node_1(&stopped);
}

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(element) = place() {
            stop(&element, panic.location());
        }
        // With where it was called from: browsers add that.
        web_sys::console::error_1(&panic.to_string().into());
    }));
    if let Some(element) = place() {
        let console = mount(
            &element,
            Options {
                api_base: API_BASE.into(),
                history: Rc::new(BrowserHistory::new()),
                limits: Limits::default(),
            },
        );
        // The page is the console: it stays until the page is left.
        console.forget();
    }
}
