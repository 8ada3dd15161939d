//! The ways to fix a peering.

use crate::{
    address::route::NewQuery,
    api::feature::Feature,
    change::plan::Plan,
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        state::ConfiguredStatus,
    },
    share::handshake::Handshake,
    snapshot::Snapshot,
};

/// A way to fix a peering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Wait: no action is needed.
    Wait,
    /// Attach the network to one of these routers, which serve its zone or no
    /// zone yet. The best comes first.
    AttachRouter {
        network: NetworkId,
        /// The routers: at least one.
        routers: Vec<RouterId>,
    },
    /// Create a router and attach the network to it.
    CreateRouter {
        network: NetworkId,
        /// What the router could be called.
        name: String,
    },
    /// Create the other half.
    CreateOtherHalf(NewQuery),
    /// Go to the other half: its own state says more.
    OpenOtherHalf(PeeringId),
    /// Enable this peering or the other half.
    Enable(PeeringId),
    /// Disable this peering, and enable it again once it is disabled.
    Restart(PeeringId),
    Delete(PeeringId),
    /// Send the other owner what their half is to be: UUIDs, ranges, a link.
    Invite(Handshake),
    /// Send this text to the other owner.
    Send(String),
    /// Send this text to UpCloud's support.
    AskSupport(String),
}

impl Remedy {
    /// The feature it needs.
    pub fn needed(&self) -> Option<Feature> {
        match self {
            Self::CreateOtherHalf(_) => Some(Feature::Create),
            Self::AttachRouter { .. }
            | Self::CreateRouter { .. }
            | Self::Enable(_)
            | Self::Restart(_) => Some(Feature::Modify),
            Self::Delete(_) => Some(Feature::Delete),
            Self::Wait
            | Self::OpenOtherHalf(_)
            | Self::Invite(_)
            | Self::Send(_)
            | Self::AskSupport(_) => None,
        }
    }
}

impl Remedy {
    /// The steps of the remedy, where the console can take them here. For a
    /// router among several it is the first.
    pub fn plan(&self, snapshot: &Snapshot) -> Option<Plan> {
        let peering = |id: &PeeringId| {
            let rows = &snapshot.sources().peerings;
            let row = rows.iter().find(|row| row.peering.id == *id);
            row.map(|row| &row.peering)
        };
        match self {
            Self::AttachRouter { network, routers } => {
                let router = routers.first()?;
                Some(Plan::attach(snapshot, *network, *router))
            }
            Self::CreateRouter { network, name } => {
                Some(Plan::attach_new(snapshot, *network, name))
            }
            Self::Enable(id) => Some(Plan::switch(&[peering(id)?], &ConfiguredStatus::Active)),
            Self::Restart(id) => Some(Plan::restart(peering(id)?)),
            Self::Delete(id) => Some(Plan::delete(&[peering(id)?])),
            Self::Wait
            | Self::CreateOtherHalf(_)
            | Self::OpenOtherHalf(_)
            | Self::Invite(_)
            | Self::Send(_)
            | Self::AskSupport(_) => None,
        }
    }
}
