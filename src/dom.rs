//! Small dealings with the DOM that Leptos leaves to its users.

use std::time::Duration;

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Math;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, EventTarget, FocusOptions, HtmlAnchorElement,
    HtmlElement, MutationObserver, MutationObserverInit, ScrollIntoViewOptions,
    ScrollLogicalPosition, Url,
};

use crate::reactive::{StoredValue, expect_context};

/// Listens until the current owner is cleaned up. The handler may prevent the
/// default action.
pub(crate) fn listen(
    target: &EventTarget,
    event: &'static str,
    handler: impl FnMut(&Event) + 'static,
) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(target, event, options, handler);
    let held = StoredValue::new(Some(listener));
    on_cleanup(move || {
        held.try_update_value(Option::take);
    });
}

/// The first descendant that a selector finds, as the element it is.
pub(crate) fn find<T: JsCast>(within: &Element, selector: &str) -> Option<T> {
    within
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|found| found.dyn_into().ok())
}

/// Focuses an element without scrolling to it.
pub(crate) fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focus is a convenience: where it fails there is nothing better to do.
    let _ = element.focus_with_options(&options);
}

/// Scrolls as little as it takes to show an element.
pub(crate) fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// What a selector finds around an event's target.
pub(crate) fn around(event: &Event, selector: &str) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()??.dyn_into().ok()
}

/// Leads to what keeps a form from being taken, once that is drawn: the first
/// field that is wrong, or else what is said of the whole.
pub(crate) fn focus_wrong(form: &HtmlElement) {
    let form = form.clone();
    request_animation_frame(move || {
        let places = [
            "[aria-invalid=true]",
            ".error-notice",
            ".conflict",
            ".stops",
        ];
        if let Some(place) = places
            .iter()
            .find_map(|place| find::<HtmlElement>(&form, place))
        {
            // Where it fails there is nothing better to do.
            let _ = place.focus();
        }
    });
}

/// Gives the focus to `home` whenever what has it is taken out of the console.
/// Browsers give it to nobody then, and nothing tells where one is.
pub(crate) fn keep_focus(home: &HtmlElement) {
    let main = home.closest("main").ok().flatten();
    let Some(console) = main.and_then(|main| main.parent_element()) else {
        return;
    };
    let last = StoredValue::new(None::<Element>);
    listen(&console, "focusin", move |event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        last.try_update_value(|last| *last = target);
    });
    let home = home.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        let gone = last
            .try_with_value(|last| last.as_ref().is_some_and(|last| !last.is_connected()))
            .unwrap_or(false);
        let active = home
            .owner_document()
            .and_then(|document| document.active_element());
        // It may have been given to somebody since, in or out of the console.
        if gone && active.is_none_or(|active| active.tag_name() == "BODY") {
            focus_quietly(&home);
        }
    });
    let Ok(observer) = MutationObserver::new(callback.as_ref().unchecked_ref()) else {
        return;
    };
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_subtree(true);
    // It can only fail where nothing was asked for.
    let _ = observer.observe_with_options(&console, &what);
    let held = StoredValue::new(Some((observer, callback)));
    on_cleanup(move || {
        if let Some((observer, _)) = held.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}

/// A link's address as it stands in the address bar, to be handed to others.
pub(crate) fn absolute(href: &str) -> String {
    let base = web_sys::window().and_then(|window| window.location().href().ok());
    let url = base.and_then(|base| Url::new_with_base(href, &base).ok());
    url.map_or_else(|| href.to_owned(), |url| url.href())
}

/// Lets the browser save a text as a file.
pub(crate) fn save(text: &str, file_name: &str, media_type: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options);
    let Some(url) = blob
        .ok()
        .and_then(|blob| Url::create_object_url_with_blob(&blob).ok())
    else {
        return;
    };
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    if let Some(Ok(link)) = link.map(JsCast::dyn_into::<HtmlAnchorElement>) {
        link.set_href(&url);
        link.set_download(file_name);
        link.click();
    }
    // The browser has taken hold of the text by then; where it has not, it says
    // so itself.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        Duration::from_secs(60),
    );
}

/// Milliseconds since 1970.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// Makes ids for the elements that must name one another. They differ between
/// two consoles of one document, by chance rather than by a shared counter.
#[derive(Clone, Copy)]
pub(crate) struct Ids(StoredValue<(String, u32)>);

impl Ids {
    pub(crate) fn new() -> Self {
        // Six hexadecimal digits are enough for the few consoles of a page.
        let console = format!(
            "c{:06x}",
            (Math::random() * f64::from(0x00ff_ffff_u32)) as u32
        );
        Self(StoredValue::new((console, 0)))
    }

    pub(crate) fn next(self) -> String {
        self.0
            .try_update_value(|(console, count)| {
                *count += 1;
                format!("{console}-{count}")
            })
            .unwrap_or_default()
    }
}

/// A fresh id of this console.
pub(crate) fn fresh_id() -> String {
    expect_context::<Ids>().next()
}
