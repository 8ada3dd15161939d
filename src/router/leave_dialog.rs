//! Leaving a form with unsent input: the user decides what happens to it first.

use std::rc::Rc;

use leptos::{html, prelude::*};

use super::{
    Router,
    unsaved_guard::{UnsavedForm, Wanted},
};
use crate::{
    components::{button, is_closed, show_while},
    dom,
    reactive::{Signal, expect_context, handler},
    session::Session,
};

/// Asks before the user leaves the page or closes the tab while `unsent` is true and
/// the calling component is shown. Returns the input that the same form held when the
/// session was locked; `input` reads the current one.
pub(crate) fn guard<T: Clone + 'static>(
    unsent: Signal<bool>,
    input: impl Fn() -> T + 'static,
) -> Option<T> {
    let router = expect_context::<Router>();
    let guard = router.guard;
    guard.form.set(Some(UnsavedForm {
        is_unsent: unsent,
        input: Rc::new(move || Rc::new(untrack(&input))),
    }));
    on_cleanup(move || {
        guard.form.try_set(None);
    });
    if let Some(window) = web_sys::window() {
        dom::listen(&window, "beforeunload", move |event| {
            if unsent.try_get_untracked().unwrap_or(false) {
                event.prevent_default();
            }
        });
    }
    let saved = expect_context::<Session>().take_saved_input(&router.route_untracked().href())?;
    saved.downcast_ref::<T>().cloned()
}

/// Asks whether to leave a form with unsent input.
#[component]
pub(crate) fn LeaveDialog() -> impl IntoView {
    let router = expect_context::<Router>();
    let guard = router.guard;
    let dialog = NodeRef::<html::Dialog>::new();
    show_while(dialog, move || guard.wanted.with(Option::is_some));
    let stay = move || guard.wanted.set(None);
    let closed = move |_| {
        if is_closed(dialog) {
            stay();
        }
    };
    let leave = move || {
        let wanted = guard.wanted.get_untracked();
        stay();
        guard.form.set(None);
        match wanted {
            Some(Wanted::Open(route)) => router.open(route),
            Some(Wanted::Go(delta)) => router.history.with_value(|history| history.go(delta)),
            None => {}
        }
    };
    let title = dom::fresh_id();
    let labelled_by = title.clone();
    view! {
        <dialog node_ref=dialog aria-labelledby=labelled_by on:close=handler(closed)>
            <h2 id=title>"Leave without saving?"</h2>
            <p>"Your changes in this form have not been saved."</p>
            <div class="buttons">
                {button("primary", "Stay", move || stay())}
                {button("danger", "Leave", leave)}
            </div>
        </dialog>
    }
}
