//! The dialog that saves peerings as a file.

use std::sync::Arc;

use domain::{list::count_of_peerings, share::export::Format};

use crate::{
    components::{DialogState, button, radio},
    data::{Peerings, Selection, SharedRows},
    dom,
    features::common::api_address,
    reactive::prelude::*,
};

/// Exports the selected rows, or all that match if none is selected.
#[component]
pub(crate) fn ExportButton(rows: Signal<SharedRows>) -> impl IntoView {
    let selection = expect_context::<Selection>();
    let peerings = expect_context::<Peerings>();
    let dialog = DialogState::default();
    let show = move || {
        let selected = untrack(|| selection.rows(peerings));
        dialog.open_with(if selected.is_empty() {
            rows.get_untracked()
        } else {
            Arc::new(selected)
        });
    };
    let api = api_address();
    let format = RwSignal::new(Format::Csv);
    view! {
        {button("", "Export…", show)}
        {dialog.modal("Export", move |rows| export_form(rows, format, dialog.open, api.clone()))}
    }
}

fn export_form(
    rows: SharedRows,
    format: RwSignal<Format>,
    open: RwSignal<bool>,
    api: String,
) -> AnyView {
    let count = rows.len();
    let group = dom::fresh_id();
    let choices: Vec<AnyView> = Format::ALL
        .into_iter()
        .map(|each| radio(&group, format, each, each.title()))
        .collect();
    let save = move || {
        let format = format.get_untracked();
        dom::save(
            &format.write(&rows, &api),
            format.file_name(),
            format.media_type(),
        );
        open.set(false);
    };
    view! {
        <p>{count_of_peerings(count)} ", as last read. The file contains no password or token."</p>
        <fieldset class="option-group" aria-label="Format">
            {choices}
        </fieldset>
        <div class="buttons">
            {button("primary", "Download", save)}
            {button("", "Cancel", move || open.set(false))}
        </div>
    }
    .into_any()
}
