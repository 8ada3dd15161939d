//! A field of a form: its label, hint, control and error.

use crate::{dom, reactive::prelude::*};

/// The ids that connect the parts of a field.
pub(crate) struct FieldIds {
    /// The id of the control.
    pub(crate) control: String,
    /// The ids of the hint and the error, for `aria-describedby`.
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

/// A labelled control, built with the same ids.
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
