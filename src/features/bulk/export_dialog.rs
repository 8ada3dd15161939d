//! Saving peerings as a file.

use std::sync::Arc;

use domain::{model::row::Row, share::export::Format};
use leptos::prelude::*;

use super::bar::chosen;
use crate::{
    components::{DialogState, Modal, button, radio},
    data::{Peerings, Selection},
    dom,
    reactive::{RwSignal, Signal, expect_context},
};

/// The button that asks for a file of what is selected, or of all that match
/// where nothing is.
#[component]
pub(crate) fn ExportButton(rows: Signal<Arc<Vec<Arc<Row>>>>) -> impl IntoView {
    let selection = expect_context::<Selection>();
    let peerings = expect_context::<Peerings>();
    let asked = DialogState::new();
    let ask = move || {
        let chosen = untrack(|| chosen(selection, peerings));
        asked.open_with(if chosen.is_empty() {
            rows.get_untracked()
        } else {
            Arc::new(chosen)
        });
    };
    view! {
        {button("", "Export…", ask)}
        <ExportDialog asked />
    }
}

/// The dialog, for the rows that are asked about.
#[component]
fn ExportDialog(asked: DialogState<Arc<Vec<Arc<Row>>>>) -> impl IntoView {
    let open = asked.open;
    let format = RwSignal::new(Format::Csv);
    let content = move || {
        let rows = asked.subject.get_untracked().unwrap_or_default();
        let count = rows.len();
        let group = dom::fresh_id();
        let choices: Vec<AnyView> = Format::ALL
            .into_iter()
            .map(|of| radio(&group, format, of, of.title()))
            .collect();
        let save = move || {
            let format = format.get_untracked();
            dom::save(
                &format.write(&rows),
                format.file_name(),
                format.media_type(),
            );
            open.set(false);
        };
        view! {
            <p>{counted(count)} ", as last read. No password and no token is in the file."</p>
            <fieldset class="option-group" aria-label="Format">
                {choices}
            </fieldset>
            <div class="buttons">
                {button("primary", "Save the file", save)}
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

/// Such as "12 peerings".
pub(crate) fn counted(count: usize) -> String {
    match count {
        1 => "1 peering".into(),
        count => format!("{count} peerings"),
    }
}
