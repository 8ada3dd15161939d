//! No page has this address.

use domain::address::route::Route;
use leptos::prelude::*;

use crate::{features::common::page_title, router::link};

/// Says that there is nothing, and leads back.
#[component]
pub(crate) fn NotFoundPage(
    /// The address that was asked for.
    path: String,
) -> impl IntoView {
    view! {
        {page_title("Page not found")}
        <div class="panel empty">
            <p>"No page has the address " <span class="address">{path}</span> "."</p>
            {link("button primary", Route::list(), "Go to the list of peerings")}
        </div>
    }
}
