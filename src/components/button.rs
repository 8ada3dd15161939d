//! A button.

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
