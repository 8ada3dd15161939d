//! The way in where the host authenticates: nothing is asked of the user.

use domain::error::ApiError;
use leptos::prelude::*;

use crate::{
    api::Api,
    components::{button, plain_error},
    reactive::{RwSignal, expect_context, run},
    router::Router,
    session::Session,
};

/// Where the way in stands.
#[derive(Clone, PartialEq)]
enum Entry {
    /// It waits for the user, who was signed out or has locked the console.
    Closed,
    Underway,
    Failed(ApiError),
}

/// The page that is shown until the host has authenticated the console.
#[component]
pub(crate) fn EntryPage() -> impl IntoView {
    expect_context::<Router>().set_title("UpCloud network peerings");
    let session = expect_context::<Session>();
    let api = expect_context::<Api>();
    let entry = RwSignal::new(Entry::Closed);
    let enter = move || {
        entry.set(Entry::Underway);
        run(async move {
            if let Err(error) = api.enter().await {
                entry.try_set(Entry::Failed(error));
            }
        });
    };
    if untrack(|| session.parting()) == Some("") {
        enter();
    }
    let shown = move || match entry.get() {
        Entry::Closed => view! {
            <p role="status">{move || session.parting()}</p>
            {button("primary", "Go on", enter)}
        }
        .into_any(),
        Entry::Underway => {
            view! { <p role="status">"Opening your network peerings…"</p> }.into_any()
        }
        Entry::Failed(error) => {
            let again = button("primary", "Try again", enter);
            plain_error("The console could not be opened", &error, again)
        }
    };
    view! { <main class="entry"><div class="empty">{shown}</div></main> }
}
