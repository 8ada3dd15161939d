//! Signing in: as a page of its own before anything is shown, and as a dialog
//! over a page whose session has ended.

use domain::api::error::ApiError;
use leptos::{html, prelude::*};
use web_sys::HtmlFormElement;

use crate::{
    api::Api,
    components::{button, error_notice, show_while},
    dom,
    features::shell::SignInForm,
    host::settings::Settings,
    reactive::{RwSignal, expect_context, handler, spawn},
    router::Router,
    session::Session,
};

/// The page to sign in on.
#[component]
pub(crate) fn SignInPage(drawn: Option<HtmlFormElement>) -> impl IntoView {
    expect_context::<Router>().set_title("Sign in – UpCloud network peerings");
    let session = expect_context::<Session>();
    view! {
        <p class="parting" role="status">
            {move || session.end_reason()}
        </p>
        <SignInForm drawn />
    }
}

/// Asks for the credentials again, over the page that was open. What stands in
/// that page's forms stays.
#[component]
pub(crate) fn SignInAgain() -> impl IntoView {
    let session = expect_context::<Session>();
    let dialog = NodeRef::<html::Dialog>::new();
    show_while(dialog, move || session.is_expired());
    // The page below is of no use before the session is back.
    let stay_open = move |event: leptos::ev::Event| event.prevent_default();
    let settings = expect_context::<Settings>();
    let way_in = move || {
        if settings.host().authenticates() {
            view! { <EnterAgain /> }.into_any()
        } else {
            let account = untrack(|| session.account());
            let username = account.map(|account| account.username).unwrap_or_default();
            view! {
                <p>
                    "The API no longer accepts the credentials of this session. Sign in again to go on where you were; what you typed is kept."
                </p>
                <SignInForm username />
                {button("quiet", "Sign out", move || session.end())}
            }
            .into_any()
        }
    };
    let title = dom::fresh_id();
    let labelled_by = title.clone();
    view! {
        <dialog class="sign-in-again" node_ref=dialog aria-labelledby=labelled_by on:cancel=handler(stay_open)>
            <h2 id=title>"Your session has ended"</h2>
            {move || session.is_expired().then(way_in)}
        </dialog>
    }
}

/// The same where the host authenticates.
#[component]
fn EnterAgain() -> impl IntoView {
    let api = expect_context::<Api>();
    let session = expect_context::<Session>();
    let failed = RwSignal::new(None::<ApiError>);
    let enter = move || {
        failed.set(None);
        spawn(async move {
            failed.try_set(api.enter().await.err());
        });
    };
    let failed = move || {
        let error = failed.get();
        error.map(|error| error_notice("It is not accepted yet", &error, None))
    };
    view! {
        <p>
            "The API no longer accepts what the page around this console authenticates it with. See to it there, perhaps in another tab, and go on where you were; what you typed is kept."
        </p>
        {failed}
        <div class="buttons">
            {button("primary", "Go on", enter)}
            // The page around it is out of reach while this is open.
            {button("", "Leave", move || session.end_because("The session has ended.", None))}
        </div>
    }
}
