//! Changes of one or more steps, shown before they run.

pub mod bulk;
pub mod journal;
pub mod plan;
pub mod run;
