//! What a user can do with the session, from the account menu or the quick actions.

use super::{idle_lock::Lock, top_bar::SignOut};
use crate::reactive::RwSignal;

/// The commands of one session.
#[derive(Clone, Copy)]
pub(crate) struct SessionCommands {
    pub(crate) sign_out: SignOut,
    pub(crate) lock: Lock,
    /// Whether the session log is open.
    pub(crate) log_open: RwSignal<bool>,
}

impl SessionCommands {
    pub(crate) fn new() -> Self {
        Self {
            sign_out: SignOut::new(),
            lock: Lock::new(),
            log_open: RwSignal::new(false),
        }
    }
}
