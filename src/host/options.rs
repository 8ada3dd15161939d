//! What a host decides about a console when it mounts it.

use std::rc::Rc;

use crate::router::History;

pub use super::callbacks::Host;
pub use domain::{api::feature::Features, session::idle::Limits};

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
    /// The page around it.
    pub host: Host,
    /// What may be done.
    pub features: Features,
}

impl Options {
    /// A console in this history, with the API on its own origin and all else as it
    /// is where nothing is said.
    #[must_use]
    pub fn new(history: Rc<dyn History>) -> Self {
        Self {
            api_base: "/1.3".into(),
            history,
            limits: Limits::default(),
            host: Host::none(),
            features: Features::ALL,
        }
    }
}
