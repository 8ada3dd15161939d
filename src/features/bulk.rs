//! Changes and exports of many peerings at once.

mod bar;
mod dialog;
mod export_dialog;
mod label_change;
mod plan_summary;
mod selection_view;

pub(crate) use bar::BulkBar;
pub(crate) use export_dialog::ExportButton;
