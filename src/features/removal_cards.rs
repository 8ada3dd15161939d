//! The deletions under way, in the corner of every page.

use domain::removal::Step;
use leptos::prelude::*;

use crate::{
    data::{Removal, Removals, StepStatus},
    reactive::handler,
};

/// A card for each deletion: its steps, how far it is, and the way to stop it.
#[component]
pub(crate) fn RemovalCards() -> impl IntoView {
    let removals = expect_context::<Removals>();
    let cards = move || {
        let running = removals.running.get().into_iter();
        running
            .map(|removal| removal_card(removals, removal))
            .collect_view()
            .into_any()
    };
    view! { {move || cards()} }
}

fn removal_card(removals: Removals, removal: Removal) -> AnyView {
    let id = removal.id;
    let deleting = removal.steps.contains(&(Step::Delete, StepStatus::Running));
    let steps = removal.steps.into_iter().map(|(step, status)| {
        let (class, word) = match status {
            StepStatus::Ahead => ("ahead", "ahead"),
            StepStatus::Running => ("running", "now"),
            StepStatus::Done => ("done", "done"),
        };
        view! {
            <li class=class>
                {step.title()} " " <span class="how-far">{word}</span>
            </li>
        }
        .into_any()
    });
    // Not disabled by the attribute, which would take the focus away.
    let too_late = removal.called_off || deleting;
    let press = move |_| {
        if !too_late {
            removals.call_off(id);
        }
    };
    let stop = if removal.called_off {
        "Stopping after this step…"
    } else {
        "Stop"
    };
    view! {
        <div class="notice" role="status">
            <p>
                "Deleting " <strong>{removal.name}</strong>
            </p>
            <ol class="steps">{steps.collect_view()}</ol>
            <button
                type="button"
                aria-disabled=too_late.to_string()
                on:click=handler(press)
            >
                {stop}
            </button>
        </div>
    }
    .into_any()
}
