//! A field of a form: its label, a hint, the control, and what is wrong.

use leptos::prelude::*;

use crate::{dom, reactive::Signal};

/// The ids that tie a field's parts together.
pub(crate) struct FieldIds {
    /// What the control has to carry.
    pub(crate) control: String,
    /// What describes the control: the hint, and what is wrong.
    pub(crate) described_by: String,
    hint: String,
    error: String,
}

impl FieldIds {
    pub(crate) fn new() -> Self {
        let (hint, error) = (dom::fresh_id(), dom::fresh_id());
        Self {
            control: dom::fresh_id(),
            described_by: format!("{hint} {error}"),
            hint,
            error,
        }
    }
}

/// A labelled control, which carries the ids that it was made with. An empty
/// hint is none.
pub(crate) fn field(
    label: &'static str,
    hint: &'static str,
    error: Signal<Option<String>>,
    ids: FieldIds,
    control: AnyView,
) -> AnyView {
    view! {
        <div class="field" class:wrong=move || error.with(Option::is_some)>
            <label for=ids.control>{label}</label>
            <p class="hint" id=ids.hint>
                {hint}
            </p>
            {control}
            <p class="wrong" id=ids.error>
                {move || error.get()}
            </p>
        </div>
    }
    .into_any()
}
