//! The account menu, and the dialogs that belong to the session.

use super::{
    account_menu::AccountMenu, session_commands::SessionCommands,
    session_log_dialog::SessionLogDialog, top_bar::SignOut,
};
use crate::{
    components::{Printing, button, modal},
    reactive::prelude::*,
    router::LeaveDialog,
};

/// The session tools of one console.
#[component]
pub(crate) fn SessionTools(commands: SessionCommands) -> impl IntoView {
    expect_context::<Printing>().follow();
    view! {
        <AccountMenu commands />
        <SessionLogDialog open=commands.log_open />
        <SignOutDialog sign_out=commands.sign_out />
        <LeaveDialog />
    }
}

/// Asks before signing out interrupts a change.
#[component]
fn SignOutDialog(sign_out: SignOut) -> impl IntoView {
    let asking = sign_out.asking;
    modal(asking, "Sign out during a change?", move || {
        view! {
            <p>
                "A change is still running. If you sign out now, its remaining steps are not carried out."
            </p>
            <div class="buttons">
                <button type="button" class="primary" autofocus on:click=handler(move |_| asking.set(false))>
                    "Stay signed in"
                </button>
                {button("danger", "Sign out anyway", move || sign_out.end())}
            </div>
        }
    })
}
