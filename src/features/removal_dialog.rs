//! Asks before a peering is deleted, with its name to be typed.

use crate::reactive::{RwSignal, Signal, handler};
use std::sync::Arc;

use crate::components::button;
use domain::{list::Row, removal};
use leptos::{ev, prelude::*};

use crate::{
    components::{FieldIds, Modal, field},
    data::Removals,
    dom,
};

/// The dialog that comes before a deletion. It says which object goes, and
/// each step on the way.
#[component]
pub(crate) fn RemovalDialog(open: RwSignal<bool>, row: Signal<Option<Arc<Row>>>) -> impl IntoView {
    view! {
        <Modal open title=Signal::stored("Delete peering".to_owned())>
            {move || untrack(|| row.get()).map(|row| view! { <RemovalForm open row /> }.into_any())}
        </Modal>
    }
}

#[component]
fn RemovalForm(open: RwSignal<bool>, row: Arc<Row>) -> impl IntoView {
    let removals = expect_context::<Removals>();
    let name = row.peering.name.clone();
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let steps = removal::steps(&row.peering)
        .iter()
        .map(|step| view! { <li>{step.title()}</li> })
        .collect_view();
    let submit = {
        let row = Arc::clone(&row);
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            // Blanks at the ends cannot be seen, so they do not count.
            if typed.with(|typed| typed.trim() == row.peering.name.trim()) {
                open.set(false);
                removals.start(&row.peering);
            } else {
                wrong.set(Some("Type the name exactly as it stands above".into()));
                dom::focus_wrong(&event_target(&event));
            }
        }
    };
    let ids = FieldIds::new();
    let control = view! {
        <input
            id=ids.control.clone()
            aria-describedby=ids.described_by.clone()
            aria-invalid=move || wrong.with(Option::is_some).to_string()
            autocomplete="off"
            spellcheck="false"
            autofocus
            prop:value=move || typed.get()
            on:input=handler(move |event| typed.set(event_target_value(&event)))
        />
    }
    .into_any();
    view! {
        <form on:submit=handler(submit) novalidate>
            <p>
                "You are about to delete " <strong>{name.clone()}</strong> " ("
                <span class="address">{row.peering.id.to_string()}</span>
                "). You cannot undo this. No traffic passes afterwards, and the other side, if there is one, is left without its counterpart; it is not deleted."
            </p>
            <ol class="steps">{steps}</ol>
            {field("Type the peering's name to confirm", "", wrong.into(), ids, control)}
            <div class="buttons">
                <button type="submit" class="danger">
                    "Delete peering"
                </button>
                {button("", "Keep it", move || open.set(false))}
            </div>
        </form>
    }
}
