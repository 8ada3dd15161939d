//! The dialog that saves peerings as a file.

use std::sync::Arc;

use domain::{list::count_of_peerings, share::export::Format};
use leptos::prelude::*;

use crate::{
    components::{DialogState, Modal, button, radio},
    data::{Peerings, Selection, SharedRows},
    dom,
    features::common::api_address,
    reactive::{RwSignal, Signal, expect_context},
};

/// Exports the selected rows, or all that match if none is selected.
#[component]
pub(crate) fn ExportButton(rows: Signal<SharedRows>) -> impl IntoView {
    let selection = expect_context::<Selection>();
    let peerings = expect_context::<Peerings>();
    let dialog = DialogState::new();
    let open = move || {
        let selected = untrack(|| selection.rows(peerings));
        dialog.open_with(if selected.is_empty() {
            rows.get_untracked()
        } else {
            Arc::new(selected)
        });
    };
    view! {
        {button("", "Export…", open)}
        <ExportDialog dialog />
    }
}

#[component]
fn ExportDialog(dialog: DialogState<SharedRows>) -> impl IntoView {
    let open = dialog.open;
    let format = RwSignal::new(Format::Csv);
    let api = Signal::stored(api_address());
    let content = move || {
        let rows = dialog.subject.get_untracked().unwrap_or_default();
        let count = rows.len();
        let group = dom::fresh_id();
        let choices: Vec<AnyView> = Format::ALL
            .into_iter()
            .map(|each| radio(&group, format, each, each.title()))
            .collect();
        let save = move || {
            let format = format.get_untracked();
            dom::save(
                &format.write(&rows, &api.get_untracked()),
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
    };
    view! {
        <Modal open title=Signal::stored("Export".to_owned())>
            {content}
        </Modal>
    }
}
