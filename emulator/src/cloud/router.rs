//! Routers, as they are stored.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::label::Label;

/// A router has no zone of its own; the attached networks do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Router {
    pub uuid: Uuid,
    /// User name of the owner; none for service routers, which belong to UpCloud and are
    /// visible to every account.
    pub account: Option<String>,
    /// Not empty. Need not be unique (recorded traffic).
    pub name: String,
    /// `normal` or `service`.
    #[serde(rename = "type")]
    pub kind: String,
    /// In the order sent.
    pub labels: Vec<Label>,
    /// In the order sent.
    pub static_routes: Vec<StaticRoute>,
}

impl Router {
    #[must_use]
    pub fn visible_to(&self, account: &str) -> bool {
        self.account.as_deref().is_none_or(|owner| owner == account)
    }
}

/// In the shape the API shows (UpCloud OpenAPI).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaticRoute {
    /// May be empty.
    pub name: String,
    /// An address or `no-nexthop`.
    pub nexthop: String,
    /// Destination range.
    pub route: String,
    /// `user` or `service`.
    #[serde(rename = "type")]
    pub kind: String,
}
