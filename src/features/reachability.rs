//! Whether one network reaches another.

mod answer;
mod endpoint_field;
mod input;

pub(crate) use answer::ReachAnswer;
pub(crate) use endpoint_field::EndpointField;
pub(crate) use input::{Endpoint, ReachInput};
