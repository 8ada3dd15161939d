//! The steps of a plan before it starts, with the exact objects they change.

use domain::change::plan::Plan;

use crate::{features::snippets::PlanEquivalents, reactive::prelude::*};

/// Also offers the plan as code.
#[component]
pub(crate) fn PlanSteps(plan: Signal<Plan>) -> impl IntoView {
    let steps = move || {
        plan.with(|plan| {
            let entries = plan.entries().iter();
            entries
                .map(|entry| {
                    let id = entry.step.touches().map(|object| object.to_string());
                    view! {
                        <li>
                            {entry.text.clone()}
                            {id.map(|id| view! { <span class="address">{id}</span> }.into_any())}
                        </li>
                    }
                    .into_any()
                })
                .collect_view()
                .into_any()
        })
    };
    view! {
        <ol class="steps planned" aria-label="Planned steps">
            {steps}
        </ol>
        <PlanEquivalents plan />
    }
}
