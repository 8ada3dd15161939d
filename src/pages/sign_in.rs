//! Signing in: as a page of its own before anything is shown, and as a dialog
//! over a page whose session has ended.

use crate::components::{button, show_while};
use crate::reactive::handler;
use leptos::{html, prelude::*};
use web_sys::HtmlFormElement;

use crate::{dom, features::SignInForm, router::Router, session::Session};

/// The page to sign in on.
#[component]
pub(crate) fn SignInPage(drawn: Option<HtmlFormElement>) -> impl IntoView {
    expect_context::<Router>().set_title("Sign in – UpCloud network peerings");
    let session = expect_context::<Session>();
    view! {
        <p class="parting" role="status">
            {move || session.parting()}
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
    let username = move || {
        session
            .account()
            .map(|account| account.username)
            .unwrap_or_default()
    };
    let title = dom::fresh_id();
    let labelled_by = title.clone();
    view! {
        <dialog class="sign-in-again" node_ref=dialog aria-labelledby=labelled_by on:cancel=handler(stay_open)>
            <h2 id=title>"Your session has ended"</h2>
            <p>
                "The API no longer accepts the credentials of this session. Sign in again to go on where you were; what you typed is kept."
            </p>
            {move || session.is_expired().then(|| view! { <SignInForm username=untrack(username) /> }.into_any())}
            {button("quiet", "Sign out", move || session.end())}
        </dialog>
    }
}
