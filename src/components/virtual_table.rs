//! A long table of which only the rows in view are in the document.

mod row_pool;
mod view_row;
mod viewport;
mod virtual_rows;
mod visible_rows;

pub(crate) use row_pool::PooledRow;
pub(crate) use view_row::ViewRow;
pub(crate) use viewport::{Printing, Viewport};
pub(crate) use virtual_rows::virtual_rows;
pub(crate) use visible_rows::VisibleRows;
