//! The objects of the API that a text or a step names.

use std::fmt;

use super::ids::{NetworkId, PeeringId, RouterId};

/// An object, by its UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    Network(NetworkId),
    Peering(PeeringId),
    Router(RouterId),
}

impl fmt::Display for Object {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(id) => id.fmt(formatter),
            Self::Peering(id) => id.fmt(formatter),
            Self::Router(id) => id.fmt(formatter),
        }
    }
}
