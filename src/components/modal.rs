//! A modal dialog, over the browser's own.

use leptos::{html, prelude::*};

use crate::{
    dom,
    reactive::{RwSignal, Signal, effect, handler},
};

/// What a dialog is about: asking opens it.
pub(crate) struct DialogState<T: 'static> {
    pub(crate) open: RwSignal<bool>,
    /// What was asked about last.
    pub(crate) subject: RwSignal<Option<T>>,
}

impl<T> Clone for DialogState<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for DialogState<T> {}

impl<T: Clone + Send + Sync + 'static> DialogState<T> {
    pub(crate) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            subject: RwSignal::new(None),
        }
    }

    /// Opens the dialog.
    pub(crate) fn open_with(self, about: T) {
        self.subject.set(Some(about));
        self.open.set(true);
    }
}

/// Shows a dialog, over everything else, for as long as `open` says so.
pub(crate) fn show_while(dialog: NodeRef<html::Dialog>, open: impl Fn() -> bool + 'static) {
    effect(move || {
        if let Some(dialog) = dialog.get() {
            match (open(), dialog.open()) {
                // It can only fail where something else has just opened it.
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
}

/// Whether a dialog that was said to be closed still is. Browsers tell of it
/// later, and of a pressed key first: it may have been opened again since.
pub(crate) fn is_closed(dialog: NodeRef<html::Dialog>) -> bool {
    dialog.get_untracked().is_none_or(|dialog| !dialog.open())
}

/// A modal dialog that is open while `open` is true. Closing it, by Escape
/// too, sets `open` to false.
#[component]
pub(crate) fn Modal(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// The content, made anew each time the dialog opens.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    show_while(dialog, move || open.get());
    let closed = move |_| {
        if is_closed(dialog) {
            open.set(false);
        }
    };
    let id = dom::fresh_id();
    let labelled_by = id.clone();
    view! {
        <dialog node_ref=dialog aria-labelledby=labelled_by on:close=handler(closed)>
            <h2 id=id>{move || title.get()}</h2>
            {move || open.get().then(|| children().into_any())}
        </dialog>
    }
}
