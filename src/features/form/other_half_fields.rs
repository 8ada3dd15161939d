//! The other half of a link, composed beside the first one.

use domain::{
    change::plan,
    edit::form::{self, Draft, Edited, FieldErrors},
    model::label::Label,
};
use leptos::prelude::*;

use super::label_editor::{LabelEditor, LabelRows};
use crate::{
    components::{FieldIds, field},
    reactive::{RwSignal, Signal, handler},
};

/// The other half as it is being filled in.
#[derive(Clone, Copy)]
pub(crate) struct OtherHalfInput {
    /// Whether it shall be created as well.
    pub(crate) wanted: RwSignal<bool>,
    /// The name, once one was typed.
    typed: RwSignal<Option<String>>,
    same_labels: RwSignal<bool>,
    labels: LabelRows,
    errors: RwSignal<FieldErrors>,
}

/// What was entered for the other half.
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
            typed: RwSignal::new(None),
            same_labels: RwSignal::new(true),
            labels: LabelRows::new(&[]),
            errors: RwSignal::default(),
        }
    }

    /// Whether anything was entered here.
    pub(crate) fn is_touched(self) -> bool {
        !self.wanted.get() || self.typed.with(Option::is_some) || !self.same_labels.get()
    }

    /// What was entered here.
    pub(crate) fn input(self) -> OtherInput {
        OtherInput {
            wanted: self.wanted.get(),
            typed: self.typed.get(),
            same_labels: self.same_labels.get(),
            labels: self.labels.labels(),
        }
    }

    /// Enters it again.
    pub(crate) fn fill(self, input: OtherInput) {
        self.wanted.set(input.wanted);
        self.typed.set(input.typed);
        self.same_labels.set(input.same_labels);
        self.labels.set(&input.labels);
    }

    /// The other half of `this`, named as `otherwise` where no name was typed.
    ///
    /// # Errors
    /// Every rule that is broken, by its field.
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

    /// Says of each field what is wrong with it.
    pub(crate) fn tell(self, errors: FieldErrors) {
        self.errors.set(errors);
    }
}

/// The fields for the other half.
#[component]
pub(crate) fn OtherHalfFields(
    other: OtherHalfInput,
    /// The name that it gets unless another one is typed.
    otherwise: Signal<String>,
    /// The labels of the first half.
    labels: Signal<Vec<Label>>,
) -> impl IntoView {
    let wrong = Signal::derive(move || {
        other
            .errors
            .with(|errors| errors.name.map(ToOwned::to_owned))
    });
    let ids = FieldIds::new();
    let name = view! {
        <input
            id=ids.control.clone()
            aria-describedby=ids.described_by.clone()
            aria-invalid=move || wrong.with(Option::is_some).to_string()
            autocomplete="off"
            prop:value=move || other.typed.get().unwrap_or_else(|| otherwise.get())
            on:input=handler(move |event| other.typed.set(Some(event_target_value(&event))))
        />
    }
    .into_any();
    let name = field("Name of the other side", "", wrong, ids, name);
    let share = move |event| {
        let same = event_target_checked(&event);
        if !same {
            other.labels.set(&labels.get_untracked());
        }
        other.same_labels.set(same);
    };
    let editor = move || {
        (!other.same_labels.get()).then(|| {
            let errors = Signal::derive(move || other.errors.with(|errors| errors.labels.clone()));
            view! {
                <div role="group" aria-label="Labels of the other side">
                    <LabelEditor rows=other.labels system=Vec::new() errors />
                </div>
            }
            .into_any()
        })
    };
    view! {
        <fieldset class="other-half" aria-label="The other side">
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || other.wanted.get()
                    on:change=handler(move |event| other.wanted.set(event_target_checked(&event)))
                />
                "Also create the other side"
            </label>
            <p class="hint">
                "A link needs a peering in each direction. Both networks are this account's, so both can be made at once."
            </p>
            <div hidden=move || !other.wanted.get()>
                {name}
                <label class="choice">
                    <input type="checkbox" prop:checked=move || other.same_labels.get() on:change=handler(share) />
                    "The same labels on the other side"
                </label>
                {editor}
            </div>
        </fieldset>
    }
}
