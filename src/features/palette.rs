//! Quick actions (Ctrl+K) and keyboard shortcuts.

mod dialog;
mod dispatcher;
mod keyboard;
mod open_state;
mod quick_actions;
mod results;
mod search;
mod shortcuts_dialog;

pub(crate) use quick_actions::QuickActions;
