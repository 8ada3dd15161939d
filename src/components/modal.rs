//! Modal dialogs, on the browser's own `<dialog>`.

use crate::{dom, reactive::prelude::*};

/// Whether a dialog is open, and its subject.
pub(crate) struct DialogState<T: 'static> {
    pub(crate) open: RwSignal<bool>,
    /// What the dialog was last opened with.
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

    pub(crate) fn open_with(self, subject: T) {
        self.subject.set(Some(subject));
        self.open.set(true);
    }
}

/// Shows a dialog as a modal one while `open` is true.
pub(crate) fn show_while(dialog: NodeRef<html::Dialog>, open: impl Fn() -> bool + 'static) {
    effect(move || {
        if let Some(dialog) = dialog.get() {
            match (open(), dialog.open()) {
                // Fails only if something else has just opened it.
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
}

/// Whether a dialog is still closed when its `close` event arrives. The event is
/// delayed, so that the dialog may have been opened again.
pub(crate) fn is_closed(dialog: NodeRef<html::Dialog>) -> bool {
    dialog.get_untracked().is_none_or(|dialog| !dialog.open())
}

/// A modal dialog, shown while `open` is true. Closing it sets `open` to false.
#[component]
pub(crate) fn Modal(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// Created again each time the dialog opens.
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
