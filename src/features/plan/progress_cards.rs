//! The changes that are being carried out, in the corner of every page.

use domain::{
    api::error::ApiError,
    change::{
        plan::{PlannedStep, StepOutcome},
        run::{Run, RunId},
    },
};
use leptos::prelude::*;

use crate::{
    components::{button, write_error_notice},
    data::Runner,
    reactive::{Memo, expect_context, handler},
};

/// What a card shows.
#[derive(Clone, PartialEq)]
struct CardContent {
    id: RunId,
    title: String,
    steps: Vec<PlannedStep>,
    /// What failed, in words, and with what.
    failure: Option<(String, ApiError)>,
    is_active: bool,
    is_stopping: bool,
    can_undo: bool,
}

impl CardContent {
    fn of(runner: Runner, id: RunId, run: &Run) -> Option<Self> {
        if run.is_bulk() || runner.has_form(id) {
            return None;
        }
        let failure = run.failure().map(|(entry, error)| {
            let tried = format!("{} failed", entry.step.now(&entry.name));
            (tried, error.clone())
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

/// A card for each change that is not a bulk change: its steps, how far it is,
/// and what can be done if a step failed.
#[component]
pub(crate) fn ProgressCards() -> impl IntoView {
    let runner = expect_context::<Runner>();
    runner.guard();
    let content = Memo::new(move |_| {
        runner.runs.with(|runs| {
            let cards = runs
                .iter()
                .filter_map(|(id, run)| CardContent::of(runner, id, run));
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
        let again = if is_stopped {
            button("primary", "Go on", move || runner.resume(id))
        } else {
            button("primary", "Try again", move || runner.retry(id))
        };
        let undo = can_undo.then(|| button("", "Undo", move || runner.undo(id)));
        view! {
            {again}
            {undo}
            {button("quiet", "Dismiss", move || runner.dismiss(id))}
        }
        .into_any()
    };
    let failure = content.failure.filter(|_| !content.is_active);
    let failure = failure.map(|(tried, error)| write_error_notice(&tried, &error, None));
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
    let (class, word) = match entry.outcome {
        StepOutcome::Pending => ("pending", "ahead"),
        StepOutcome::Running => ("running", "now"),
        StepOutcome::Done => ("done", "done"),
        StepOutcome::Failed(_) => ("failed", "failed"),
    };
    view! {
        <li class=class>
            {entry.text.clone()} " " <span class="step-status">{word}</span>
        </li>
    }
    .into_any()
}

fn stop_button(runner: Runner, content: &CardContent) -> AnyView {
    let (id, is_stopping) = (content.id, content.is_stopping);
    let press = move |_| {
        if !is_stopping {
            runner.stop(id);
        }
    };
    let name = if is_stopping {
        "Stopping after this step…"
    } else {
        "Stop"
    };
    // Not the `disabled` attribute, which would take the focus away.
    view! {
        <button type="button" aria-disabled=is_stopping.to_string() on:click=handler(press)>
            {name}
        </button>
    }
    .into_any()
}
