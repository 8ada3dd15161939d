//! Files about a run: its results, and a script that restores what it deleted.

use super::{
    csv::{self, Separator},
    script::script,
};
use crate::{
    api::error::ApiError,
    change::{
        plan::{Plan, PlannedStep, StepOutcome},
        run::Run,
    },
};

const HEAD: [&str; 8] = [
    "uuid",
    "name",
    "step",
    "outcome",
    "status",
    "code",
    "message",
    "correlation_id",
];

/// The outcome of every step of a run as a table. The steps that the run undoes come
/// first.
pub fn receipt(run: &Run) -> String {
    let plans = run.items().iter().map(|item| &item.plan);
    let entries = run.undone().iter().chain(plans).flat_map(Plan::entries);
    let lines = [HEAD.map(str::to_owned)]
        .into_iter()
        .chain(entries.map(line));
    csv::table(Separator::Comma, lines)
}

fn line(entry: &PlannedStep) -> [String; 8] {
    let (outcome, error) = match &entry.outcome {
        StepOutcome::Pending => ("not started", None),
        StepOutcome::Running => ("in progress", None),
        StepOutcome::Done => ("done", None),
        StepOutcome::Failed(error) if error.outcome_unknown() => ("unknown", Some(error)),
        StepOutcome::Failed(error) => ("failed", Some(error)),
    };
    let object = entry.step.touches().or(entry.created);
    let field = |read: fn(&ApiError) -> Option<String>| error.and_then(read).unwrap_or_default();
    [
        object.map(|object| object.to_string()).unwrap_or_default(),
        entry.name.clone(),
        entry.text.clone(),
        outcome.to_owned(),
        field(|error| error.status.map(|status| status.to_string())),
        field(|error| error.code.clone()),
        field(|error| Some(error.message.clone())),
        field(|error| error.correlation_id.clone()),
    ]
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
