//! Parts of pages, by what they are about. The `pages` join them.

pub(crate) mod activity;
pub(crate) mod bulk;
pub(crate) mod common;
pub(crate) mod detail;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod palette;
pub(crate) mod plan;
pub(crate) mod preflight;
pub(crate) mod reachability;
pub(crate) mod shell;
pub(crate) mod snippets;
