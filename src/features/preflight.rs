//! Checks before a peering is created, and attaching a router.

mod checks_panel;
mod router_dialog;

pub(crate) use checks_panel::{ExistingChecks, Preflight};
pub(crate) use router_dialog::RouterDialog;
