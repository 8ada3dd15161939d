//! What became of a run, as files.

use std::fmt::Write;

use super::export::{self, csv_cell};
use crate::change::{
    plan::{Plan, PlannedStep, StepOutcome},
    run::Run,
};

/// Every step of a run and what became of it, as a table (RFC 4180). The steps
/// that the run undoes come first.
#[must_use]
pub fn receipt(run: &Run) -> String {
    let mut text = "uuid,name,step,outcome,status,code,message,correlation_id\r\n".to_owned();
    let plans = run.items().iter().map(|item| &item.plan);
    for entry in run.undone().iter().chain(plans).flat_map(Plan::entries) {
        add_line(&mut text, entry);
    }
    text
}

fn add_line(text: &mut String, entry: &PlannedStep) {
    let (outcome, error) = match &entry.outcome {
        StepOutcome::Pending => ("not taken", None),
        StepOutcome::Running => ("under way", None),
        StepOutcome::Done => ("done", None),
        StepOutcome::Failed(error) if error.outcome_unknown() => ("not known", Some(error)),
        StepOutcome::Failed(error) => ("failed", Some(error)),
    };
    let object = entry.step.touches().or(entry.created);
    let of_error = |read: fn(&crate::api::error::ApiError) -> Option<String>| {
        error.and_then(read).unwrap_or_default()
    };
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{},{},{},{outcome},{},{},{},{}\r\n",
        object.map(|object| object.to_string()).unwrap_or_default(),
        csv_cell(&entry.name),
        csv_cell(&entry.text),
        of_error(|error| error.status.map(|status| status.to_string())),
        csv_cell(&of_error(|error| error.code.clone())),
        csv_cell(&of_error(|error| Some(error.message.clone()))),
        csv_cell(&of_error(|error| error.correlation_id.clone())),
    );
}

/// The script that creates again what a run deletes, both halves if both are
/// deleted. Empty if nothing is.
#[must_use]
pub fn restore_script(run: &Run) -> String {
    if run.deletes().is_empty() {
        String::new()
    } else {
        export::script(run.deletes())
    }
}
