//! The network peering.

use super::{
    cidr::Range,
    ids::{NetworkId, PeeringId},
    label::Label,
    state::{ConfiguredStatus, State},
};

/// One direction of a link between two private networks. A link that passes
/// traffic is two of these, one on each side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peering {
    pub id: PeeringId,
    /// 1 to 255 characters. Not known to be unique.
    pub name: String,
    /// What it is meant to be.
    pub configured_status: ConfiguredStatus,
    /// What it is.
    pub state: State,
    /// The network this half starts from. Never changes.
    pub local: End,
    /// The network it leads to, perhaps in another account. Never changes.
    pub peer: End,
    /// In the order the API keeps them.
    pub labels: Vec<Label>,
    /// RFC 3339, where the API returns it (since its OpenAPI document 0.0.103).
    pub created_at: Option<String>,
    /// RFC 3339; none until it was modified for the first time.
    pub updated_at: Option<String>,
}

/// One end of a peering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The network's UUID.
    pub network: NetworkId,
    /// Its address ranges. Empty where they are unknown: the API returns the
    /// peer's only once both halves exist.
    pub ranges: Vec<Range>,
}

impl Peering {
    /// Whether a change that completes by itself is under way:
    /// the state says so, or it does not yet agree with the configured status.
    pub fn in_transition(&self) -> bool {
        match self.configured_status {
            _ if self.state == State::Provisioning => true,
            ConfiguredStatus::Disabled => self.state != State::Disabled,
            ConfiguredStatus::Active => self.state == State::Disabled,
            ConfiguredStatus::Other(_) => false,
        }
    }

    /// Whether DELETE would be accepted now. UpCloud deletes a peering only in
    /// the *state* `disabled` (OpenAPI document and Go SDK); the configured
    /// status alone does not do.
    pub fn deletable(&self) -> bool {
        self.state == State::Disabled
    }

    /// Whether `other` is the opposite direction of the same link.
    pub fn is_reverse_of(&self, other: &Self) -> bool {
        self.local.network == other.peer.network && self.peer.network == other.local.network
    }
}
