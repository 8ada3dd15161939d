//! What the forms for a new and for an existing peering share.

use domain::{
    api::error::{ApiError, Field as ErrorField},
    edit::form::{Edited, FieldErrors},
    model::{label::Label, state::ConfiguredStatus},
};
use leptos::prelude::*;

use super::label_editor::{LabelEditor, LabelRows};
use crate::{
    components::TextField,
    reactive::{RwSignal, Signal, handler},
};

/// A form as it is being filled in.
#[derive(Clone, Copy)]
pub(crate) struct PeeringForm {
    pub(crate) name: RwSignal<String>,
    pub(crate) status: RwSignal<ConfiguredStatus>,
    labels: LabelRows,
    /// What was wrong with it when it was last checked.
    pub(crate) errors: RwSignal<FieldErrors>,
    /// What the API refused, until it is sent again.
    pub(crate) refused: RwSignal<Option<ApiError>>,
    /// Whether an answer is waited for.
    pub(crate) busy: RwSignal<bool>,
    /// Whether it holds what was typed before the session was locked.
    restored: RwSignal<bool>,
}

impl PeeringForm {
    pub(crate) fn new(start: &Edited) -> Self {
        Self {
            name: RwSignal::new(start.name.clone()),
            status: RwSignal::new(start.configured_status.clone()),
            labels: LabelRows::new(&start.labels),
            errors: RwSignal::default(),
            refused: RwSignal::new(None),
            busy: RwSignal::new(false),
            restored: RwSignal::new(false),
        }
    }

    /// What stands in the form.
    pub(crate) fn edited(self) -> Edited {
        Edited {
            name: self.name.get(),
            configured_status: self.status.get(),
            labels: self.labels.labels(),
        }
    }

    /// Puts something else into the form.
    pub(crate) fn fill(self, edited: &Edited) {
        self.name.set(edited.name.clone());
        self.status.set(edited.configured_status.clone());
        self.labels.set(&edited.labels);
    }

    /// Puts back what was typed before the session was locked.
    pub(crate) fn restore(self, edited: &Edited) {
        self.fill(edited);
        self.restored.set(true);
    }

    /// What is wrong with a field: what was found here, or what the API said
    /// of it.
    pub(crate) fn wrong(self, field: ErrorField) -> Signal<Option<String>> {
        Signal::derive(move || {
            let found = self.errors.with(|errors| match field {
                ErrorField::Name => errors.name,
                ErrorField::LocalNetwork => errors.local,
                ErrorField::PeerNetwork => errors.peer,
                ErrorField::Labels => None,
            });
            let refused = || {
                self.refused.with(|error| {
                    error
                        .as_ref()
                        .filter(|error| error.field() == Some(field))
                        .map(|error| error.message.clone())
                })
            };
            found.map(Into::into).or_else(refused)
        })
    }
}

/// The fields that can be modified at any time.
#[component]
pub(crate) fn PeeringFields(
    form: PeeringForm,
    /// Whether filling in begins with the name as soon as the page is open.
    #[prop(optional)]
    autofocus: bool,
    /// Labels that only UpCloud can change.
    #[prop(optional)]
    system_labels: Vec<Label>,
    /// The fields that stand between the name and the switch.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <p class="hint" role="status">
            {move || form.restored.get().then_some("What you had typed before the session was locked is here again. Nothing of it was sent.")}
        </p>
        <TextField label="Name" value=form.name error=form.wrong(ErrorField::Name) on_input=move |name| form.name.set(name) autofocus />
        {children.map(|children| children())}
        <fieldset class="field">
            <legend>"Configured status"</legend>
            <div class="choices">
                <StatusChoice form status=ConfiguredStatus::Active explained="active: link the networks" />
                <StatusChoice form status=ConfiguredStatus::Disabled explained="disabled: keep it, without traffic" />
            </div>
        </fieldset>
        <LabelEditor
            rows=form.labels
            system=system_labels
            errors=Signal::derive(move || form.errors.with(|errors| errors.labels.clone()))
        />
    }
}

#[component]
fn StatusChoice(
    form: PeeringForm,
    status: ConfiguredStatus,
    explained: &'static str,
) -> impl IntoView {
    let held = status.clone();
    let checked = move || form.status.with(|now| *now == held);
    view! {
        <label class="choice">
            <input type="radio" name="status" prop:checked=checked on:change=handler(move |_| form.status.set(status.clone())) />
            {explained}
        </label>
    }
}
