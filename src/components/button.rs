//! Buttons.

use crate::reactive::prelude::*;

/// A button. Its class is empty, or one of `primary`, `danger` and `quiet`, optionally
/// with `small`.
pub(crate) fn button(
    class: &'static str,
    name: &'static str,
    press: impl FnMut() + 'static,
) -> AnyView {
    boxed(class, name, Box::new(press))
}

fn boxed(class: &'static str, name: &'static str, mut press: Box<dyn FnMut()>) -> AnyView {
    view! {
        <button type="button" class=class on:click=move |_: ev::MouseEvent| press()>
            {name}
        </button>
    }
    .into_any()
}

/// A button that stays pressed, for a filter that applies.
pub(crate) fn toggle_button(
    is_pressed: impl Fn() -> bool + Send + 'static,
    content: impl IntoView + 'static,
    press: impl Fn() + 'static,
) -> AnyView {
    let is_pressed: Box<dyn Fn() -> bool + Send> = Box::new(is_pressed);
    let content = content.into_any();
    view! {
        <button
            type="button"
            aria-pressed=move || is_pressed().to_string()
            on:click=handler(move |_| press())
        >
            {content}
        </button>
    }
    .into_any()
}

/// A button that does nothing while it is locked. It keeps the focus then, which the
/// attribute `disabled` would drop.
pub(crate) fn lockable_button(
    class: &'static str,
    name: impl Into<Signal<String>>,
    is_locked: impl Into<Signal<bool>>,
    press: impl Fn(ev::MouseEvent) + 'static,
) -> AnyView {
    let (name, is_locked) = (name.into(), is_locked.into());
    let press = move |event| {
        if !is_locked.get_untracked() {
            press(event);
        }
    };
    view! {
        <button
            type="button"
            class=class
            aria-disabled=move || is_locked.get().to_string()
            on:click=handler(press)
        >
            {move || name.get()}
        </button>
    }
    .into_any()
}
