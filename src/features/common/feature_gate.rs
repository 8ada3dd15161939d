//! Parts that are shown only while the host has their feature enabled.

use domain::api::feature::Feature;

use crate::{components::empty_panel, host::settings::Settings, reactive::prelude::*};

/// Shows a part while its feature is on.
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

/// Replaces a page whose feature is disabled.
pub(crate) fn disabled_page() -> AnyView {
    empty_panel(
        "This is disabled here",
        "Your administrator disabled this part of the console.",
        ().into_any(),
    )
}
