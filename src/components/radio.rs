//! One choice of several, of which one is taken.

use leptos::prelude::*;

use crate::reactive::{RwSignal, handler};

/// A radio button for a value; those of one group have the same `group`.
pub(crate) fn radio<T: Clone + PartialEq + Send + Sync + 'static>(
    group: &str,
    chosen: RwSignal<T>,
    value: T,
    text: impl Into<String>,
) -> AnyView {
    let held = value.clone();
    view! {
        <label class="choice">
            <input
                type="radio"
                name=group.to_owned()
                prop:checked=move || chosen.with(|chosen| *chosen == held)
                on:change=handler(move |_| chosen.set(value.clone()))
            />
            {text.into()}
        </label>
    }
    .into_any()
}
