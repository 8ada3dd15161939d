//! Something is not as it should be, although there is something to show.

use leptos::prelude::*;

use crate::reactive::Signal;

/// A warning above what it is about.
#[component]
pub(crate) fn Warning(
    /// What is wrong; nothing is shown where nothing is.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="warning" role="status">
            {move || text.get()}
        </p>
    }
}
