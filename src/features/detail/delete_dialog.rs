//! Asks for the name of a peering before it is deleted.

use std::sync::Arc;

use domain::{
    change::plan::Plan,
    model::{peering::Peering, row::Row},
};
use web_sys::HtmlElement;

use super::status_switch::{Switch, affected, scope_choice};
use crate::{
    components::{TextField, button, modal},
    dom,
    features::plan::PlanSteps,
    reactive::prelude::*,
};

/// The dialog, with the objects that are deleted and each step.
#[component]
pub(crate) fn DeleteDialog(open: RwSignal<bool>, switch: Switch) -> impl IntoView {
    modal(open, "Delete peering", move || {
        let row = switch.row.get_untracked();
        row.map(|row| view! { <DeleteForm open switch row /> }.into_any())
    })
}

#[component]
fn DeleteForm(open: RwSignal<bool>, switch: Switch, row: Arc<Row>) -> impl IntoView {
    let name = row.peering.name.clone();
    let other = switch.other.get_untracked();
    let both = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let plan = {
        let (row, other) = (Arc::clone(&row), other.clone());
        Signal::derive(move || {
            let rows = affected(&row, other.as_ref(), both.get());
            let peerings: Vec<&Peering> = rows.iter().map(|row| &row.peering).collect();
            Plan::delete(&peerings)
        })
    };
    let submit = {
        let row = Arc::clone(&row);
        move |form: HtmlElement| {
            // Blanks at the ends are invisible and do not count.
            if typed.with(|typed| typed.trim() == row.peering.name.trim()) {
                open.set(false);
                switch.start(plan.get_untracked());
            } else {
                wrong.set(Some("The name doesn't match".into()));
                dom::focus_wrong(&form);
            }
        }
    };
    let consequence = move || {
        if both.get() {
            "Both halves are deleted. No traffic passes afterwards."
        } else {
            "No traffic passes afterwards. The other half, if there is one, is not deleted."
        }
    };
    view! {
        <form on:submit=on_submit(submit) novalidate>
            <p>
                "You are about to delete " <strong>{name}</strong> " ("
                <span class="address">{row.peering.id.to_string()}</span>
                "). You cannot undo this. " {move || consequence().to_owned()}
            </p>
            {scope_choice(both, &row, other.as_ref())}
            <PlanSteps plan />
            <TextField
                label="Type the peering's name to confirm"
                value=typed
                error=wrong
                on_input=move |text| typed.set(text)
                autofocus=true
            />
            <div class="buttons">
                <button type="submit" class="danger">
                    "Delete peering"
                </button>
                {button("", "Cancel", move || open.set(false))}
            </div>
        </form>
    }
}
