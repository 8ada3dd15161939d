//! The dialog that saves peerings as a file.

use std::{sync::Arc, time::Duration};

use domain::{list::count_of_peerings, model::row::Row, share::export::Format};
use gloo_timers::future::sleep;
use js_sys::Array;
use web_sys::Blob;

use crate::{
    components::{DialogState, button, radio},
    data::{Peerings, Selection, SharedRows},
    dom,
    features::common::api_address,
    reactive::prelude::*,
};

/// How long the page does nothing but write, in milliseconds.
const AT_A_TIME: f64 = 12.0;

/// Exports the selected rows, or all that match if none is selected.
#[component]
pub(crate) fn ExportButton(rows: Signal<SharedRows>) -> impl IntoView {
    let selection = expect_context::<Selection>();
    let peerings = expect_context::<Peerings>();
    let dialog = DialogState::default();
    let show = move || {
        let selected = untrack(|| selection.rows(peerings));
        dialog.open_with(if selected.is_empty() {
            (rows.get_untracked(), "")
        } else {
            (Arc::new(selected), "Selected: ")
        });
    };
    let api = api_address();
    let format = RwSignal::new(Format::Csv);
    view! {
        {button("", "Export…", show)}
        {dialog.modal("Export", move |(rows, prefix)| {
            export_form(rows, prefix, format, dialog.open, api.clone())
        })}
    }
}

fn export_form(
    rows: SharedRows,
    prefix: &'static str,
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
    // How many peerings are written, while a file is.
    let written = RwSignal::new(None::<usize>);
    let save = move || {
        if written.get_untracked().is_some() {
            return;
        }
        written.set(Some(0));
        let (format, rows, api) = (format.get_untracked(), Arc::clone(&rows), api.clone());
        spawn(async move {
            if let Some(parts) = write(format, &rows, &api, written).await {
                dom::save_parts(&parts, format.file_name(), format.media_type());
                open.try_set(false);
            }
        });
    };
    let progress = move || {
        written.get().map(|written| {
            view! {
                <p role="status">{format!("Writing: {written} of {count}")}</p>
                <progress
                    aria-label="Progress"
                    max=count.to_string()
                    value=written.to_string()
                ></progress>
            }
            .into_any()
        })
    };
    view! {
        <p>{prefix} {count_of_peerings(count)} ", as last read. The file contains no password or token."</p>
        <fieldset class="option-group" aria-label="Format">
            {choices}
        </fieldset>
        {progress}
        <div class="buttons">
            {button("primary", "Download", save)}
            {button("", "Cancel", move || open.set(false))}
        </div>
    }
    .into_any()
}

/// Writes a file for at most a short while at a time. None once its dialog is closed.
async fn write(
    format: Format,
    rows: &[Arc<Row>],
    api: &str,
    written: RwSignal<Option<usize>>,
) -> Option<Array> {
    let (parts, mut pieces) = (Array::new(), Array::new());
    let mut since = dom::now();
    for (piece, count) in format.pieces(rows, api) {
        pieces.push(&piece.into());
        if dom::now() - since > AT_A_TIME {
            // Now, because copying all of them at the end would take long.
            parts.push(&Blob::new_with_str_sequence(&pieces).ok()?.into());
            pieces = Array::new();
            if written.try_set(Some(count)).is_some() {
                return None;
            }
            sleep(Duration::ZERO).await;
            since = dom::now();
        }
    }
    parts.push(&Blob::new_with_str_sequence(&pieces).ok()?.into());
    written.try_get_untracked().map(|_| parts)
}
