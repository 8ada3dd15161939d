//! A progress card for each running change, shown on every page.

use domain::{
    api::error::ApiError,
    change::{
        plan::{PlannedStep, Step, StepOutcome},
        run::{Run, RunId},
    },
};

use crate::{
    components::{button, lockable_button, write_error_notice},
    data::Runner,
    reactive::prelude::*,
};

/// What a card shows.
#[derive(Clone, PartialEq)]
struct CardContent {
    id: RunId,
    title: String,
    steps: Vec<PlannedStep>,
    /// The text of the step that failed, and its error.
    failure: Option<(String, ApiError)>,
    is_active: bool,
    is_stopping: bool,
    can_undo: bool,
}

impl CardContent {
    fn new(runner: Runner, id: RunId, run: &Run) -> Option<Self> {
        if run.is_bulk() || runner.has_form(id) {
            return None;
        }
        let failure = run.failure().map(|(entry, error)| {
            let text = format!("{} failed", entry.step.running_text(&entry.name));
            (text, error.clone())
        });
        Some(Self {
            id,
            title: run.title().to_owned(),
            steps: run.plan()?.entries().to_vec(),
            failure,
            is_active: run.is_active() || runner.is_reading(id),
            is_stopping: run.is_stopped(),
            can_undo: run.can_undo(),
        })
    }
}

/// Leaves out bulk changes, which have a card of their own, and changes whose
/// form shows them.
#[component]
pub(crate) fn ProgressCards() -> impl IntoView {
    let runner = expect_context::<Runner>();
    runner.guard();
    let content = Memo::new(move |_| {
        runner.runs.with(|runs| {
            let cards = runs
                .iter()
                .filter_map(|(id, run)| CardContent::new(runner, id, run));
            cards.collect::<Vec<_>>()
        })
    });
    let cards = move || {
        let cards = content.get().into_iter();
        cards.map(|content| card(runner, content)).collect_view()
    };
    view! { {move || cards()} }
}

fn card(runner: Runner, content: CardContent) -> AnyView {
    let CardContent { id, can_undo, .. } = content;
    let steps = content.steps.iter().map(step).collect_view();
    let is_stopped = !content.is_active && content.failure.is_none();
    let buttons = if content.is_active {
        stop_button(runner, &content)
    } else {
        let proceed = if is_stopped {
            let label = resume_label(&content.steps);
            button("primary", label, move || runner.resume(id))
        } else {
            button("primary", "Try again", move || runner.retry(id))
        };
        let undo = can_undo.then(|| button("", "Undo", move || runner.undo(id)));
        view! {
            {proceed}
            {undo}
            {button("quiet", "Dismiss", move || runner.dismiss(id))}
        }
        .into_any()
    };
    let failure = content.failure.filter(|_| !content.is_active);
    let failure = failure.map(|(text, error)| write_error_notice(&text, &error, None));
    view! {
        <div class="toast" role="status">
            <p>{is_stopped.then_some("Stopped: ")} <strong>{content.title}</strong></p>
            <ol class="steps">{steps}</ol>
            {failure}
            <div class="buttons">{buttons}</div>
        </div>
    }
    .into_any()
}

fn step(entry: &PlannedStep) -> AnyView {
    let (class, status) = match entry.outcome {
        StepOutcome::Pending => ("pending", "Pending"),
        StepOutcome::Running => ("running", "In progress"),
        StepOutcome::Done => ("done", "Done"),
        StepOutcome::Failed(_) => ("failed", "Failed"),
    };
    view! {
        <li class=class>
            {entry.text.clone()} " " <span class="step-status">{status}</span>
        </li>
    }
    .into_any()
}

/// Says so if the remaining steps delete something.
fn resume_label(steps: &[PlannedStep]) -> &'static str {
    let deletes = |entry: &PlannedStep| {
        entry.outcome != StepOutcome::Done
            && matches!(entry.step, Step::Delete(_) | Step::DeleteRouter(_))
    };
    if steps.iter().any(deletes) {
        "Continue deleting"
    } else {
        "Continue"
    }
}

fn stop_button(runner: Runner, content: &CardContent) -> AnyView {
    let (id, is_stopping) = (content.id, content.is_stopping);
    let name = if is_stopping {
        "Stopping after this step…"
    } else {
        "Stop"
    };
    let is_locked = Signal::stored(is_stopping);
    lockable_button("", name, is_locked, move |_| runner.stop(id))
}

#[cfg(test)]
mod tests {
    use domain::{
        change::plan::{PlannedStep, Step, StepOutcome},
        model::ids::PeeringId,
    };

    use super::resume_label;

    fn planned(step: Step, outcome: StepOutcome) -> PlannedStep {
        PlannedStep {
            step,
            name: String::new(),
            text: String::new(),
            outcome,
            created: None,
        }
    }

    #[test]
    fn the_resume_button_names_a_deletion_that_remains() {
        let id = PeeringId::from_u128(1);
        let wait = || planned(Step::AwaitDisabled(id), StepOutcome::Pending);
        let delete = |outcome| planned(Step::Delete(id), outcome);
        assert_eq!(resume_label(&[wait()]), "Continue");
        assert_eq!(
            resume_label(&[wait(), delete(StepOutcome::Pending)]),
            "Continue deleting"
        );
        assert_eq!(
            resume_label(&[delete(StepOutcome::Done), wait()]),
            "Continue"
        );
    }
}
