//! Terms of a description list.

use crate::reactive::prelude::*;

/// A term with its value.
pub(crate) fn term(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    boxed(name, value.into_any())
}

fn boxed(name: &'static str, value: AnyView) -> AnyView {
    view! {
        <dt>{name}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}

/// A term with a value that a program wrote; or "unknown".
pub(crate) fn fact(name: &'static str, value: Option<String>) -> AnyView {
    let value = match value {
        Some(value) => view! { <span class="address">{value}</span> }.into_any(),
        None => view! { <span class="none">"unknown"</span> }.into_any(),
    };
    view! { <div>{term(name, value)}</div> }.into_any()
}
