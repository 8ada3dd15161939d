//! The bar above every page.

use crate::components::{Modal, button};
use crate::reactive::{RwSignal, Signal, handler};
use domain::route::{ReachQuery, Route};
use leptos::prelude::*;

use crate::{
    data::{Bulks, Plans},
    router::marked_link,
    session::Session,
};

/// The bar above every page: where one is, who one is, and the way out.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let session = expect_context::<Session>();
    let username = move || session.account().map(|account| account.username);
    let plans = expect_context::<Plans>();
    let bulks = expect_context::<Bulks>();
    let asking = RwSignal::new(false);
    let leave = move || {
        if untrack(|| plans.any_busy() || bulks.is_open()) {
            asking.set(true);
        } else {
            session.end();
        }
    };
    let logo = view! {
        <svg viewBox="0 0 26 12" aria-hidden="true">
            <path d="M6 6h14" stroke="currentColor" stroke-width="2.4" />
            <circle cx="5" cy="6" r="4.2" />
            <circle cx="21" cy="6" r="4.2" />
        </svg>
        "Peerings"
    };
    view! {
        <header class="top-bar">
            {marked_link("logo", Route::list(), logo)}
            <nav aria-label="Tools">
                {marked_link("tool", Route::Reach(ReachQuery::default()), "Reachability")}
            </nav>
            <span class="push"></span>
            <span class="username">{move || username()}</span>
            {button("quiet", "Sign out", leave)}
        </header>
        <Modal open=asking title=Signal::stored("Sign out during a change?".to_owned())>
            <p>
                "A change of several steps is not finished: the card in the corner shows how far it is. If you sign out now it goes no further."
            </p>
            <div class="buttons">
                <button type="button" class="primary" autofocus on:click=handler(move |_| asking.set(false))>
                    "Stay signed in"
                </button>
                {button("danger", "Sign out anyway", move || session.end())}
            </div>
        </Modal>
    }
}
