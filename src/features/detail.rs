//! Parts of the page of one peering.

mod delete_dialog;
mod other_half;
mod state_panel;
mod status_switch;

pub(crate) use delete_dialog::DeleteDialog;
pub(crate) use other_half::OtherHalf;
pub(crate) use state_panel::StatePanel;
pub(crate) use status_switch::{StatusSwitch, Switch};
