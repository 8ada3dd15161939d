//! What the form for a new peering starts from, as its address says.

use form_urlencoded::{Serializer, parse};

use crate::{
    model::{cidr::Range, ids::NetworkId, invitation::Invitation},
    snapshot::Snapshot,
};

/// What the form for a new peering starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewQuery {
    pub name: String,
    /// `local`: the local network.
    pub local: Option<NetworkId>,
    /// `peer`: the peer network.
    pub peer: Option<NetworkId>,
    /// `from=handshake`: the link came from the owner of the peer network.
    /// Anyone can write such a link, so the form asks to check the values.
    pub invitation: Option<Invitation>,
}

impl NewQuery {
    /// The form for a peering between two networks, named after them.
    pub fn between(snapshot: &Snapshot, local: NetworkId, peer: NetworkId) -> Self {
        Self {
            name: format!("{} to {}", snapshot.name(local), snapshot.name(peer)),
            local: Some(local),
            peer: Some(peer),
            invitation: None,
        }
    }

    pub(super) fn parse(query: &str) -> Self {
        let mut new = Self::default();
        let mut invitation = Invitation::default();
        for (key, value) in parse(query.as_bytes()) {
            match key.as_ref() {
                "from" if value == "handshake" => new.invitation = Some(Invitation::default()),
                "range" => invitation.ranges.push(Range::new(value)),
                "zone" => invitation.zone = value.into_owned(),
                "name" => new.name = value.into_owned(),
                "local" => new.local = value.parse().ok(),
                "peer" => new.peer = value.parse().ok(),
                _ => {}
            }
        }
        // Without the mark, these values are not an invitation.
        new.invitation = new.invitation.map(|_| invitation.sound());
        new
    }

    pub(super) fn to_query(&self) -> String {
        let mut out = Serializer::new(String::new());
        if !self.name.is_empty() {
            out.append_pair("name", &self.name);
        }
        for (key, id) in [("local", self.local), ("peer", self.peer)] {
            if let Some(id) = id {
                out.append_pair(key, &id.to_string());
            }
        }
        if let Some(invitation) = self.invitation.clone().map(Invitation::sound) {
            out.append_pair("from", "handshake");
            for range in &invitation.ranges {
                out.append_pair("range", range.as_str());
            }
            if !invitation.zone.is_empty() {
                out.append_pair("zone", &invitation.zone);
            }
        }
        out.finish()
    }
}
