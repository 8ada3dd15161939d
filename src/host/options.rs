//! The options a host mounts a console with.

use std::rc::Rc;

use super::history::History;

pub use super::callbacks::Host;
pub use domain::{api::feature::Features, session::idle::Limits};

/// The options of one console.
#[derive(Clone)]
pub struct Options {
    /// The API without a trailing slash: a path on this origin such as `/1.3`, or a URL.
    pub api_base: String,
    /// Where the addresses of pages are shown.
    pub history: Rc<dyn History>,
    /// When the session is locked.
    pub limits: Limits,
    /// The functions of the host.
    pub host: Host,
    /// What users may do.
    pub features: Features,
}

impl Options {
    /// The defaults: the API on the same origin, and everything allowed.
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
