//! The columns of the table of peerings: which are shown, how wide, and in
//! which order the rows are.

mod definition;
mod layout;
mod sort;

pub use self::{
    definition::Column,
    layout::{Columns, ShownColumn, WIDTHS},
    sort::{Sort, SortKey},
};
