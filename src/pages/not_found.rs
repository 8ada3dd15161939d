//! The page for unknown addresses.

use domain::address::route::Route;

use crate::{features::common::page_title, reactive::prelude::*, router::link};

#[component]
pub(crate) fn NotFoundPage(path: String) -> impl IntoView {
    view! {
        {page_title("Page not found")}
        <div class="panel empty">
            <p>"There is no page at " <span class="address">{path}</span> "."</p>
            {link("button primary", Route::list(), "Go to the list of peerings")}
        </div>
    }
}
