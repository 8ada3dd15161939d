//! Changes and exports of many peerings at once.

mod bar;
mod dialog;
mod export_dialog;
mod label_change;
mod label_field;
mod label_form;
mod label_summary;
mod plan_summary;
mod selection_view;
mod subject;

pub(crate) use bar::BulkBar;
pub(crate) use export_dialog::ExportButton;
