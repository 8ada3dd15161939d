//! Addresses of pages, and the views that a user saves.

pub mod route;
pub mod saved_view;
