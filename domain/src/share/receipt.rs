//! Files about a run: its results, also of one that was cut off, and a script that
//! restores what it deleted.

use std::fmt::Write;

use super::export::{self, csv_cell};
use crate::{
    change::{
        journal::{Finding, Journal},
        plan::{Plan, PlannedStep, StepOutcome},
        run::Run,
    },
    model::object::Object,
};

const HEAD: &str = "uuid,name,step,outcome,status,code,message,correlation_id\r\n";

/// The outcome of every step of a run as CSV (RFC 4180). The steps that the run
/// undoes come first.
pub fn receipt(run: &Run) -> String {
    let mut text = HEAD.to_owned();
    let plans = run.items().iter().map(|item| &item.plan);
    for entry in run.undone().iter().chain(plans).flat_map(Plan::entries) {
        add_line(&mut text, entry);
    }
    text
}

/// The same of a run that was cut off. The names are those that are known now, and the
/// message is how the outcome is known.
pub fn receipt_of_journal(
    journal: &Journal,
    findings: &[Finding],
    name: &dyn Fn(Object) -> Option<String>,
) -> String {
    let mut text = HEAD.to_owned();
    for (step, finding) in journal.steps.iter().zip(findings) {
        let object = step.task.object();
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{},{},{},{},,,{},\r\n",
            object.map(|object| object.to_string()).unwrap_or_default(),
            csv_cell(&object.and_then(name).unwrap_or_default()),
            csv_cell(&step.task.text(name)),
            finding.outcome.text().to_lowercase(),
            csv_cell(finding.reason),
        );
    }
    text
}

fn add_line(text: &mut String, entry: &PlannedStep) {
    let (outcome, error) = match &entry.outcome {
        StepOutcome::Pending => ("not started", None),
        StepOutcome::Running => ("in progress", None),
        StepOutcome::Done => ("done", None),
        StepOutcome::Failed(error) if error.outcome_unknown() => ("unknown", Some(error)),
        StepOutcome::Failed(error) => ("failed", Some(error)),
    };
    let object = entry.step.touches().or(entry.created);
    let field = |read: fn(&crate::api::error::ApiError) -> Option<String>| {
        error.and_then(read).unwrap_or_default()
    };
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{},{},{},{outcome},{},{},{},{}\r\n",
        object.map(|object| object.to_string()).unwrap_or_default(),
        csv_cell(&entry.name),
        csv_cell(&entry.text),
        field(|error| error.status.map(|status| status.to_string())),
        csv_cell(&field(|error| error.code.clone())),
        csv_cell(&field(|error| Some(error.message.clone()))),
        csv_cell(&field(|error| error.correlation_id.clone())),
    );
}

/// A script that recreates the peerings that a run deletes, in the API at this address.
/// Empty if it deletes none.
pub fn restore_script(run: &Run, api: &str) -> String {
    if run.deletes().is_empty() {
        String::new()
    } else {
        export::script(run.deletes(), api)
    }
}
