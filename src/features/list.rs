//! The list of peerings: filters, views, and the tables of peerings and links.

mod address;
mod condition_form;
mod filter_bar;
mod filter_tokens;
mod filtered_rows;
mod group_strip;
mod links;
mod saved_views_dialog;
mod table;
mod view_toggle;

pub(crate) use address::ListAddress;
pub(crate) use filter_bar::FilterBar;
pub(crate) use filter_tokens::FilterTokens;
pub(crate) use filtered_rows::{RowFilter, filtered_rows, rows_by_conditions};
pub(crate) use group_strip::GroupStrip;
pub(crate) use links::{LinksProps, LinksView, ListCounts};
pub(crate) use saved_views_dialog::ViewsButton;
pub(crate) use table::{ColumnsButton, PeeringTable, ScrollMemory};
pub(crate) use view_toggle::view_toggle;
