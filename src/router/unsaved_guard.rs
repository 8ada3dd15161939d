//! Leaving a form that holds something unsent: the way out is held up until
//! the user has said what becomes of it.

use std::{any::Any, rc::Rc};

use domain::address::route::Route;
use leptos::{html, prelude::*};

use super::Router;
use crate::{
    components::{button, show_while},
    dom,
    reactive::{RwSignal, Signal, StoredValue, expect_context, handler},
    session::Session,
};

/// Where the user wants to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// To a page.
    Open(Route),
    /// This many entries along the history.
    Go(i32),
}

/// What keeps the user from leaving.
#[derive(Clone, Copy)]
pub(super) struct Guard {
    unsent: RwSignal<Option<UnsavedForm>>,
    wanted: RwSignal<Option<Wanted>>,
    returning: StoredValue<bool>,
}

/// A form that is shown.
#[derive(Clone)]
struct UnsavedForm {
    /// Whether it holds something unsent.
    is: Signal<bool>,
    /// All that it holds.
    input: Rc<dyn Fn() -> Rc<dyn Any>>,
}

impl UnsavedForm {
    fn is(&self) -> bool {
        self.is.try_get_untracked().unwrap_or(false)
    }
}

impl Guard {
    pub(super) fn new() -> Self {
        Self {
            unsent: RwSignal::new(None),
            wanted: RwSignal::new(None),
            returning: StoredValue::new(false),
        }
    }

    /// Whether the user may go there now; asks where not.
    pub(super) fn allows(self, wanted: Wanted) -> bool {
        let unsent = self.unsent.get_untracked();
        let unsent = unsent.is_some_and(|unsent| unsent.is());
        if unsent {
            self.wanted.set(Some(wanted));
        }
        !unsent
    }

    /// What the form holds, where that was not sent.
    pub(super) fn input(self) -> Option<Rc<dyn Any>> {
        let unsent = self.unsent.get_untracked().filter(UnsavedForm::is)?;
        Some((unsent.input)())
    }

    pub(super) fn expect_return(self) {
        self.returning.set_value(true);
    }

    /// Whether the move that just happened is the way back to the form.
    pub(super) fn is_return(self) -> bool {
        self.returning
            .try_update_value(std::mem::take)
            .unwrap_or(false)
    }
}

/// Holds up leaving the page, in the console and by closing the tab, while
/// `unsent` is true and the calling component is shown. Gives back what such a
/// form held when the session was locked; `input` is what it holds now.
pub(crate) fn guard<T: Clone + 'static>(
    unsent: Signal<bool>,
    input: impl Fn() -> T + 'static,
) -> Option<T> {
    let router = expect_context::<Router>();
    let guard = router.guard;
    guard.unsent.set(Some(UnsavedForm {
        is: unsent,
        input: Rc::new(move || Rc::new(untrack(&input))),
    }));
    on_cleanup(move || {
        guard.unsent.try_set(None);
    });
    if let Some(window) = web_sys::window() {
        dom::listen(&window, "beforeunload", move |event| {
            if unsent.try_get_untracked().unwrap_or(false) {
                event.prevent_default();
            }
        });
    }
    let kept = expect_context::<Session>().take_saved_input(&router.route_untracked().href())?;
    kept.downcast_ref::<T>().cloned()
}

/// Asks whether to leave a form that holds something unsent.
#[component]
pub(crate) fn LeaveDialog() -> impl IntoView {
    let router = expect_context::<Router>();
    let guard = router.guard;
    let dialog = NodeRef::<html::Dialog>::new();
    show_while(dialog, move || guard.wanted.with(Option::is_some));
    let stay = move || guard.wanted.set(None);
    let leave = move || {
        let wanted = guard.wanted.get_untracked();
        stay();
        guard.unsent.set(None);
        match wanted {
            Some(Wanted::Open(route)) => router.open(route),
            Some(Wanted::Go(delta)) => router.history.with_value(|history| history.go(delta)),
            None => {}
        }
    };
    let title = dom::fresh_id();
    let labelled_by = title.clone();
    view! {
        <dialog node_ref=dialog aria-labelledby=labelled_by on:close=handler(move |_| stay())>
            <h2 id=title>"Leave without saving?"</h2>
            <p>"What you typed in this form has not been sent and would be lost."</p>
            <div class="buttons">
                {button("primary", "Stay", move || stay())}
                {button("danger", "Leave", leave)}
            </div>
        </dialog>
    }
}
