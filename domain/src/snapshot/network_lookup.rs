//! Which network is meant by a text: by its UUID, its name, or an address in it.
//! Where several match, all are returned and none is guessed.

use std::{net::IpAddr, sync::Arc};

use super::{
    Networks, Snapshot,
    unknown::{UnknownReason, reason_for},
};
use crate::model::{
    cidr::Range,
    ids::NetworkId,
    network::Network,
    state::State,
    text::{contains, fold},
};

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkLookup {
    /// Nothing: it is empty.
    Nothing,
    Network(NetworkId, By),
    /// One of several networks: an address's narrowest range first.
    OneOf(Vec<NetworkId>, By),
    /// A network that is not private: it has no peerings.
    NotPrivate(NetworkId),
    /// No network that is known; why there may be one all the same, where not
    /// everything could be read.
    Unknown(By, Option<UnknownReason>),
}

/// By what a text means a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Uuid,
    /// Its name, in capitals or small letters.
    Name,
    /// An address in one of its ranges.
    Address(IpAddr),
}

/// Reads a text as it was typed. A UUID is taken for a network's even where no
/// network with it can be read: it may be another account's.
pub fn look_up(snapshot: &Snapshot, text: &str) -> NetworkLookup {
    let text = text.trim();
    if text.is_empty() {
        return NetworkLookup::Nothing;
    }
    if let Ok(id) = text.parse::<NetworkId>() {
        return match snapshot.network(id) {
            Some(network) if !network.private => NetworkLookup::NotPrivate(id),
            _ => NetworkLookup::Network(id, By::Uuid),
        };
    }
    let address = text.parse().ok();
    if let Some(address) = address {
        let holding = networks_at(snapshot, address);
        if !holding.is_empty() {
            return NetworkLookup::one_of(holding, By::Address(address));
        }
    }
    let private = called(snapshot, text, true);
    if !private.is_empty() {
        return NetworkLookup::one_of(private, By::Name);
    }
    if let Some(public) = called(snapshot, text, false).first() {
        return NetworkLookup::NotPrivate(*public);
    }
    let by = address.map_or(By::Name, By::Address);
    NetworkLookup::Unknown(by, reason_for(snapshot.sources().networks_read))
}

/// The private networks that an address is in, the narrowest range first. More
/// than one where networks overlap. The ranges of a network that cannot be read
/// come from a peering with it.
pub fn networks_at(snapshot: &Snapshot, address: IpAddr) -> Vec<NetworkId> {
    let holding = |ranges: &[Range]| {
        let nets = ranges.iter().filter_map(Range::net);
        let holding = nets.filter(|net| net.contains(&address));
        holding.map(|net| net.prefix_len()).max()
    };
    let read = snapshot.sources().networks.values();
    let read = read.filter(|network| network.private);
    let read = read.filter_map(|network| Some((holding(&network.ranges)?, network.id)));
    let unread = unread(snapshot).into_iter();
    let unread = unread.filter_map(|id| Some((holding(snapshot.ranges(id))?, id)));
    let mut found: Vec<(u8, NetworkId)> = read.chain(unread).collect();
    found.sort_unstable_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(&two.1)));
    found.into_iter().map(|(_, network)| network).collect()
}

/// The networks at the ends of peerings that cannot be read, but exist.
fn unread(snapshot: &Snapshot) -> Vec<NetworkId> {
    let peerings = snapshot.sources().peerings.iter().map(|row| &row.peering);
    let ends = peerings.flat_map(|peering| {
        let exists = peering.state != State::DeletedPeerNetwork;
        let peer = exists.then_some(peering.peer.network);
        [Some(peering.local.network), peer]
    });
    let mut unread: Vec<NetworkId> = ends
        .flatten()
        .filter(|end| snapshot.network(*end).is_none())
        .collect();
    unread.sort_unstable();
    unread.dedup();
    unread
}

/// The networks of that name, private ones or others, in the order of their zones.
fn called(snapshot: &Snapshot, name: &str, private: bool) -> Vec<NetworkId> {
    let name = name.to_lowercase();
    let networks = snapshot.sources().networks.values();
    let mut called: Vec<_> = networks
        .filter(|network| network.private == private)
        .filter(|network| network.name.trim().to_lowercase() == name)
        .collect();
    called.sort_unstable_by_key(|network| (&network.zone, network.id));
    called.into_iter().map(|network| network.id).collect()
}

/// The private networks whose name, zone or one of whose ranges contains a text. Those
/// whose names begin with it come first, each part in the order of the names.
pub fn search_networks(networks: &Networks, text: &str) -> Vec<Arc<Network>> {
    let text = fold(text.trim().to_owned());
    let mut found: Vec<_> = networks
        .values()
        .filter(|network| network.private)
        .filter(|network| {
            let ranges = network.ranges.iter().map(Range::as_str);
            let mut texts = ranges.chain([&*network.name, &*network.zone]);
            texts.any(|shown| contains(shown, &text))
        })
        .map(|network| {
            let is_prefix = fold(network.name.clone()).starts_with(&text);
            (!is_prefix, Arc::clone(network))
        })
        .collect();
    found.sort_unstable_by(|(later, one), (other_later, other)| {
        later.cmp(other_later).then_with(|| one.order(other))
    });
    found.into_iter().map(|(_, network)| network).collect()
}

impl NetworkLookup {
    fn one_of(found: Vec<NetworkId>, by: By) -> Self {
        match found.as_slice() {
            [only] => Self::Network(*only, by),
            _ => Self::OneOf(found, by),
        }
    }

    /// The network, where it is one.
    pub fn network(&self) -> Option<NetworkId> {
        match self {
            Self::Network(id, _) => Some(*id),
            _ => None,
        }
    }

    /// Why it is not one network, in a sentence; none where it is, or where
    /// nothing was typed.
    pub fn trouble(&self, snapshot: &Snapshot, text: &str) -> Option<String> {
        let text = text.trim();
        Some(match self {
            Self::Nothing | Self::Network(..) => return None,
            Self::OneOf(found, By::Address(address)) => format!(
                "{address} is in {} networks with overlapping ranges. Choose one.",
                found.len()
            ),
            Self::OneOf(found, _) => {
                format!("{} networks are named {text}. Choose one.", found.len())
            }
            Self::NotPrivate(id) => format!(
                "{} is not a private network. Only private networks can be peered.",
                snapshot.name(*id)
            ),
            Self::Unknown(by, None) => {
                let what = match by {
                    By::Address(address) => format!("No known network contains {address}."),
                    By::Uuid | By::Name => {
                        format!("No private network in this account is named {text}.")
                    }
                };
                format!("{what} For a network in another account, enter its UUID.")
            }
            Self::Unknown(_, Some(UnknownReason::NotYet)) => {
                "The networks haven't been loaded yet.".into()
            }
            Self::Unknown(_, Some(UnknownReason::Part)) => {
                "No match, but only part of the networks could be loaded. Enter the network's UUID."
                    .into()
            }
            Self::Unknown(_, Some(_)) => {
                "This user isn't allowed to read networks. Enter the network's UUID.".into()
            }
        })
    }
}
