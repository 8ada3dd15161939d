//! The dialog that shows a bulk change before it starts.

use domain::{
    change::{bulk::BulkAction, run::Run},
    list::count_of_peerings,
};
use web_sys::HtmlElement;

use super::{
    label_form::LabelForm,
    plan_summary::{PlanSummary, count_text},
    subject::{BulkSubject, hidden_note},
};
use crate::{
    components::{DialogState, TextField, cancel_button},
    data::{Runner, Selection},
    dom,
    reactive::prelude::*,
};

const DELETION: &str = "This can't be undone, and traffic stops. \
    A script that creates the peerings again can be saved while the run is shown.";

#[component]
pub(super) fn BulkDialog(dialog: DialogState<BulkSubject>) -> impl IntoView {
    let open = dialog.open;
    let title = Signal::derive(move || {
        let subject = dialog.subject.get();
        subject.map_or_else(String::new, |subject| {
            let count = subject.rows.len();
            match subject.action {
                BulkAction::Relabel(_) => format!("Labels of {}", count_of_peerings(count)),
                action => action.title(count),
            }
        })
    });
    dialog.modal(title, move |subject| match subject.action {
        BulkAction::Relabel(_) => view! { <LabelForm open subject /> }.into_any(),
        _ => view! { <BulkForm open subject /> }.into_any(),
    })
}

#[component]
fn BulkForm(open: RwSignal<bool>, subject: BulkSubject) -> impl IntoView {
    let BulkSubject {
        action,
        rows,
        hidden,
    } = subject;
    let runner = expect_context::<Runner>();
    let selection = expect_context::<Selection>();
    let confirmation = (action == BulkAction::Delete).then(Confirmation::default);
    let note = hidden_note(&hidden);
    let rows = StoredValue::new(rows);
    let plan = rows.with_value(|rows| PlanSummary::new(&Run::bulk(&action, rows), &hidden));
    let count = plan.count;
    let submit = move |form: HtmlElement| {
        let is_confirmed = confirmation.is_none_or(|confirmation| confirmation.check(count));
        if !is_confirmed {
            dom::focus_wrong(&form);
        } else if count > 0 {
            open.set(false);
            selection.clear();
            rows.with_value(|rows| runner.start_bulk(&action, rows));
        }
    };
    let status = count_text(count, rows.with_value(|rows| rows.len()));
    let verb = if confirmation.is_some() {
        "Delete"
    } else {
        "Update"
    };
    let button_text = format!("{verb} {}", count_of_peerings(count));
    view! {
        <form on:submit=on_submit(submit) novalidate>
            {note}
            <p role="status">{status}</p>
            <ol class="steps planned many" tabindex="0" aria-label="Planned changes">
                {plan.list()}
            </ol>
            {confirmation.map(Confirmation::field)}
            <div class="buttons">
                <button
                    type="submit"
                    class=if confirmation.is_some() { "danger" } else { "primary" }
                    aria-disabled=(count == 0).to_string()
                >
                    {button_text}
                </button>
                {cancel_button(open)}
            </div>
        </form>
    }
}

/// The number of peerings, which the user types: no hasty Enter deletes many.
#[derive(Clone, Copy, Default)]
struct Confirmation {
    typed: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl Confirmation {
    /// Whether this number was typed; shows an error if not.
    fn check(self, count: usize) -> bool {
        let is_right = self
            .typed
            .with_untracked(|typed| typed.trim() == count.to_string());
        let error = (!is_right).then(|| format!("Type {count} to confirm"));
        self.error.set(error);
        is_right
    }

    fn field(self) -> AnyView {
        let Self { typed, error } = self;
        view! {
            <p>{DELETION}</p>
            <TextField
                label="Type the number of peerings to confirm"
                value=typed
                error
                on_input=move |text| typed.set(text)
                inputmode="numeric"
            />
        }
        .into_any()
    }
}
