//! What a row of the list is: a peering, or a link.

use domain::address::route::{ListQuery, Route, View};
use leptos::prelude::*;

use super::pending_query::pending_query;
use crate::{
    reactive::{RwSignal, Signal, expect_context, handler},
    router::Router,
};

/// The two buttons; the filters stay as they are.
pub(crate) fn view_toggle(query: Signal<ListQuery>, text: RwSignal<String>) -> AnyView {
    let router = expect_context::<Router>();
    let one = move |name: &'static str, links: bool| {
        let shown = move || query.with(ListQuery::shows_links) == links;
        let press = move |_| {
            if !shown() {
                router.open(Route::List(ListQuery {
                    view: if links {
                        View::Links(None)
                    } else {
                        View::Peerings
                    },
                    ..pending_query(query, text)
                }));
            }
        };
        view! {
            <button type="button" aria-pressed=move || shown().to_string() on:click=handler(press)>
                {name}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="segments" role="group" aria-label="Show as">
            {one("Peerings", false)}
            {one("Links", true)}
        </div>
    }
    .into_any()
}
