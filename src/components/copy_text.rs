//! Texts with a button that copies them.

use std::time::Duration;

use crate::reactive::prelude::*;

/// How long the button says "Copied".
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
    let copied = RwSignal::new(false);
    let copy = move |_| {
        // There is no clipboard on insecure origins.
        let Some(window) = web_sys::window().filter(|window| window.is_secure_context()) else {
            return;
        };
        let done = window
            .navigator()
            .clipboard()
            .write_text(&text.get_untracked());
        spawn(async move {
            // If the browser refuses, the text can still be selected.
            if done.await.is_ok() {
                copied.try_set(true);
                set_timeout(
                    move || {
                        copied.try_set(false);
                    },
                    FEEDBACK,
                );
            }
        });
    };
    view! {
        <button
            type="button"
            class="quiet small"
            on:click=handler(copy)
            aria-label=format!("Copy {what}")
        >
            {move || (if copied.get() { "Copied" } else { "Copy" }).to_owned()}
        </button>
    }
    .into_any()
}
