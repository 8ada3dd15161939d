//! What is drawn only where the host allows what it is for.

use domain::api::feature::Feature;
use leptos::prelude::*;

use crate::{host::settings::Settings, reactive::expect_context};

/// A part of a page, for as long as its feature is on.
pub(crate) fn when_enabled(
    feature: Feature,
    make: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    boxed_when_enabled(feature, Box::new(make))
}

fn boxed_when_enabled(feature: Feature, make: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let settings = expect_context::<Settings>();
    let shown = move || settings.has(feature).then(&make);
    view! { {shown} }.into_any()
}

/// In the place of a page that is switched off.
pub(crate) fn disabled_page() -> AnyView {
    view! {
        <div class="panel empty">
            <h2>"This is switched off here"</h2>
            <p>"Whoever runs this console has switched it off. What is there can be looked at."</p>
        </div>
    }
    .into_any()
}
