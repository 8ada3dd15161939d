//! The activity strip at the foot of every page, and the list of all that the user has
//! done in this session.

mod actions;
mod details;
mod line;
mod news;
mod panel;
mod strip;

pub(crate) use strip::ActivityStrip;
