//! The fields that the forms for a new and for an existing peering share.

use domain::{
    api::error::{ApiError, Field as ErrorField},
    edit::form::{Edited, FieldErrors},
    model::{label::Label, state::ConfiguredStatus},
};

use super::label_editor::{LabelEditor, LabelRows};
use crate::{
    components::{TextField, radio},
    reactive::prelude::*,
};

const RESTORED: &str =
    "Your input from before the session was locked was restored. It was not sent.";

/// The input of a form.
#[derive(Clone, Copy)]
pub(crate) struct PeeringForm {
    pub(crate) name: RwSignal<String>,
    pub(crate) status: RwSignal<ConfiguredStatus>,
    labels: LabelRows,
    /// What was wrong when the form was last checked.
    pub(crate) errors: RwSignal<FieldErrors>,
    /// The error of the API, until the form is sent again.
    pub(crate) refused: RwSignal<Option<ApiError>>,
    /// Whether a request is running.
    pub(crate) busy: RwSignal<bool>,
    /// Whether it holds input from before the session was locked.
    restored: RwSignal<bool>,
}

impl PeeringForm {
    pub(crate) fn new(start: &Edited) -> Self {
        Self {
            name: RwSignal::new(start.name.clone()),
            status: RwSignal::new(start.configured_status.clone()),
            labels: LabelRows::new(&start.labels),
            errors: RwSignal::default(),
            refused: RwSignal::default(),
            busy: RwSignal::default(),
            restored: RwSignal::default(),
        }
    }

    pub(crate) fn edited(self) -> Edited {
        Edited {
            name: self.name.get(),
            configured_status: self.status.get(),
            labels: self.labels.labels(),
        }
    }

    pub(crate) fn fill(self, edited: &Edited) {
        self.name.set(edited.name.clone());
        self.status.set(edited.configured_status.clone());
        self.labels.set(&edited.labels);
    }

    /// Restores input from before the session was locked.
    pub(crate) fn restore(self, edited: &Edited) {
        self.fill(edited);
        self.restored.set(true);
    }

    /// What is wrong with a field, found here or reported by the API.
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
    /// Whether the name receives the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// Labels that only UpCloud can change.
    #[prop(optional)]
    system_labels: Vec<Label>,
    /// The fields between the name and the configured status.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let status = |status, text: &'static str| radio("status", form.status, status, text);
    view! {
        <p class="hint" role="status">
            {move || form.restored.get().then_some(RESTORED)}
        </p>
        <TextField
            label="Name"
            value=form.name
            error=form.wrong(ErrorField::Name)
            on_input=move |name| form.name.set(name)
            autofocus
        />
        {children.map(|children| children())}
        <fieldset class="field">
            <legend>"Configured status"</legend>
            <div class="choices">
                {status(ConfiguredStatus::Active, "Enabled")}
                {status(ConfiguredStatus::Disabled, "Disabled (no traffic)")}
            </div>
        </fieldset>
        <LabelEditor
            rows=form.labels
            system=system_labels
            errors=Signal::derive(move || form.errors.with(|errors| errors.labels.clone()))
        />
    }
}
