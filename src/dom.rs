//! Helpers for the DOM that Leptos does not have.

use std::time::Duration;

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, Math, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, EventTarget, FocusOptions, HtmlAnchorElement,
    HtmlElement, KeyboardEvent, MouseEvent, MutationObserver, MutationObserverInit,
    ScrollIntoViewOptions, ScrollLogicalPosition, Url,
};

use crate::reactive::prelude::*;

/// Listens to an event until the current owner is cleaned up. The handler may prevent
/// the default action.
pub(crate) fn listen(
    target: &EventTarget,
    event: &'static str,
    handler: impl FnMut(&Event) + 'static,
) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(target, event, options, handler);
    at_cleanup(move || drop(listener));
}

/// The key of an event; empty while an input method composes, where Enter and the arrows
/// are its own. WebKit ends the composition before it sends that Enter, with code 229.
pub(crate) fn pressed_key(event: &KeyboardEvent) -> String {
    if event.is_composing() || event.key_code() == 229 {
        String::new()
    } else {
        event.key()
    }
}

/// Whether Shift is held at a click. Firefox does not say so of a click that a key makes.
#[derive(Clone, Copy)]
pub(crate) struct ShiftKey(StoredValue<bool>);

impl ShiftKey {
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(false))
    }

    /// Notes what a key does that may make a click.
    pub(crate) fn pressed(self, event: &KeyboardEvent) {
        let clicks = matches!(event.key().as_str(), "Enter" | " ");
        self.0.set_value(clicks && event.shift_key());
    }

    pub(crate) fn is_held(self, click: &MouseEvent) -> bool {
        let by_key = self.0.get_value();
        self.0.set_value(false);
        // The detail counts the presses of a mouse.
        click.shift_key() || (by_key && click.detail() == 0)
    }
}

/// Calls back when the page is shown or hidden, until the current owner is cleaned up.
pub(crate) fn on_visibility_change(changed: impl Fn() + 'static) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        listen(&document, "visibilitychange", move |_| changed());
    }
}

/// The first descendant that matches a selector.
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
    // Focus is a convenience: a failure changes nothing else.
    let _ = element.focus_with_options(&options);
}

/// Focuses an element near the target of an event, which is about to disappear: the
/// first one in the closest ancestor `around`.
pub(crate) fn focus_near(event: &Event, around: &str, selector: &str) {
    if let Some(element) = self::around(event, around).and_then(|near| find(&near, selector)) {
        focus_quietly(&element);
    }
}

/// Scrolls an element into view, as little as necessary.
pub(crate) fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls to the top of the closest ancestor `around`, if that is above what is in view.
pub(crate) fn show_top(element: &Element, around: &str) {
    let around = element.closest(around).ok().flatten();
    if let Some(around) = around.filter(|around| around.get_bounding_client_rect().top() < 0.0) {
        around.scroll_into_view();
    }
}

/// The closest ancestor of an event's target that matches a selector.
pub(crate) fn around(event: &Event, selector: &str) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()??.dyn_into().ok()
}

/// Moves the focus to the first invalid field of a form after the next frame, or else to
/// the form's error message.
pub(crate) fn focus_wrong(form: &HtmlElement) {
    let form = form.clone();
    request_animation_frame(move || {
        let places = [
            "[aria-invalid=true]",
            ".error-notice",
            ".conflict",
            ".blocked-reason",
        ];
        if let Some(place) = places
            .iter()
            .find_map(|place| find::<HtmlElement>(&form, place))
        {
            // Focus is a convenience: a failure changes nothing else.
            let _ = place.focus();
        }
    });
}

/// Moves the focus to `home` whenever the focused element is removed from the console.
/// Browsers drop the focus then, and keyboard users lose their place.
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
        // Another element may have received it since, inside or outside the console.
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
    // Fails only for options that observe nothing.
    let _ = observer.observe_with_options(&console, &what);
    at_cleanup(move || {
        observer.disconnect();
        drop(callback);
    });
}

/// The absolute address of a link, for sharing.
pub(crate) fn absolute(href: &str) -> String {
    let base = web_sys::window().and_then(|window| window.location().href().ok());
    let url = base.and_then(|base| Url::new_with_base(href, &base).ok());
    url.map_or_else(|| href.to_owned(), |url| url.href())
}

/// Downloads a text as a file.
pub(crate) fn save(text: &str, file_name: &str, media_type: &str) {
    save_parts(&Array::of1(&JsValue::from_str(text)), file_name, media_type);
}

/// The same of a text in parts, which the browser holds already.
pub(crate) fn save_parts(parts: &Array, file_name: &str, media_type: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(parts, &options);
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
    // The download has started by then; otherwise the browser reports the failure.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        Duration::from_secs(60),
    );
}

/// Calls a method that web-sys does not have, or that only the second file needs: what
/// web-sys imports is part of the first one. None if it is missing or throws.
pub(crate) fn call_method(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    method
        .apply(object, &arguments.iter().collect::<Array>())
        .ok()
}

/// The time since the page was opened. It never goes back, whatever becomes of
/// the machine's clock.
pub(crate) fn monotonic_now() -> Duration {
    Duration::try_from_secs_f64(monotonic_millis() / 1000.0).unwrap_or_default()
}

/// The same in milliseconds.
pub(crate) fn monotonic_millis() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Milliseconds since 1970.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// Makes the ids of elements that refer to one another. A random prefix keeps the
/// consoles of one document apart without shared state.
#[derive(Clone, Copy)]
pub(crate) struct Ids(StoredValue<(String, u32)>);

impl Ids {
    pub(crate) fn new() -> Self {
        // Six hexadecimal digits suffice for the few consoles of a page.
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

/// A new id in this console.
pub(crate) fn fresh_id() -> String {
    expect_context::<Ids>().next()
}
