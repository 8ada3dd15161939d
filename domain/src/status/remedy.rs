//! What mends a peering: for each state the steps to take, or the text to send
//! to whoever must take them. [`crate::status::explain`] says what the state means;
//! this says what to do about it, with all that the snapshot knows.

use super::explain::{Actor, Facts, explain};
use crate::{
    address::route::NewQuery,
    api::feature::Feature,
    change::plan::Plan,
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        natural,
        network::Router,
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    share::handshake::Handshake,
    snapshot::{
        Coverage, Snapshot,
        unknown::{UnknownReason, reason_for, reason_for_network},
    },
};

/// A way to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Wait: nobody has to do anything.
    Wait,
    /// Attach the network to one of these routers, which serve its zone or no
    /// zone yet. The best comes first.
    AttachRouter {
        /// The network.
        network: NetworkId,
        /// The routers: at least one.
        routers: Vec<RouterId>,
    },
    /// Create a router and attach the network to it.
    CreateRouter {
        /// The network.
        network: NetworkId,
        /// What the router could be called.
        name: String,
    },
    /// Create the other half.
    CreateOtherSide(NewQuery),
    /// Go to the other half: its own state says more.
    OpenOtherSide(PeeringId),
    /// Switch this peering, or the other half, on.
    Enable(PeeringId),
    /// Switch this peering off, and on again once it is off.
    Restart(PeeringId),
    /// Delete this peering.
    Delete(PeeringId),
    /// Send the other owner what their half is to be: UUIDs, ranges, a link.
    Invite(Handshake),
    /// Send this text to the other owner.
    Send(String),
    /// Send this text to UpCloud's support.
    AskSupport(String),
}

impl Remedy {
    /// What has to be on for it.
    #[must_use]
    pub fn needed(&self) -> Option<Feature> {
        match self {
            Self::CreateOtherSide(_) => Some(Feature::Create),
            Self::AttachRouter { .. }
            | Self::CreateRouter { .. }
            | Self::Enable(_)
            | Self::Restart(_) => Some(Feature::Modify),
            Self::Delete(_) => Some(Feature::Delete),
            Self::Wait
            | Self::OpenOtherSide(_)
            | Self::Invite(_)
            | Self::Send(_)
            | Self::AskSupport(_) => None,
        }
    }
}

/// What mends a peering, and who has to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// Who must act.
    pub actor: Actor,
    /// Whether it is known who owns the peer network. It is not where the
    /// networks could not be read: the other owner may be you.
    pub owner_known: bool,
    /// What can be done, the most useful first. Empty only where nothing has
    /// to be.
    pub remedies: Vec<Remedy>,
}

/// What [`explain`] needs to know, from a snapshot.
#[must_use]
pub fn facts<'a>(snapshot: &'a Snapshot, peering: &Peering) -> Facts<'a> {
    let name = |id| snapshot.network(id).map(|network| network.name.as_str());
    Facts {
        local_name: name(peering.local.network),
        peer_name: name(peering.peer.network),
        other_half: snapshot.other_half(peering).map(|row| row.peering.id),
    }
}

/// What mends a peering.
#[must_use]
pub fn diagnose(snapshot: &Snapshot, peering: &Peering) -> Diagnosis {
    let peer_is_known = snapshot.network(peering.peer.network).is_some();
    let actor = explain(peering, &facts(snapshot, peering)).actor;
    Diagnosis {
        actor,
        owner_known: peer_is_known || snapshot.sources().networks_read == Coverage::Complete,
        remedies: match actor {
            Actor::UpCloud => vec![Remedy::Wait],
            Actor::Nobody | Actor::You | Actor::PeerOwner => remedies(snapshot, peering),
        },
    }
}

fn remedies(snapshot: &Snapshot, peering: &Peering) -> Vec<Remedy> {
    let (local, peer) = (peering.local.network, peering.peer.network);
    let yours = snapshot.network(peer).is_some();
    let other = snapshot.other_half(peering).map(|row| row.peering.id);
    let open = other.map(Remedy::OpenOtherSide).into_iter();
    match &peering.state {
        State::Active => Vec::new(),
        State::Provisioning => vec![Remedy::Wait],
        State::PendingPeer if other.is_some() => open.chain([Remedy::Wait]).collect(),
        State::PendingPeer if yours => {
            // From a network without a router no peering can be made.
            let mut remedies = routers(snapshot, peer);
            remedies.push(Remedy::CreateOtherSide(NewQuery {
                name: format!("{} to {}", snapshot.name(peer), snapshot.name(local)),
                local: Some(peer),
                peer: Some(local),
                invitation: None,
            }));
            remedies
        }
        State::PendingPeer => vec![Remedy::Invite(Handshake::of(snapshot, local, peer))],
        State::PeerDisabled => match other {
            Some(other) if yours => vec![Remedy::Enable(other), Remedy::OpenOtherSide(other)],
            _ => open
                .chain([Remedy::Send(format!(
                    "Please enable your peering from network {peer} to network {local}: \
                     it is disabled, and no traffic passes until it is enabled."
                ))])
                .collect(),
        },
        State::MissingPeerRouter if yours => routers_or_wait(snapshot, peer),
        State::MissingPeerRouter => open
            .chain([Remedy::Send(format!(
                "Please attach a router to your network {peer}: it has none, and no traffic passes \
                 between it and network {local} until it has one."
            ))])
            .collect(),
        State::MissingLocalRouter => routers_or_wait(snapshot, local),
        State::ConflictSubnet => {
            let told = format!(
                "Networks {local} and {peer} can't be linked because address ranges overlap{}. One of us \
                 must use a network with different ranges.",
                ranges(peering)
            );
            let send = (!yours).then_some(Remedy::Send(told));
            open.chain(send)
                .chain([Remedy::Delete(peering.id)])
                .collect()
        }
        State::DeletedPeerNetwork => vec![Remedy::Delete(peering.id)],
        State::Error => vec![
            match peering.configured_status {
                ConfiguredStatus::Disabled => Remedy::Enable(peering.id),
                ConfiguredStatus::Active | ConfiguredStatus::Other(_) => {
                    Remedy::Restart(peering.id)
                }
            },
            Remedy::AskSupport(support(peering)),
        ],
        State::Disabled => vec![Remedy::Enable(peering.id), Remedy::Delete(peering.id)],
        State::Other(_) => open.chain([Remedy::AskSupport(support(peering))]).collect(),
    }
}

fn support(peering: &Peering) -> String {
    format!(
        "The network peering {} is in the state “{}”, with the configured status “{}”. Its local network is {}, its \
         peer network {}. What is wrong, and how can it be fixed?",
        peering.id,
        peering.state,
        peering.configured_status,
        peering.local.network,
        peering.peer.network
    )
}

fn ranges(peering: &Peering) -> String {
    let pairs = crate::model::cidr::overlaps(&peering.local.ranges, &peering.peer.ranges);
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(ours, theirs)| format!("{ours} and {theirs}"))
        .collect();
    if pairs.is_empty() {
        String::new()
    } else {
        format!(" ({})", pairs.join("; "))
    }
}

fn routers_or_wait(snapshot: &Snapshot, network: NetworkId) -> Vec<Remedy> {
    let remedies = routers(snapshot, network);
    if remedies.is_empty() {
        // It has one by now, and the state is about to show it.
        return vec![Remedy::Wait];
    }
    remedies
}

/// How a network gets a router. Nothing, where it has one. A new one always
/// fits; the routers that exist only where their zone is known to.
#[must_use]
pub fn routers(snapshot: &Snapshot, network: NetworkId) -> Vec<Remedy> {
    let held = snapshot.network(network);
    if held.is_some_and(|held| held.router.is_some()) {
        return Vec::new();
    }
    let fitting = held.map(|held| fitting_routers(snapshot, &held.zone));
    let attach = fitting
        .filter(|routers| !routers.is_empty())
        .map(|routers| Remedy::AttachRouter { network, routers });
    let name = match held {
        Some(held) if !held.zone.is_empty() => format!("{}-router", held.zone),
        _ => "router".into(),
    };
    attach
        .into_iter()
        .chain([Remedy::CreateRouter { network, name }])
        .collect()
}

/// The routers that a network of this zone can be attached to: those whose
/// networks are of it, and then those without a network. A router serves one
/// zone, and tells it only by its networks.
fn fitting_routers(snapshot: &Snapshot, zone: &str) -> Vec<RouterId> {
    let of_zone = |network| {
        let network = snapshot.network(network);
        network.map(|network| network.zone == zone)
    };
    let mut fitting: Vec<(bool, &Router)> = Vec::new();
    for router in &snapshot.sources().routers {
        let mut zones = snapshot.attached(router.id).map(of_zone).peekable();
        let spare = zones.peek().is_none();
        // A network that cannot be read tells nothing; one that is elsewhere
        // rules the router out.
        let zones: Vec<bool> = zones.flatten().collect();
        let serves = !zones.is_empty() && zones.iter().all(|of_zone| *of_zone);
        if !router.service && (spare || serves) {
            fitting.push((spare, router));
        }
    }
    fitting.sort_by(|one, two| {
        one.0
            .cmp(&two.0)
            .then_with(|| natural::compare(&one.1.name, &two.1.name))
            .then_with(|| one.1.id.cmp(&two.1.id))
    });
    fitting.into_iter().map(|(_, router)| router.id).collect()
}

/// What attaching a network to a router changes besides giving it one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attaching {
    /// The networks that it and they reach each other from then on.
    pub joins: Vec<NetworkId>,
    /// Those of them whose ranges overlap its own.
    pub overlaps: Vec<NetworkId>,
    /// The same, as a sentence.
    pub text: String,
}

/// What attaching a network to a router changes, to be shown before it is
/// done. None is a router that is yet to be made.
#[must_use]
pub fn attaching(snapshot: &Snapshot, network: NetworkId, router: Option<RouterId>) -> Attaching {
    let joins: Vec<NetworkId> = router
        .into_iter()
        .flat_map(|router| snapshot.attached(router))
        .filter(|joined| *joined != network)
        .collect();
    let overlaps = joins
        .iter()
        .copied()
        .filter(|joined| !crate::snapshot::overlap::between(snapshot, network, *joined).is_empty())
        .collect();
    let name = snapshot.name(network);
    let text = match joins.as_slice() {
        [] => format!("{name} gets its own router, which connects it to no other network."),
        [one] => format!("{name} and {} will reach each other.", snapshot.name(*one)),
        many => format!(
            "{name} and the {} networks on this router will reach each other.",
            many.len()
        ),
    };
    Attaching {
        joins,
        overlaps,
        text,
    }
}

impl Remedy {
    /// The steps of the remedy, where the console can take them here. For a
    /// router among several it is the first.
    #[must_use]
    pub fn plan(&self, snapshot: &Snapshot) -> Option<Plan> {
        let peering = |id: &PeeringId| {
            let rows = &snapshot.sources().peerings;
            let row = rows.iter().find(|row| row.peering.id == *id);
            row.map(|row| &row.peering)
        };
        match self {
            Self::AttachRouter { network, routers } => {
                let router = routers.first()?;
                Some(Plan::attach(snapshot, *network, *router))
            }
            Self::CreateRouter { network, name } => {
                Some(Plan::attach_new(snapshot, *network, name))
            }
            Self::Enable(id) => Some(Plan::switch(&[peering(id)?], &ConfiguredStatus::Active)),
            Self::Restart(id) => Some(Plan::restart(peering(id)?)),
            Self::Delete(id) => Some(Plan::delete(&[peering(id)?])),
            Self::Wait
            | Self::CreateOtherSide(_)
            | Self::OpenOtherSide(_)
            | Self::Invite(_)
            | Self::Send(_)
            | Self::AskSupport(_) => None,
        }
    }
}

/// Why the existing routers that fit a network cannot all be told; none where
/// they can.
#[must_use]
pub fn routers_unknown(snapshot: &Snapshot, network: NetworkId) -> Option<UnknownReason> {
    if snapshot.network(network).is_none() {
        return Some(reason_for_network(snapshot));
    }
    reason_for(snapshot.sources().routers_read)
}
