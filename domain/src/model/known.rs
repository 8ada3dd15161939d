//! What is known of a network, and where from: one answer for every place that
//! shows one.

use super::{
    cidr::Range,
    ids::{NetworkId, PeeringId},
    invitation::Invitation,
    network::Network,
    peering::End,
};

/// Where something about a network is known from. The first that has it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The account's own list of networks.
    Networks,
    /// The peering that it is an end of.
    Peering,
    /// Another peering with the same network, such as the other half.
    OtherPeering(PeeringId),
    /// An invitation. Anyone can write one, so this is not verified.
    Invitation,
}

/// What other peerings say of a network that the account cannot read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reported {
    /// Its ranges, and the peering that shows them.
    pub ranges: Option<(Vec<Range>, PeeringId)>,
    /// Whether a peering with it is in the state `deleted-peer-network`.
    pub deleted: bool,
}

/// What is known of a network. What is none here is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownNetwork<'a> {
    pub id: NetworkId,
    /// The network, where the account can read it.
    pub network: Option<&'a Network>,
    /// Whether it was deleted, as the state of a peering says. A list of networks
    /// that was read before still has it.
    pub deleted: bool,
    pub name: Option<(&'a str, Source)>,
    pub zone: Option<(&'a str, Source)>,
    /// Never empty.
    pub ranges: Option<(&'a [Range], Source)>,
}

/// What there is to conclude from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence<'a> {
    pub(crate) network: Option<&'a Network>,
    /// The end of the peering in question.
    pub(crate) end: Option<&'a End>,
    /// What another peering shows, and which.
    pub(crate) elsewhere: Option<(&'a [Range], PeeringId)>,
    pub(crate) invitation: Option<&'a Invitation>,
    /// Whether a peering says that it was deleted.
    pub(crate) deleted: bool,
}

impl<'a> KnownNetwork<'a> {
    pub(crate) fn of(id: NetworkId, evidence: Evidence<'a>) -> Self {
        let Evidence {
            network,
            end,
            elsewhere,
            invitation,
            deleted,
        } = evidence;
        let (name, zone) = match (network, invitation) {
            (Some(network), _) => {
                let read = |text: &'a str| text_from(text, Source::Networks);
                (read(&network.name), read(&network.zone))
            }
            (None, Some(invitation)) => (None, text_from(&invitation.zone, Source::Invitation)),
            (None, None) => (None, None),
        };
        let none: &[Range] = &[];
        let shown = [
            network.map_or(none, |network| &network.ranges),
            end.map_or(none, |end| &end.ranges),
            elsewhere.map_or(none, |(ranges, _)| ranges),
            invitation.map_or(none, |invitation| &invitation.ranges),
        ];
        let source = match (first_shown(&shown), elsewhere) {
            (0, _) => Source::Networks,
            (1, _) => Source::Peering,
            (2, Some((_, by))) => Source::OtherPeering(by),
            _ => Source::Invitation,
        };
        let ranges = shown
            .get(first_shown(&shown))
            .map(|ranges| (*ranges, source));
        Self {
            id,
            network,
            deleted,
            name,
            zone,
            ranges,
        }
    }

    /// Its ranges; empty where they are unknown.
    pub fn known_ranges(&self) -> &'a [Range] {
        self.ranges.map_or(&[], |(ranges, _)| ranges)
    }
}

fn text_from(text: &str, source: Source) -> Option<(&str, Source)> {
    (!text.is_empty()).then_some((text, source))
}

/// The place of the first of these that is not empty, from the most certain source on.
pub(crate) fn first_shown(ranges: &[&[Range]]) -> usize {
    let first = ranges.iter().position(|ranges| !ranges.is_empty());
    first.unwrap_or(ranges.len())
}
