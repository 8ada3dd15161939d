//! Warnings above content that can still be used.

use crate::reactive::prelude::*;

#[component]
pub(crate) fn Warning(#[prop(into)] text: Signal<Option<String>>) -> impl IntoView {
    view! {
        <p class="warning" role="status">
            {move || text.get()}
        </p>
    }
}
