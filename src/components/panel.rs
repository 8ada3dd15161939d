//! Warnings, and panels that replace content which is not there.

use crate::reactive::prelude::*;

/// Says that something is being read.
pub(crate) fn loading(text: &'static str) -> AnyView {
    view! {
        <p class="panel empty" role="status">
            {text}
        </p>
    }
    .into_any()
}

/// Says why there is nothing to show, with an action that helps.
pub(crate) fn empty_panel(title: &'static str, text: &'static str, action: AnyView) -> AnyView {
    view! {
        <div class="panel empty">
            <h2>{title}</h2>
            <p>{text}</p>
            {action}
        </div>
    }
    .into_any()
}

/// A warning above content that can still be used.
pub(crate) fn warning(text: impl Into<Signal<Option<String>>>) -> AnyView {
    let text = text.into();
    view! {
        <p class="warning" role="status">
            {move || text.get()}
        </p>
    }
    .into_any()
}
