//! Radio buttons.

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
