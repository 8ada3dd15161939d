//! What surrounds every page once the pages are here: the quick actions, what
//! concerns the session, and the questions before something is lost.

use leptos::prelude::*;

use super::{
    account_menu::AccountMenu,
    idle_lock::{Lock, LockWarning},
    session_log_dialog::SessionLogDialog,
    top_bar::SignOut,
};
use crate::{
    components::{Modal, button},
    features::palette::QuickActions,
    reactive::{RwSignal, Signal, handler},
    router::LeaveDialog,
};

/// What can be done with the session.
#[derive(Clone, Copy)]
pub(crate) struct SessionActions {
    pub(crate) sign_out: SignOut,
    pub(crate) lock: Lock,
    /// Whether the session's log is shown.
    pub(crate) log: RwSignal<bool>,
}

/// The tools of one console.
#[component]
pub(crate) fn SessionTools(sign_out: SignOut) -> impl IntoView {
    let tools = SessionActions {
        sign_out,
        lock: Lock::new(),
        log: RwSignal::new(false),
    };
    view! {
        <QuickActions tools />
        <AccountMenu tools />
        <LockWarning lock=tools.lock />
        <SessionLogDialog open=tools.log />
        <SignOutDialog sign_out />
        <LeaveDialog />
    }
}

/// Asks before signing out stops a change half way.
#[component]
fn SignOutDialog(sign_out: SignOut) -> impl IntoView {
    let asking = sign_out.asking;
    view! {
        <Modal open=asking title=Signal::stored("Sign out during a change?".to_owned())>
            <p>
                "A change of several steps is not finished: the card in the corner shows how far it is. If you sign out now it goes no further."
            </p>
            <div class="buttons">
                <button type="button" class="primary" autofocus on:click=handler(move |_| asking.set(false))>
                    "Stay signed in"
                </button>
                {button("danger", "Sign out anyway", move || sign_out.end())}
            </div>
        </Modal>
    }
}
