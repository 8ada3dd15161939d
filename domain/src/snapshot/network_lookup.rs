//! Which network is meant by a text: by its UUID, its name, or an address in it.
//! Where several match, all are returned and none is guessed.

use std::{net::IpAddr, sync::Arc};

use ipnet::IpNet;

use super::{
    Networks, Snapshot,
    unknown::{UnknownReason, reason_for},
};
use crate::model::{
    cidr::Range,
    ids::NetworkId,
    network::Network,
    pasted,
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
    if let Ok(id) = pasted::read::<NetworkId>(text) {
        return match snapshot.network(id) {
            Some(network) if !network.private => NetworkLookup::NotPrivate(id),
            _ => NetworkLookup::Network(id, By::Uuid),
        };
    }
    let net = pasted::read_net(text);
    if let Some(net) = net {
        let holding = networks_of(snapshot, net);
        if !holding.is_empty() {
            return NetworkLookup::one_of(holding, By::Address(net.addr()));
        }
    }
    for name in [text, &pasted::plain(text)] {
        let private = called(snapshot, name, true);
        if !private.is_empty() {
            return NetworkLookup::one_of(private, By::Name);
        }
        if let Some(public) = called(snapshot, name, false).first() {
            return NetworkLookup::NotPrivate(*public);
        }
    }
    let by = net.map_or(By::Name, |net| By::Address(net.addr()));
    NetworkLookup::Unknown(by, reason_for(snapshot.sources().networks_read))
}

/// The networks that a range is in. One with host bits, as `ip addr` prints it, is the
/// address of a machine, whose prefix need not be the network's.
fn networks_of(snapshot: &Snapshot, net: IpNet) -> Vec<NetworkId> {
    let mut holding = networks_at(snapshot, net.trunc());
    if holding.is_empty() && net.addr() != net.network() {
        holding = networks_at(snapshot, net.addr().into());
    }
    holding
}

/// The private networks that a range is in, the narrowest range first. More than one
/// where networks overlap. The ranges of a network that cannot be read come from a
/// peering with it.
pub fn networks_at(snapshot: &Snapshot, net: IpNet) -> Vec<NetworkId> {
    let holding = |ranges: &[Range]| {
        let nets = ranges.iter().filter_map(Range::net);
        let holding = nets.filter(|held| held.contains(&net));
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
    let ends = peerings.flat_map(|peering| [peering.local.network, peering.peer.network]);
    let mut unread: Vec<NetworkId> = ends
        .filter(|end| snapshot.network(*end).is_none())
        .collect();
    unread.sort_unstable();
    unread.dedup();
    unread.retain(|id| !snapshot.known(*id).deleted);
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

/// The private networks whose name, zone or one of whose ranges contains a text, or that
/// have the address that it is. Those whose names begin with it come first, each part in
/// the order of the names.
pub fn search_networks(networks: &Networks, text: &str) -> Vec<Arc<Network>> {
    let found = networks_with(networks, text.trim(), None);
    if found.is_empty() {
        networks_with(networks, &pasted::plain(text), pasted::read_net(text))
    } else {
        found
    }
}

fn networks_with(networks: &Networks, text: &str, net: Option<IpNet>) -> Vec<Arc<Network>> {
    let text = fold(text.to_owned());
    let holds = |range: &Range| {
        let held = range.net().zip(net);
        held.is_some_and(|(range, net)| range.contains(&net.addr()))
    };
    let mut found: Vec<_> = networks
        .values()
        .filter(|network| network.private)
        .filter(|network| {
            let ranges = network.ranges.iter().map(Range::as_str);
            let mut texts = ranges.chain([&*network.name, &*network.zone]);
            texts.any(|shown| contains(shown, &text)) || network.ranges.iter().any(holds)
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
                    By::Address(_) => format!("No known network contains {}.", pasted::plain(text)),
                    By::Uuid | By::Name => {
                        format!("No private network in this account is named {text}.")
                    }
                };
                let odd = pasted::oddity(text).map(|odd| format!(" {odd}"));
                let odd = odd.unwrap_or_default();
                format!("{what}{odd} For a network in another account, enter its UUID.")
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
