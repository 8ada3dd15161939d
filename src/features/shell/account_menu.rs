//! The account menu in the top bar.

use super::session_commands::SessionCommands;
use crate::{dom, reactive::prelude::*, session::Session};

/// A button with the user's name that opens the menu.
#[component]
pub(crate) fn AccountMenu(commands: SessionCommands) -> impl IntoView {
    let session = expect_context::<Session>();
    let username = move || session.account().map(|account| account.username);
    let id = dom::fresh_id();
    // Choosing an item closes the menu, as a click outside does.
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
    let log = item("Session log", Box::new(move || commands.log_open.set(true)));
    let lock = item("Lock", Box::new(move || commands.lock.now()));
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
