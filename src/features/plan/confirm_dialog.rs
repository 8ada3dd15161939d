//! Shows the steps of a plan and asks before it starts.

use domain::change::plan::Plan;

use super::step_list::PlanSteps;
use crate::{
    components::{DialogState, button, cancel_button},
    data::Runner,
    reactive::prelude::*,
};

#[component]
pub(crate) fn PlanDialog(
    /// Opens when it is given a plan.
    request: DialogState<Plan>,
    title: &'static str,
    /// The consequence, in one sentence.
    text: &'static str,
) -> impl IntoView {
    let runner = expect_context::<Runner>();
    let open = request.open;
    request.modal(title, move |plan| {
        let steps = Signal::stored(plan.clone());
        let confirm = move || {
            open.set(false);
            runner.start(plan.clone());
        };
        view! {
            <p>{text}</p>
            <PlanSteps plan=steps />
            <div class="buttons">
                {button("primary", title, confirm)}
                {cancel_button(open)}
            </div>
        }
        .into_any()
    })
}
