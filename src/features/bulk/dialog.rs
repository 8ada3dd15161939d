//! The dialog that shows a bulk change before it starts.

use domain::{
    change::{bulk::BulkAction, run::Run},
    list::{count_of_peerings, selected::names},
};
use web_sys::HtmlElement;

use super::{
    label_change::{LabelChange, LabelFields},
    plan_summary::{PlanSummary, count_text},
};
use crate::{
    components::{DialogState, TextField, cancel_button},
    data::{Runner, Selection, SharedRows},
    dom,
    reactive::prelude::*,
};

/// More names than these are counted.
const MAX_NAMES: usize = 20;

const DELETION: &str = "This can't be undone, and traffic stops. \
    A script that creates the peerings again can be saved while the run is shown.";

/// A change that is about to be shown.
#[derive(Clone)]
pub(super) struct BulkSubject {
    pub(super) action: BulkAction,
    /// The peerings that it is for.
    pub(super) rows: SharedRows,
    /// Those of them that the list does not show.
    pub(super) hidden: SharedRows,
}

#[component]
pub(super) fn BulkDialog(dialog: DialogState<BulkSubject>) -> impl IntoView {
    let open = dialog.open;
    let title = Signal::derive(move || {
        let subject = dialog.subject.get();
        subject.map_or_else(String::new, |subject| {
            subject.action.title(subject.rows.len())
        })
    });
    dialog.modal(title, move |subject| {
        view! { <BulkForm open subject /> }.into_any()
    })
}

/// Says which of the peerings are not in view: nobody changes those unseen.
fn hidden_note(hidden: &SharedRows) -> Option<AnyView> {
    let text = match hidden.len() {
        0 => return None,
        1 => format!("Not in the view: {}.", names(hidden, MAX_NAMES)),
        count => format!("{count} are not in the view: {}.", names(hidden, MAX_NAMES)),
    };
    Some(view! { <p class="warning">{text}</p> }.into_any())
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
    let labels = matches!(action, BulkAction::Relabel(_)).then(LabelChange::default);
    let confirmation = (action == BulkAction::Delete).then(Confirmation::default);
    let note = hidden_note(&hidden);
    let rows = StoredValue::new(rows);
    let action = Signal::derive(move || match labels {
        Some(labels) => BulkAction::Relabel(labels.change()),
        None => action.clone(),
    });
    let plan = Signal::derive(move || {
        rows.with_value(|rows| PlanSummary::new(&Run::bulk(&action.get(), rows), &hidden))
    });
    let is_empty = move || plan.with(|plan| plan.count == 0);
    let submit = move |form: HtmlElement| {
        let count = plan.with_untracked(|plan| plan.count);
        let is_confirmed = confirmation.is_none_or(|confirmation| confirmation.check(count));
        if !is_confirmed || !labels.is_none_or(|labels| untrack(|| labels.check())) {
            dom::focus_wrong(&form);
        } else if count > 0 {
            open.set(false);
            selection.clear();
            rows.with_value(|rows| runner.start_bulk(&action.get_untracked(), rows));
        }
    };
    let status = move || {
        let selected = rows.with_value(|rows| rows.len());
        plan.with(|plan| count_text(plan.count, selected))
    };
    let verb = if confirmation.is_some() {
        "Delete"
    } else {
        "Update"
    };
    let button_text = move || {
        let count = plan.with(|plan| plan.count);
        format!("{verb} {}", count_of_peerings(count))
    };
    view! {
        <form on:submit=on_submit(submit) novalidate>
            {note}
            {labels.map(|labels| view! { <LabelFields labels /> }.into_any())}
            <p role="status">{status}</p>
            <ol class="steps planned many" tabindex="0" aria-label="Planned changes">
                {move || plan.with(PlanSummary::list)}
            </ol>
            {confirmation.map(Confirmation::field)}
            <div class="buttons">
                <button
                    type="submit"
                    class=if confirmation.is_some() { "danger" } else { "primary" }
                    aria-disabled=move || is_empty().to_string()
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
