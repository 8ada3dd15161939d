//! Asks before a plan is started, with its steps.

use domain::change::plan::Plan;
use leptos::prelude::*;

use super::step_list::PlanSteps;
use crate::{
    components::{DialogState, Modal, button},
    data::Runner,
    reactive::{Signal, expect_context, handler},
};

/// The dialog that comes before a plan. It opens when one is asked for.
#[component]
pub(crate) fn PlanDialog(
    asked: DialogState<Plan>,
    title: &'static str,
    /// What comes of it, in a sentence.
    text: &'static str,
) -> impl IntoView {
    let runner = expect_context::<Runner>();
    let open = asked.open;
    let content = move || {
        let plan = asked.subject.get_untracked().unwrap_or_default();
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
                <button type="button" autofocus on:click=handler(move |_| open.set(false))>
                    "Leave it as it is"
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        <Modal open title=Signal::stored(title.to_owned())>
            {content}
        </Modal>
    }
}
