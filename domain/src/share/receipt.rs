//! Files about a run: its results, also of one that was cut off, and a script that
//! restores what it deleted.

use super::{
    csv::{self, Separator},
    script::script,
};
use crate::{
    api::error::ApiError,
    change::{
        journal::{Finding, Journal, JournalStep},
        plan::{Plan, PlannedStep, Step, StepOutcome},
        run::Run,
    },
    edit::label_diff::{self, LabelEdit},
    model::{label::Label, object::Object},
};

/// What was before is what the plan found when it was made: nothing else is known.
const HEAD: [&str; 10] = [
    "uuid",
    "name",
    "step",
    "outcome",
    "status",
    "code",
    "message",
    "correlation_id",
    "before_when_planned",
    "after",
];

/// The outcome of every step of a run as a table. The steps that the run undoes come
/// first.
pub fn receipt(run: &Run) -> String {
    let plans = run.items().iter().map(|item| &item.plan);
    let entries = run.undone().iter().chain(plans).flat_map(Plan::entries);
    table(entries.map(line))
}

/// The same of a run that was cut off. The names are those that are known now, and the
/// message is how the outcome is known.
pub fn receipt_of_journal(
    journal: &Journal,
    findings: &[Finding],
    name: &dyn Fn(Object) -> Option<String>,
) -> String {
    let steps = journal.steps.iter().zip(findings);
    table(steps.map(|(step, finding)| journal_line(step, finding, name)))
}

fn table(lines: impl Iterator<Item = [String; 10]>) -> String {
    let head = [HEAD.map(str::to_owned)];
    csv::table(Separator::Comma, head.into_iter().chain(lines))
}

fn journal_line(
    step: &JournalStep,
    finding: &Finding,
    name: &dyn Fn(Object) -> Option<String>,
) -> [String; 10] {
    let object = step.task.object();
    [
        object.map(|object| object.to_string()).unwrap_or_default(),
        object.and_then(name).unwrap_or_default(),
        step.task.text(name),
        finding.outcome.text().to_lowercase(),
        String::new(),
        String::new(),
        finding.reason.to_owned(),
        String::new(),
        // A journal has no labels in it.
        String::new(),
        String::new(),
    ]
}

fn line(entry: &PlannedStep) -> [String; 10] {
    let (outcome, error) = match &entry.outcome {
        StepOutcome::Pending => ("not started", None),
        StepOutcome::Running => ("in progress", None),
        StepOutcome::Done => ("done", None),
        StepOutcome::Failed(error) if error.outcome_unknown() => ("unknown", Some(error)),
        StepOutcome::Failed(error) => ("failed", Some(error)),
    };
    let object = entry.step.touches().or(entry.created);
    let field = |read: fn(&ApiError) -> Option<String>| error.and_then(read).unwrap_or_default();
    let (before, after) = values(&entry.step);
    [
        object.map(|object| object.to_string()).unwrap_or_default(),
        entry.name.clone(),
        entry.text.clone(),
        outcome.to_owned(),
        field(|error| error.status.map(|status| status.to_string())),
        field(|error| error.code.clone()),
        field(|error| Some(error.message.clone())),
        field(|error| error.correlation_id.clone()),
        before,
        after,
    ]
}

/// What a step changes, before and after it: the labels that it touches, or the status.
fn values(step: &Step) -> (String, String) {
    match step {
        Step::Relabel { from, change, .. } => {
            let edits = label_diff::edits(from, &change.apply(from));
            let pairs = |labels: Vec<Label>| {
                let pairs: Vec<String> = labels.iter().map(Label::pair).collect();
                pairs.join(", ")
            };
            (
                pairs(edits.iter().filter_map(LabelEdit::before).collect()),
                pairs(edits.iter().filter_map(LabelEdit::after).collect()),
            )
        }
        Step::Switch { from, to, .. } => (from.to_string(), to.to_string()),
        _ => (String::new(), String::new()),
    }
}

/// A script that recreates the peerings that a run deletes, in the API at this address.
/// Empty if it deletes none.
pub fn restore_script(run: &Run, api: &str) -> String {
    if run.deletes().is_empty() {
        String::new()
    } else {
        script(run.deletes(), api)
    }
}
