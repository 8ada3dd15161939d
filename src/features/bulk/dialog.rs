//! Asks before many peerings are changed: each object and each step.

use std::sync::Arc;

use domain::{
    change::{
        bulk::BulkAction,
        run::{Item, Run},
    },
    edit::relabel::Relabel,
    model::{
        label::{self, Label},
        row::Row,
    },
};
use leptos::{ev, prelude::*};

use super::export_dialog::counted;
use crate::{
    components::{DialogState, FieldIds, Modal, button, field},
    data::{Runner, Selection},
    dom,
    reactive::{RwSignal, Signal, expect_context, handler},
};

/// More peerings than these are counted and not listed.
const MAX_LISTED: usize = 200;

/// The dialog, for an action over these rows.
#[component]
pub(crate) fn BulkDialog(asked: DialogState<(BulkAction, Arc<Vec<Arc<Row>>>)>) -> impl IntoView {
    let open = asked.open;
    let title = Signal::derive(move || {
        let asked = asked.subject.get();
        asked.map_or_else(String::new, |(action, rows)| action.title(rows.len()))
    });
    view! {
        <Modal open title>
            {move || {
                asked
                    .subject
                    .get_untracked()
                    .map(|(action, rows)| view! { <BulkForm open action rows /> }.into_any())
            }}
        </Modal>
    }
}

#[component]
fn BulkForm(open: RwSignal<bool>, action: BulkAction, rows: Arc<Vec<Arc<Row>>>) -> impl IntoView {
    let runner = expect_context::<Runner>();
    let selection = expect_context::<Selection>();
    let labels = matches!(action, BulkAction::Relabel(_)).then(LabelChange::new);
    let deletes = action == BulkAction::Delete;
    let action = Signal::derive(move || match labels {
        Some(labels) => BulkAction::Relabel(labels.change()),
        None => action.clone(),
    });
    let plan = {
        let rows = Arc::clone(&rows);
        Signal::derive(move || PlanSummary::of(&Run::bulk(&action.get(), &rows)))
    };
    let nothing = move || plan.with(|plan| plan.count == 0);
    let total = rows.len();
    // Typed, so that no hasty Enter deletes many.
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let submit = {
        let rows = Arc::clone(&rows);
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            let place = event_target(&event);
            let count = plan.with_untracked(|plan| plan.count).to_string();
            let labelled = labels.is_none_or(|labels| untrack(|| labels.check()));
            if deletes && typed.with_untracked(|typed| typed.trim() != count) {
                wrong.set(Some(format!("Type {count} to delete so many peerings")));
                dom::focus_wrong(&place);
            } else if !labelled {
                dom::focus_wrong(&place);
            } else if !untrack(nothing) {
                open.set(false);
                selection.clear();
                runner.start_bulk(&action.get_untracked(), &rows);
            }
        }
    };
    let told = move || {
        let plan = plan.get();
        let left = total - plan.count;
        let left = match left {
            0 => String::new(),
            left => format!(" Of {} nothing has to be changed.", counted(left)),
        };
        format!("{} in all.{left}", counted(plan.count))
    };
    let ids = FieldIds::new();
    let confirm = deletes.then(|| {
        let control = view! {
            <input
                id=ids.control.clone()
                aria-describedby=ids.described_by.clone()
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                autocomplete="off"
                inputmode="numeric"
                prop:value=move || typed.get()
                on:input=handler(move |event| typed.set(event_target_value(&event)))
            />
        }
        .into_any();
        view! {
            <p>"You cannot undo this. No traffic passes afterwards. A script that creates them again can be saved from the card of the run."</p>
            {field("Type how many are deleted, to confirm", "", wrong.into(), ids, control)}
        }
        .into_any()
    });
    view! {
        <form on:submit=handler(submit) novalidate>
            {labels.map(|labels| view! { <LabelFields labels /> }.into_any())}
            <p role="status">{told}</p>
            <ol class="steps planned many" tabindex="0" aria-label="What will be done">
                {move || plan.with(PlanSummary::drawn)}
            </ol>
            {confirm}
            <div class="buttons">
                <button
                    type="submit"
                    class=if deletes { "danger" } else { "primary" }
                    aria-disabled=move || nothing().to_string()
                >
                    "Start"
                </button>
                <button type="button" autofocus on:click=handler(move |_| open.set(false))>
                    "Leave them as they are"
                </button>
            </div>
        </form>
    }
}

/// A run before it starts, as it is listed.
#[derive(Clone, PartialEq)]
struct PlanSummary {
    count: usize,
    lines: Vec<(String, String)>,
}

impl PlanSummary {
    fn of(run: &Run) -> Self {
        let line = |item: &Item| {
            let entries = item.plan.entries();
            let texts: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
            let object = entries.first().and_then(|entry| entry.step.touches());
            let id = object.map(|object| object.to_string());
            (texts.join(", then "), id.unwrap_or_default())
        };
        Self {
            count: run.items().len(),
            lines: run.items().iter().take(MAX_LISTED).map(line).collect(),
        }
    }

    fn drawn(&self) -> AnyView {
        let more = self.count.saturating_sub(self.lines.len());
        let more = (more > 0)
            .then(|| view! { <li>{format!("and {more} more in the same way")}</li> }.into_any());
        let lines: Vec<AnyView> = self
            .lines
            .iter()
            .map(|(text, id)| {
                view! {
                    <li>
                        {text.clone()}
                        <span class="address">{id.clone()}</span>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            {lines}
            {more}
        }
        .into_any()
    }
}

/// Labels to set and to take away, as they are filled in.
#[derive(Clone, Copy)]
struct LabelChange {
    key: RwSignal<String>,
    value: RwSignal<String>,
    gone: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
}

impl LabelChange {
    fn new() -> Self {
        Self {
            key: RwSignal::new(String::new()),
            value: RwSignal::new(String::new()),
            gone: RwSignal::new(String::new()),
            wrong: RwSignal::new(None),
        }
    }

    fn change(self) -> Relabel {
        let key = self.key.get().trim().to_owned();
        let gone = self.gone.get().trim().to_owned();
        let set = (!key.is_empty()).then(|| Label::new(key, self.value.get().trim()));
        Relabel {
            set: set.into_iter().collect(),
            unset: Some(gone)
                .filter(|gone| !gone.is_empty())
                .into_iter()
                .collect(),
        }
    }

    /// Whether it can be sent; where not, says why.
    fn check(self) -> bool {
        let change = self.change();
        let mut errors = label::check_all(&change.set).into_iter().flatten();
        let wrong = match errors.next() {
            Some(error) => Some(error.to_string()),
            None if change == Relabel::default() => {
                Some("Enter a label to set, or the key of one to take away".into())
            }
            None => None,
        };
        let good = wrong.is_none();
        self.wrong.set(wrong);
        good
    }
}

#[component]
fn LabelFields(labels: LabelChange) -> impl IntoView {
    let input = |text: RwSignal<String>, wrong: Signal<Option<String>>, label: &'static str| {
        let ids = FieldIds::new();
        let control = view! {
            <input
                id=ids.control.clone()
                aria-describedby=ids.described_by.clone()
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
                on:input=handler(move |event| text.set(event_target_value(&event)))
            />
        }
        .into_any();
        field(label, "", wrong, ids, control)
    };
    let fine = Signal::stored(None);
    view! {
        <div class="two">
            {input(labels.key, labels.wrong.into(), "Set the label")}
            {input(labels.value, fine, "to the value")}
        </div>
        {input(labels.gone, fine, "Take away the label")}
        {button("quiet small", "Clear", move || {
            labels.key.set(String::new());
            labels.value.set(String::new());
            labels.gone.set(String::new());
        })}
    }
}
