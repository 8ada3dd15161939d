//! Signing in: as a page, and as a dialog over a page whose session has expired.

use domain::api::error::ApiError;
use web_sys::HtmlFormElement;

use crate::{
    api::Api,
    components::{button, plain_error, show_while},
    dom,
    features::shell::SignInForm,
    host::settings::Settings,
    reactive::prelude::*,
    router::Router,
    session::Session,
};

/// The sign-in page.
#[component]
pub(crate) fn SignInPage(drawn: Option<HtmlFormElement>) -> impl IntoView {
    expect_context::<Router>().set_title("Sign in – UpCloud network peerings");
    let session = expect_context::<Session>();
    view! {
        <p class="end-reason" role="status">
            {move || session.end_reason()}
        </p>
        <SignInForm drawn />
    }
}

/// Asks for credentials again over the page that was open. Its forms keep their input.
#[component]
pub(crate) fn SignInAgain() -> impl IntoView {
    let session = expect_context::<Session>();
    let dialog = NodeRef::<html::Dialog>::new();
    show_while(dialog, move || session.is_expired());
    // The page below is useless until the session is back.
    let stay_open = move |event: leptos::ev::Event| event.prevent_default();
    let settings = expect_context::<Settings>();
    let form = move || {
        if settings.host().authenticates() {
            view! { <EnterAgain /> }.into_any()
        } else {
            let account = untrack(|| session.account());
            let username = account.map(|account| account.username).unwrap_or_default();
            view! {
                <p>
                    "The API no longer accepts your credentials. Sign in again to continue where you left off. Your input is kept."
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
            {move || session.is_expired().then(form)}
        </dialog>
    }
}

/// Asks to authenticate again in the host's page.
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
        // Without the details: the first file has to be small.
        error.map(|error| plain_error("Not authenticated yet", &error, ().into_any()))
    };
    view! {
        <p>
            "The API no longer accepts the credentials of the page around this console or of the gateway in front of it. Sign in there again: a gateway asks for it if you open this address in a new tab. Then continue. Your input is kept."
        </p>
        {failed}
        <div class="buttons">
            {button("primary", "Continue", enter)}
            // The host's page is out of reach while this dialog is open.
            {button("", "Leave", move || session.end_because("The session has ended.", None))}
        </div>
    }
}
