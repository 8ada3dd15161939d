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

impl<T> Default for DialogState<T> {
    fn default() -> Self {
        Self {
            open: RwSignal::default(),
            subject: RwSignal::default(),
        }
    }
}

impl<T: Clone + 'static> DialogState<T> {
    pub(crate) fn open_with(self, subject: T) {
        self.subject.set(Some(subject));
        self.open.set(true);
    }

    /// The dialog, whose content is made for its subject.
    pub(crate) fn modal<V: IntoView + 'static>(
        self,
        title: impl Into<Signal<String>>,
        content: impl Fn(T) -> V + Send + 'static,
    ) -> AnyView {
        let content = move || self.subject.get_untracked().map(&content);
        modal(self.open, title, content)
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

/// A modal dialog, shown while `open` is true. Closing it sets `open` to false. Its
/// content is made again each time it opens.
pub(crate) fn modal<V: IntoView + 'static>(
    open: RwSignal<bool>,
    title: impl Into<Signal<String>>,
    content: impl Fn() -> V + Send + 'static,
) -> AnyView {
    boxed_modal(open, title.into(), Box::new(move || content().into_any()))
}

fn boxed_modal(
    open: RwSignal<bool>,
    title: Signal<String>,
    content: Box<dyn Fn() -> AnyView + Send>,
) -> AnyView {
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
            {move || open.get().then(&content)}
        </dialog>
    }
    .into_any()
}

/// The button that closes a dialog. It receives the focus, so that a hasty Enter
/// changes nothing.
pub(crate) fn cancel_button(open: RwSignal<bool>) -> AnyView {
    view! {
        <button type="button" autofocus on:click=handler(move |_| open.set(false))>
            "Cancel"
        </button>
    }
    .into_any()
}
