//! What a host decides about a console when it mounts it.

use std::rc::Rc;

pub use domain::idle::Limits;

use crate::router::History;

/// The options of one console.
#[derive(Clone)]
pub struct Options {
    /// Where the API is, without a slash at the end: a path on this origin
    /// such as `/1.3`, or a whole URL.
    pub api_base: String,
    /// Whose address bar the console's pages show in.
    pub history: Rc<dyn History>,
    /// When a session is locked.
    pub limits: Limits,
}
