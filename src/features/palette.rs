//! Quick actions (Ctrl+K) and the list of keyboard shortcuts.

mod dialog;
mod quick_actions;
mod shortcuts_dialog;

pub(crate) use quick_actions::QuickActions;
