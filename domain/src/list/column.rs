//! The columns of the table of peerings: which there are and in which order
//! ([`Column::ALL`]), which are shown and how wide, and how rows are sorted.

mod definition;
mod layout;
mod sort;

pub use self::{
    definition::Column,
    layout::{Columns, ShownColumn, WIDTHS},
    sort::{Sort, SortKey},
};
