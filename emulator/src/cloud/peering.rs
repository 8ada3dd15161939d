//! Network peerings, as they are stored.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    label::Label,
    moment::Moment,
    state::{ConfiguredStatus, Lifecycle},
};

/// One half of a link, owned by the account that owns the local network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peering {
    pub uuid: Uuid,
    /// User name of the owner.
    pub account: String,
    /// 1 to 255 characters; need not be unique.
    pub name: String,
    pub configured_status: ConfiguredStatus,
    /// The local network.
    pub network: Uuid,
    /// The network at the other end, of any account; it may have been deleted.
    pub peer_network: Uuid,
    /// In the order sent.
    pub labels: Vec<Label>,
    pub created_at: Moment,
    /// None before the first change.
    pub updated_at: Option<Moment>,
    /// What `state` follows from.
    #[serde(flatten)]
    pub lifecycle: Lifecycle,
}
