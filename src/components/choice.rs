//! Radio buttons and checkboxes.

use crate::reactive::prelude::*;

/// A radio button for a value.
pub(crate) fn radio<T: Clone + PartialEq + Send + Sync + 'static>(
    group: &str,
    chosen: RwSignal<T>,
    value: T,
    text: impl Into<String>,
) -> AnyView {
    let own = value.clone();
    view! {
        <label class="choice">
            <input
                type="radio"
                name=group.to_owned()
                prop:checked=move || chosen.with(|chosen| *chosen == own)
                on:change=handler(move |_| chosen.set(value.clone()))
            />
            {text.into()}
        </label>
    }
    .into_any()
}

/// A checkbox. `choose` receives whether it is checked.
pub(crate) fn checkbox(
    text: &'static str,
    is_checked: RwSignal<bool>,
    choose: impl Fn(bool) + 'static,
) -> AnyView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=move || is_checked.get()
                on:change=handler(move |event| choose(event_target_checked(&event)))
            />
            {text}
        </label>
    }
    .into_any()
}
