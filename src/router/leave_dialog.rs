//! Leaving a form with unsent input: the user decides what happens to it first.

use std::rc::Rc;

use super::{
    Router,
    unsaved_guard::{Guard, UnsavedForm, Wanted},
};
use crate::{components::button, dom, reactive::prelude::*, session::Session};

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
    let Guard { form, asked, .. } = router.guard;
    let stay = move || asked.open.set(false);
    asked.modal("Leave without saving?", move |_| {
        let leave = move || {
            // The host may have asked for another page meanwhile.
            let wanted = asked.subject.get_untracked();
            stay();
            form.set(None);
            match wanted {
                Some(Wanted::Open(route)) => router.open(route),
                Some(Wanted::Go(delta)) => router.history.with_value(|history| history.go(delta)),
                None => {}
            }
        };
        view! {
            <p>"Your changes in this form have not been saved."</p>
            <div class="buttons">
                {button("primary", "Stay", stay)}
                {button("danger", "Leave", leave)}
            </div>
        }
    })
}
