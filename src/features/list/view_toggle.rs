//! What a row of the list is: a peering, or a link.

use domain::address::route::{ListQuery, View};

use super::address::ListAddress;
use crate::reactive::prelude::*;

/// The two buttons; the filters stay as they are.
pub(crate) fn view_toggle(address: ListAddress) -> AnyView {
    let segment = move |name: &'static str, view: View| {
        let links = view != View::Peerings;
        let shown = move || address.with(ListQuery::shows_links) == links;
        let press = move |_| {
            if !shown() {
                address.open(|query| ListQuery { view, ..query });
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
            {segment("Peerings", View::Peerings)}
            {segment("Links", View::Links(None))}
        </div>
    }
    .into_any()
}
