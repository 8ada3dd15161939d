//! The page around a console: its options, its callbacks, and what it allows.

pub(crate) mod callbacks;
pub mod history;
pub mod options;
pub(crate) mod settings;
