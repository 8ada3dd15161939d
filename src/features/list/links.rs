//! The list as links: one row for the two halves.

mod kind_strip;
mod links_table;
mod view;

pub(crate) use view::{LinksProps, LinksView, ListCounts};
