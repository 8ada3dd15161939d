//! The table of peerings.

mod cells;
mod column_drag;
mod column_head;
mod columns_dialog;
mod peering_table;
mod row;

pub(crate) use columns_dialog::ColumnsButton;
pub(crate) use peering_table::{PeeringTable, ScrollMemory, remember_scroll};
