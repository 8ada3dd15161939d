//! A labelled text input with its hint and error message.

use super::field::{FieldIds, field};
use crate::reactive::prelude::*;

/// A text input whose text is in a signal.
pub(crate) fn text_field(
    label: &'static str,
    text: RwSignal<String>,
    error: impl Into<Signal<Option<String>>>,
) -> AnyView {
    let typed = move |input| text.set(input);
    view! { <TextField label value=text error=error.into() on_input=typed /> }.into_any()
}

/// A text input for names, keys and other short values that are not prose.
#[component]
pub(crate) fn TextField(
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    on_input: impl Fn(String) + 'static,
    #[prop(optional)] autofocus: bool,
    /// The keyboard that touch screens show, such as `numeric`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
) -> impl IntoView {
    let ids = FieldIds::new();
    let control = view! {
        <input
            id=ids.control.clone()
            aria-describedby=ids.described_by.clone()
            aria-invalid=move || error.with(Option::is_some).to_string()
            autocomplete="off"
            spellcheck="false"
            autofocus=autofocus
            inputmode=inputmode
            prop:value=move || value.get()
            on:input=handler(move |event| on_input(event_target_value(&event)))
        />
    }
    .into_any();
    field(label, hint, error, ids, control)
}
