//! Texts with a button that copies them.

use std::{cell::Cell, rc::Rc, time::Duration};

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{dom::call_method, reactive::prelude::*};

/// How long the button says what became of it.
const FEEDBACK: Duration = Duration::from_secs(3);

/// A short text with a copy button, such as a UUID. `what` names the text, for the button.
pub(crate) fn copy_text(text: String, what: &'static str) -> AnyView {
    view! {
        <span class="copy-text">
            <span class="address">{text.clone()}</span>
            {copy_button(Signal::stored(text), what)}
        </span>
    }
    .into_any()
}

/// A text of several lines with its title and a copy button.
pub(crate) fn copy_block(title: &'static str, text: Signal<String>) -> AnyView {
    view! {
        <figure class="copy-block">
            <figcaption>{title} {copy_button(text, title)}</figcaption>
            <pre><code>{move || text.get()}</code></pre>
        </figure>
    }
    .into_any()
}

/// A button that copies a text, which `what` names.
pub(crate) fn copy_button(text: Signal<String>, what: &'static str) -> AnyView {
    let outcome = RwSignal::new(None::<bool>);
    let copy = move |_: ev::MouseEvent| {
        let content = text.get_untracked();
        let written = write(&content);
        // At once: some browsers copy only while they handle the click.
        let is_copied = written.is_none() && copy_by_command(&content);
        spawn(async move {
            let is_copied = match written {
                Some(promise) => promise.await.is_ok() || copy_by_command(&content),
                None => is_copied,
            };
            outcome.try_set(Some(is_copied));
            set_timeout(
                move || {
                    outcome.try_set(None);
                },
                FEEDBACK,
            );
        });
    };
    let shown = move || match outcome.get() {
        None => "Copy",
        Some(true) => "Copied",
        Some(false) => "Couldn't copy: select the text",
    };
    view! {
        <button
            type="button"
            class="quiet small"
            on:click=handler(copy)
            aria-label=format!("Copy {what}")
        >
            {move || shown().to_owned()}
        </button>
    }
    .into_any()
}

/// Writes to the clipboard, which origins without TLS do not have.
fn write(text: &str) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    call_method(&clipboard, "writeText", &[text.into()])?
        .dyn_into()
        .ok()
}

/// Copies by the command that came before the clipboard. False if the browser refuses.
fn copy_by_command(text: &str) -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    let is_set = Rc::new(Cell::new(false));
    let (told, text) = (Rc::clone(&is_set), JsValue::from_str(text));
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    let listener = EventListener::new_with_options(&document, "copy", options, move |event| {
        let data = Reflect::get(event, &"clipboardData".into()).unwrap_or_default();
        let set = call_method(&data, "setData", &["text/plain".into(), text.clone()]);
        told.set(set.is_some());
        event.prevent_default();
        event.stop_propagation();
    });
    let done = call_method(&document, "execCommand", &["copy".into()]);
    drop(listener);
    is_set.get() && done.is_some_and(|done| done.is_truthy())
}
