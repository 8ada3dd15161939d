//! The list of peerings: filters, views, and the tables of peerings and links.

mod condition_form;
mod filter_bar;
mod filter_tokens;
mod group_strip;
mod links;
mod pending_query;
mod saved_views_dialog;
mod table;
mod view_toggle;

pub(crate) use filter_bar::FilterBar;
pub(crate) use filter_tokens::{FilterTokens, Filters};
pub(crate) use group_strip::GroupStrip;
pub(crate) use links::{LinksOf, LinksView, ListCounts};
pub(crate) use pending_query::pending_query;
pub(crate) use saved_views_dialog::ViewsButton;
pub(crate) use table::{ColumnsButton, PeeringTable, ScrollMemory};
pub(crate) use view_toggle::view_toggle;
