//! What can be done with the peerings that are selected.

use std::sync::Arc;

use domain::{
    api::feature::Feature,
    change::bulk::BulkAction,
    edit::relabel::Relabel,
    list::{self},
    model::{row::Row, state::ConfiguredStatus},
};
use leptos::prelude::*;

use super::{dialog::BulkDialog, export_dialog::counted};
use crate::{
    components::{DialogState, button},
    data::{Peerings, Runner, Selection},
    features::common::when_enabled,
    reactive::{Memo, Signal, expect_context, handler},
};

/// The bar below the table, while something is selected. `rows` are all that
/// match the filters.
#[component]
pub(crate) fn BulkBar(rows: Signal<Arc<Vec<Arc<Row>>>>) -> impl IntoView {
    let selection = expect_context::<Selection>();
    let peerings = expect_context::<Peerings>();
    let runner = expect_context::<Runner>();
    // What was deleted meanwhile is selected no more.
    let selected = Memo::new(move |_| Arc::new(chosen(selection, peerings)));
    let count = Memo::new(move |_| selected.with(|selected| selected.len()));
    let any = move || count.get() > 0;
    let asked = DialogState::new();
    let act = move |name: &'static str, class: &'static str, action: BulkAction| {
        let press = move |_| {
            if !untrack(|| runner.has_open_bulk()) {
                asked.open_with((action.clone(), selected.get_untracked()));
            }
        };
        view! {
            <button
                type="button"
                class=class
                aria-disabled=move || runner.has_open_bulk().to_string()
                on:click=handler(press)
            >
                {name}
            </button>
        }
        .into_any()
    };
    let all = move || {
        let matching = rows.with(|rows| rows.len());
        (any() && count.get() < matching).then(|| format!("Select all {matching} that match"))
    };
    view! {
        <div class="bulk" role="group" aria-label="Selected peerings" hidden=move || !any()>
            <span role="status" class="count">
                {move || if any() { format!("{} selected", counted(count.get())) } else { String::new() }}
            </span>
                <button
                    type="button"
                    class="quiet small"
                    hidden=move || all().is_none()
                    on:click=handler(move |_| rows.with_untracked(|rows| selection.choose_all(rows, true)))
                >
                    {all}
                </button>
                {when_enabled(Feature::Modify, move || {
                    view! {
                        {act("Enable", "small", BulkAction::Switch(ConfiguredStatus::Active))}
                        {act("Disable…", "small", BulkAction::Switch(ConfiguredStatus::Disabled))}
                        {act("Labels…", "small", BulkAction::Relabel(Relabel::default()))}
                    }
                    .into_any()
                })}
                {when_enabled(Feature::Delete, move || act("Delete…", "small danger", BulkAction::Delete))}
                {button("quiet small", "Clear selection", move || selection.clear())}
        </div>
        <BulkDialog asked />
    }
}

/// The selected peerings that are there, in the order of the list.
pub(crate) fn chosen(selection: Selection, peerings: Peerings) -> Vec<Arc<Row>> {
    let mut chosen: Vec<Arc<Row>> = selection.rows.with(|rows| {
        let known = rows.keys().filter_map(|id| peerings.get(*id));
        known.collect()
    });
    list::sort(&mut chosen);
    chosen
}
