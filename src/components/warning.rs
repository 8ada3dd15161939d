//! Something is not as it should be, although there is something to show.

use crate::reactive::Signal;
use leptos::prelude::*;

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
