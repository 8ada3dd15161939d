//! What surrounds the peerings: networks, routers, zones and the account.

use std::cmp::Ordering;

use super::{
    cidr::Range,
    ids::{NetworkId, RouterId},
    natural,
};

/// A network the account can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    pub id: NetworkId,
    /// Its name; not unique.
    pub name: String,
    /// Only private networks can be peered (OpenAPI document).
    pub private: bool,
    /// The identifier of its zone, such as `fi-hel1`.
    pub zone: String,
    /// The router it is attached to, if any.
    pub router: Option<RouterId>,
    /// Its address ranges.
    pub ranges: Vec<Range>,
}

impl Network {
    /// The order of the names.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        natural::compare(&self.name, &other.name).then_with(|| self.id.cmp(&other.id))
    }
}

/// A router the account can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Router {
    pub id: RouterId,
    /// Its name; not unique.
    pub name: String,
    /// UpCloud's own, such as that of a utility network: nothing of the
    /// account's can be attached to it.
    pub service: bool,
    /// The networks attached to it, those this account cannot read among them.
    pub attached: Vec<NetworkId>,
}

/// A zone: a data centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its identifier, such as `fi-hel1`.
    pub id: String,
    /// Its name for people, such as `Helsinki #1`.
    pub description: String,
}

/// The account that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The user's name.
    pub username: String,
    /// How many peerings the account may have, where the API reports it.
    pub peering_limit: Option<u64>,
}
