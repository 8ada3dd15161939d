//! The other half of a link, created together with the first one.

use domain::{
    change::plan,
    edit::form::{self, Draft, Edited, FieldErrors},
    model::label::Label,
};

use super::label_editor::{LabelEditor, LabelRows};
use crate::{
    components::{TextField, checkbox},
    reactive::prelude::*,
};

/// The fields of the other half.
#[derive(Clone, Copy)]
pub(crate) struct OtherHalfInput {
    /// Whether to create it as well.
    pub(crate) wanted: RwSignal<bool>,
    /// The name, once one was typed.
    typed: RwSignal<Option<String>>,
    same_labels: RwSignal<bool>,
    labels: LabelRows,
    errors: RwSignal<FieldErrors>,
}

/// The input for the other half.
#[derive(Clone)]
pub(crate) struct OtherInput {
    wanted: bool,
    typed: Option<String>,
    same_labels: bool,
    labels: Vec<Label>,
}

impl OtherHalfInput {
    pub(crate) fn new() -> Self {
        Self {
            wanted: RwSignal::new(true),
            typed: RwSignal::default(),
            same_labels: RwSignal::new(true),
            labels: LabelRows::default(),
            errors: RwSignal::default(),
        }
    }

    /// Whether anything was entered here.
    pub(crate) fn is_touched(self) -> bool {
        !self.wanted.get() || self.typed.with(Option::is_some) || !self.same_labels.get()
    }

    pub(crate) fn input(self) -> OtherInput {
        OtherInput {
            wanted: self.wanted.get(),
            typed: self.typed.get(),
            same_labels: self.same_labels.get(),
            labels: self.labels.labels(),
        }
    }

    pub(crate) fn fill(self, input: OtherInput) {
        self.wanted.set(input.wanted);
        self.typed.set(input.typed);
        self.same_labels.set(input.same_labels);
        self.labels.set(&input.labels);
    }

    /// The other half of `this`, called `otherwise` unless a name was typed.
    ///
    /// # Errors
    /// The broken rules, by field.
    pub(crate) fn draft(self, this: &Draft, otherwise: &str) -> Result<Draft, FieldErrors> {
        let edited = form::check_edited(&Edited {
            name: self.typed.get().unwrap_or_else(|| otherwise.into()),
            configured_status: this.configured_status.clone(),
            labels: if self.same_labels.get() {
                this.labels.clone()
            } else {
                self.labels.labels()
            },
        })?;
        Ok(Draft {
            labels: edited.labels,
            ..plan::other_half(this, edited.name)
        })
    }

    pub(crate) fn show_errors(self, errors: FieldErrors) {
        self.errors.set(errors);
    }
}

const BOTH_ARE_YOURS: &str = "A link needs a peering in each direction. You can create both \
    because both networks are in your account.";

/// The fields for the other half.
#[component]
pub(crate) fn OtherHalfFields(
    other: OtherHalfInput,
    /// The name unless another one is typed.
    otherwise: Signal<String>,
    /// The labels of the first half.
    labels: Signal<Vec<Label>>,
) -> impl IntoView {
    let wrong = Signal::derive(move || {
        other
            .errors
            .with(|errors| errors.name.map(ToOwned::to_owned))
    });
    let name = Signal::derive(move || other.typed.get().unwrap_or_else(|| otherwise.get()));
    let share = move |same: bool| {
        if !same {
            other.labels.set(&labels.get_untracked());
        }
        other.same_labels.set(same);
    };
    let editor = move || {
        (!other.same_labels.get()).then(|| {
            let errors = Signal::derive(move || other.errors.with(|errors| errors.labels.clone()));
            view! {
                <div role="group" aria-label="Labels of the other half">
                    <LabelEditor rows=other.labels system=Vec::new() errors />
                </div>
            }
            .into_any()
        })
    };
    view! {
        <fieldset class="other-half" aria-label="The other half">
            {checkbox("Create both halves", other.wanted, move |both| other.wanted.set(both))}
            <p class="hint">
                {BOTH_ARE_YOURS}
            </p>
            <div hidden=move || !other.wanted.get()>
                <TextField
                    label="Name of the other half"
                    value=name
                    error=wrong
                    on_input=move |name| other.typed.set(Some(name))
                />
                {checkbox("Same labels on the other half", other.same_labels, share)}
                {editor}
            </div>
        </fieldset>
    }
}
