//! The bar of actions for the selected peerings.

use std::sync::Arc;

use domain::{
    api::feature::Feature, change::bulk::BulkAction, edit::relabel::Relabel,
    list::count_of_peerings, model::state::ConfiguredStatus,
};

use super::dialog::BulkDialog;
use crate::{
    components::{DialogState, button, lockable_button},
    data::{Peerings, Runner, Selection, SharedRows},
    features::common::when_enabled,
    reactive::prelude::*,
};

/// The bar below the table, shown while something is selected.
#[component]
pub(crate) fn BulkBar(
    /// All rows that match the filters.
    rows: Signal<SharedRows>,
) -> impl IntoView {
    let selection = expect_context::<Selection>();
    let peerings = expect_context::<Peerings>();
    let runner = expect_context::<Runner>();
    let selected = Memo::new(move |_| Arc::new(selection.rows(peerings)));
    let count = Memo::new(move |_| selected.with(|selected| selected.len()));
    let any = move || count.get() > 0;
    let dialog = DialogState::default();
    let is_locked = Signal::derive(move || runner.has_open_bulk());
    let action_button = move |name: &'static str, class: &'static str, action: BulkAction| {
        lockable_button(class, name, is_locked, move |_| {
            dialog.open_with((action.clone(), selected.get_untracked()));
        })
    };
    let selected_text =
        move || any().then(|| format!("{} selected", count_of_peerings(count.get())));
    let select_all_text = move || {
        let matching = rows.with(|rows| rows.len());
        (any() && count.get() < matching).then(|| format!("Select all {matching} that match"))
    };
    let select_all = move |_| rows.with_untracked(|rows| selection.select_all(rows, true));
    let modify = move || {
        let switch = BulkAction::Switch;
        view! {
            {action_button("Enable", "small", switch(ConfiguredStatus::Active))}
            {action_button("Disable…", "small", switch(ConfiguredStatus::Disabled))}
            {action_button("Labels…", "small", BulkAction::Relabel(Relabel::default()))}
        }
        .into_any()
    };
    let delete = move || action_button("Delete…", "small danger", BulkAction::Delete);
    view! {
        <div class="bulk" role="group" aria-label="Selected peerings" hidden=move || !any()>
            <span role="status" class="count">
                {selected_text}
            </span>
                <button
                    type="button"
                    class="quiet small"
                    hidden=move || select_all_text().is_none()
                    on:click=handler(select_all)
                >
                    {select_all_text}
                </button>
                {when_enabled(Feature::Modify, modify)}
                {when_enabled(Feature::Delete, delete)}
                {button("quiet small", "Clear selection", move || selection.clear())}
        </div>
        <BulkDialog dialog />
    }
}
