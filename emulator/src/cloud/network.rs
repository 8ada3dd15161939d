//! Networks, as they are stored.

use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::label::Label;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Network {
    pub uuid: Uuid,
    /// User name of the owner; none for public and utility networks, which belong to UpCloud
    /// and are visible to every account.
    pub account: Option<String>,
    /// 1 to 255 characters.
    pub name: String,
    /// `private`, `public` or `utility`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Zone id.
    pub zone: String,
    pub router: Option<Uuid>,
    /// In the order sent.
    pub labels: Vec<Label>,
    /// Address ranges; at least one.
    pub ip_networks: Vec<IpNetwork>,
    /// Only scenarios attach servers.
    pub servers: Vec<Server>,
}

impl Network {
    #[must_use]
    pub fn visible_to(&self, account: &str) -> bool {
        self.account.as_deref().is_none_or(|owner| owner == account)
    }

    pub fn ranges(&self) -> impl Iterator<Item = &IpNet> {
        self.ip_networks
            .iter()
            .map(|ip_network| &ip_network.address)
    }
}

/// One address range of a network with its DHCP settings, in the shape the API shows
/// (recorded traffic).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IpNetwork {
    pub address: IpNet,
    pub dhcp: YesNo,
    /// What DHCP tells machines to start from (OpenAPI).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dhcp_bootfile_url: Option<String>,
    /// Whether DHCP announces the gateway as default route.
    pub dhcp_default_route: YesNo,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dhcp_dns: Vec<String>,
    /// Always empty: the stand-in computes no routes.
    pub dhcp_effective_routes: Vec<Value>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dhcp_routes: Vec<String>,
    /// Merged with what is sent.
    pub dhcp_routes_configuration: Value,
    /// `IPv4` or `IPv6`.
    pub family: String,
    pub gateway: String,
}

/// How this part of the API writes booleans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YesNo {
    Yes,
    No,
}

/// A server attached to a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    pub title: String,
    pub uuid: Uuid,
}
