//! The plans under way, in the corner of every page.

use domain::change::plan::{PlannedStep, StepOutcome};
use leptos::prelude::*;

use crate::{
    components::{button, write_error_notice},
    data::{Plans, RunningPlan},
    reactive::{expect_context, handler},
};

/// A card for each plan: its steps, how far it is, and what can be done where
/// one failed.
#[component]
pub(crate) fn ProgressCards() -> impl IntoView {
    let plans = expect_context::<Plans>();
    let cards = move || {
        let held = plans.held.get().into_iter();
        held.map(|running| plan_card(plans, &running))
            .collect_view()
            .into_any()
    };
    view! { {move || cards()} }
}

fn plan_card(plans: Plans, running: &RunningPlan) -> AnyView {
    let key = running.key;
    let steps = running.plan.entries().iter().map(step).collect_view();
    let failed = running.plan.failure().map(|(entry, error)| {
        let tried = format!("{} failed", entry.step.now(&entry.name));
        write_error_notice(&tried, error, None)
    });
    let stopped = !running.busy && failed.is_none();
    let buttons = if running.busy {
        stop_button(plans, running)
    } else {
        let again = if stopped { "Go on" } else { "Try again" };
        let undo = running.plan.undo();
        view! {
            {button("primary", again, move || plans.retry(key))}
            {undo.map(|_| button("", "Undo", move || plans.undo(key)))}
            {button("quiet", "Dismiss", move || plans.dismiss(key))}
        }
        .into_any()
    };
    view! {
        <div class="toast" role="status">
            <p>{stopped.then_some("Stopped: ")} <strong>{running.plan.title()}</strong></p>
            <ol class="steps">{steps}</ol>
            {failed}
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

fn stop_button(plans: Plans, running: &RunningPlan) -> AnyView {
    let (key, called_off) = (running.key, running.cancel_requested);
    let press = move |_| {
        if !called_off {
            plans.cancel(key);
        }
    };
    let name = if called_off {
        "Stopping after this step…"
    } else {
        "Stop"
    };
    // Not disabled by the attribute, which would take the focus away.
    view! {
        <button type="button" aria-disabled=called_off.to_string() on:click=handler(press)>
            {name}
        </button>
    }
    .into_any()
}
