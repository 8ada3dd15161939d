//! The steps that a plan can consist of.

use crate::{
    api::request::{self, Request},
    edit::{form::Draft, patch::Patch, relabel::Relabel},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        label::Label,
        object::Object,
        state::ConfiguredStatus,
    },
};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Create a router of this name.
    CreateRouter(String),
    /// Delete a router that this console created.
    DeleteRouter(RouterId),
    /// Attach a network to a router: to the one that the step before made,
    /// where it is none.
    Attach(NetworkId, Option<RouterId>),
    /// Detach a network from its router.
    Detach(NetworkId),
    /// Create a peering.
    Create(Draft),
    /// Throw a peering's switch.
    Switch {
        /// The peering.
        peering: PeeringId,
        /// Where it is before.
        from: ConfiguredStatus,
        /// Where it shall be.
        to: ConfiguredStatus,
    },
    /// Change some labels of a peering, and leave the others as they are by
    /// then.
    Relabel {
        /// The peering.
        peering: PeeringId,
        /// Its labels when the plan was made.
        from: Vec<Label>,
        /// The change.
        change: Relabel,
    },
    /// Wait until a peering's state is disabled: nothing is sent but reads.
    AwaitDisabled(PeeringId),
    /// Delete a peering, whose state is disabled by then.
    Delete(PeeringId),
}

impl Step {
    /// What is sent; none for a wait, and where a router is yet to be made.
    #[must_use]
    pub fn request(&self) -> Option<Request> {
        match self {
            Self::CreateRouter(name) => Some(request::create_router(name)),
            Self::DeleteRouter(id) => Some(request::delete_router(*id)),
            Self::Attach(network, router) => router.map(|id| request::attach(*network, Some(id))),
            Self::Detach(network) => Some(request::attach(*network, None)),
            Self::Create(draft) => Some(request::create(draft)),
            Self::Switch { peering, to, .. } => {
                Some(request::modify(*peering, &Patch::status(to.clone())))
            }
            Self::Relabel {
                peering,
                from,
                change,
            } => {
                let labels = Some(change.apply(from));
                let patch = Patch {
                    labels,
                    ..Patch::default()
                };
                Some(request::modify(*peering, &patch))
            }
            Self::AwaitDisabled(_) => None,
            Self::Delete(id) => Some(request::delete(*id)),
        }
    }

    /// The object that exists already and that the step touches.
    #[must_use]
    pub fn touches(&self) -> Option<Object> {
        match self {
            Self::CreateRouter(_) | Self::Create(_) => None,
            Self::DeleteRouter(id) => Some(Object::Router(*id)),
            Self::Attach(network, _) | Self::Detach(network) => Some(Object::Network(*network)),
            Self::Switch { peering, .. }
            | Self::Relabel { peering, .. }
            | Self::AwaitDisabled(peering)
            | Self::Delete(peering) => Some(Object::Peering(*peering)),
        }
    }

    /// Whether it only looks, again and again, until something is so.
    #[must_use]
    pub fn is_wait(&self) -> bool {
        matches!(self, Self::AwaitDisabled(_))
    }
}
