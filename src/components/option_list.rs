//! The options of a list box whose text input keeps the focus, as ARIA's combobox
//! pattern describes it.

use web_sys::Element;

use crate::{dom, reactive::prelude::*};

/// A list box and which of its options is marked.
#[derive(Clone, Copy)]
pub(crate) struct OptionList {
    id: StoredValue<String>,
    marked: Signal<usize>,
}

impl OptionList {
    pub(crate) fn new(marked: impl Into<Signal<usize>>) -> Self {
        Self {
            id: StoredValue::new(dom::fresh_id()),
            marked: marked.into(),
        }
    }

    pub(crate) fn id(self) -> String {
        self.id.get_value()
    }

    fn option_id(self, position: usize) -> String {
        format!("{}-{position}", self.id())
    }

    /// The id of the marked option; tracked.
    pub(crate) fn marked_id(self) -> String {
        self.option_id(self.marked.get())
    }

    /// Keeps the marked option in view.
    pub(crate) fn follow<L: AsRef<Element>>(self, list: impl Fn() -> Option<L> + 'static) {
        effect(move || {
            let option = format!("#{}", self.marked_id());
            let list = list();
            if let Some(option) = list.and_then(|list| dom::find(list.as_ref(), &option)) {
                dom::show(&option);
            }
        });
    }

    /// The option at this position.
    pub(crate) fn option(
        self,
        position: usize,
        content: AnyView,
        pick: impl Fn() + 'static,
    ) -> AnyView {
        view! {
            <li
                role="option"
                id=self.option_id(position)
                aria-selected=move || (self.marked.get() == position).to_string()
                // Keeps the focus in the text input.
                on:mousedown=handler(move |event: ev::MouseEvent| event.prevent_default())
                on:click=handler(move |_| pick())
            >
                {content}
            </li>
        }
        .into_any()
    }
}

/// Says that more match than are shown.
pub(crate) fn more_text(more: usize) -> String {
    format!("{more} more. Type to narrow the results.")
}
