//! The user's name in the bar, and what can be done with the session.

use leptos::prelude::*;

use super::session_tools::SessionActions;
use crate::{
    dom,
    reactive::{expect_context, handler},
    session::Session,
};

/// A button with the user's name that opens a few others.
#[component]
pub(crate) fn AccountMenu(tools: SessionActions) -> impl IntoView {
    let session = expect_context::<Session>();
    let username = move || session.account().map(|account| account.username);
    let id = dom::fresh_id();
    // Choosing closes it, as pressing anywhere else does.
    let item = |name: &'static str, press: Box<dyn Fn()>| {
        view! {
            <button
                type="button"
                class="quiet"
                popovertarget=id.clone()
                popovertargetaction="hide"
                on:click=handler(move |_| press())
            >
                {name}
            </button>
        }
        .into_any()
    };
    let log = item("Session log", Box::new(move || tools.log.set(true)));
    let lock = item("Lock", Box::new(move || tools.lock.now()));
    view! {
        <button type="button" class="quiet account" popovertarget=id.clone() aria-label=move || format!("Session of {}", username().unwrap_or_default())>
            <bdi>{username}</bdi>
        </button>
        <div class="menu" id=id popover="auto">
            {log}
            {lock}
        </div>
    }
}
