//! Where the host authenticates: the console opens without a sign-in form.

use domain::api::error::ApiError;

use crate::{
    api::Api,
    components::{button, plain_error},
    reactive::prelude::*,
    router::Router,
    session::Session,
};

/// How far opening the console is.
#[derive(Clone, PartialEq)]
enum EntryState {
    /// Waits for the user, who signed out or locked the console.
    Closed,
    Underway,
    Failed(ApiError),
}

/// Shown until the API accepts the host's authentication.
#[component]
pub(crate) fn EntryPage() -> impl IntoView {
    expect_context::<Router>().set_title("UpCloud network peerings");
    let session = expect_context::<Session>();
    let api = expect_context::<Api>();
    let entry = RwSignal::new(EntryState::Closed);
    let enter = move || {
        entry.set(EntryState::Underway);
        spawn(async move {
            let failure = api.enter().await.err();
            entry.try_set(failure.map_or(EntryState::Closed, EntryState::Failed));
        });
    };
    if untrack(|| session.end_reason()) == Some("") {
        enter();
    }
    let shown = move || match entry.get() {
        EntryState::Closed => view! {
            <p role="status">{move || session.end_reason()}</p>
            {button("primary", "Continue", enter)}
        }
        .into_any(),
        EntryState::Underway => {
            view! { <p role="status">"Opening your network peerings…"</p> }.into_any()
        }
        EntryState::Failed(error) => {
            let again = button("primary", "Try again", enter);
            plain_error("Opening the console failed", &error, again)
        }
    };
    view! { <main class="entry"><div class="empty">{shown}</div></main> }
}
