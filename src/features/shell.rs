//! What surrounds the pages: the top bar, the account menu, the idle lock.

mod account_menu;
mod idle_lock;
mod session_commands;
mod session_log_dialog;
mod session_tools;
mod sign_in_form;
mod top_bar;
mod wait_notice;

pub(crate) use idle_lock::LockWarning;
pub(crate) use session_commands::SessionCommands;
pub(crate) use session_tools::SessionTools;
pub(crate) use sign_in_form::{SignInForm, StaticForm};
pub(crate) use top_bar::top_bar;
pub(crate) use wait_notice::WaitNotice;
