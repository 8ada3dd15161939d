//! What the owner of the peer network needs to make their half: the two UUIDs
//! the other way round, the ranges, a link to the form, and the same as text.
//! None of it is secret.

use super::equivalents;
use crate::{
    address::route::{NewQuery, Route},
    api::request,
    edit::form::Draft,
    model::{cidr::Range, ids::NetworkId, invitation::Invitation, state::ConfiguredStatus},
    snapshot::Snapshot,
};

/// The half that the other owner is asked for, from their side: what is local
/// to them is the peer here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// Their network.
    pub their_network: NetworkId,
    /// This account's network: their peer.
    pub our_network: NetworkId,
    /// The ranges of this account's network: theirs must not overlap them.
    pub our_ranges: Vec<Range>,
    /// The zone of this account's network; empty where it is not known.
    pub our_zone: String,
}

impl Handshake {
    /// What is asked of the owner of `peer` for a peering from `local` to it.
    pub fn of(snapshot: &Snapshot, local: NetworkId, peer: NetworkId) -> Self {
        let zone = snapshot.network(local).map(|network| network.zone.clone());
        Self {
            their_network: peer,
            our_network: local,
            our_ranges: snapshot.ranges(local).to_vec(),
            our_zone: zone.unwrap_or_default(),
        }
    }

    /// The form for their half, marked as filled in from a link.
    pub fn query(&self) -> NewQuery {
        NewQuery {
            name: self.draft().name,
            local: Some(self.their_network),
            peer: Some(self.our_network),
            invitation: Some(Invitation {
                ranges: self.our_ranges.clone(),
                zone: self.our_zone.clone(),
            }),
        }
    }

    /// The address of that form, within the console.
    pub fn href(&self) -> String {
        Route::New(self.query()).href()
    }

    /// Their half, for its equivalents. Its name says where it leads
    /// without telling what this account calls its network.
    pub fn draft(&self) -> Draft {
        let ours = self.our_network.to_string();
        let head = ours.split('-').next().unwrap_or_default();
        Draft {
            name: format!("peering with {head}"),
            configured_status: ConfiguredStatus::Active,
            local: self.their_network,
            peer: self.our_network,
            labels: Vec::new(),
        }
    }

    /// All of it as plain text, to be pasted into a message. `console` is the
    /// address that the console's own addresses are appended to, and `api`
    /// that of the API.
    pub fn message(&self, console: &str, api: &str) -> String {
        let ranges: Vec<&str> = self.our_ranges.iter().map(Range::as_str).collect();
        let ranges = if ranges.is_empty() {
            "not known".to_owned()
        } else {
            ranges.join(", ")
        };
        let zone = if self.our_zone.is_empty() {
            String::new()
        } else {
            format!("\nZone of my network: {}", self.our_zone)
        };
        format!(
            "Please create your half of a network peering between our UpCloud networks. No traffic passes until both \
             halves exist.\n\n\
             Local network (yours): {}\n\
             Peer network (mine): {}\n\
             Address ranges of my network: {ranges}{zone}\n\n\
             Your network must be private, be attached to a router, and have ranges that do not overlap mine. \
             The server firewall does not filter private networks, so please confirm these values with me \
             first.\n\n\
             Invitation link:\n{}{}\n\n\
             Or with curl, in a POSIX shell:\n{}\n",
            self.their_network,
            self.our_network,
            console.trim_end_matches('/'),
            self.href(),
            equivalents::curl(api, &request::create(&self.draft()))
        )
    }
}
