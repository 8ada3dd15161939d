//! Changes and exports of many peerings at once.

mod bar;
mod dialog;
mod export_dialog;
mod progress_card;

pub(crate) use bar::BulkBar;
pub(crate) use export_dialog::ExportButton;
pub(crate) use progress_card::BulkCard;
