//! Conditions: what the page filters the rows by, beside the labels that the
//! server filters by and the text.
//!
//! A condition is a property, an operator and a value. In an address it is written
//! as `state:not:active`. Conditions that say what one property *is* are
//! alternatives; all others must hold.

mod definition;
mod matching;
mod value;

pub use self::{
    definition::{Condition, ConditionError, Operator, Property},
    matching::{filter_rows, needs_others, suggest},
    value::read_value,
};
