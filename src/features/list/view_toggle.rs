//! What a row of the list is: a peering, or a link.

use domain::address::route::{ListQuery, View};

use super::address::ListAddress;
use crate::{components::toggle_button, reactive::prelude::*};

/// The two buttons; the filters stay as they are.
pub(crate) fn view_toggle(address: ListAddress) -> AnyView {
    let segment = move |name: &'static str, view: View| {
        let links = view != View::Peerings;
        let shown = move || address.with(ListQuery::shows_links) == links;
        toggle_button(shown, name, move || {
            if !shown() {
                address.open(|query| ListQuery { view, ..query });
            }
        })
    };
    view! {
        <div class="segments" role="group" aria-label="Show as">
            {segment("Peerings", View::Peerings)}
            {segment("Links", View::Links(None))}
        </div>
    }
    .into_any()
}
