//! How to fix a peering: for each state the steps to take, or the text to send
//! to the person who must take them. [`crate::status::explain`] says what the state means;
//! this says what to do about it, with all that the snapshot knows.

mod kind;
mod routers;

use self::routers::routers_or_wait;
use super::explain::{Actor, Facts, explain};
use crate::{
    address::route::NewQuery,
    model::{
        cidr::{self, Range},
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    share::handshake::Handshake,
    snapshot::{Coverage, Snapshot},
};

pub use self::{
    kind::Remedy,
    routers::{Attaching, attaching, routers, routers_unknown},
};

/// How to fix a peering, and who has to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    pub actor: Actor,
    /// Whether it is known who owns the peer network. It is not where the
    /// networks could not be read: the other owner may be you.
    pub owner_known: bool,
    /// What can be done, the most useful first. Empty only where nothing has
    /// to be.
    pub remedies: Vec<Remedy>,
}

/// What [`explain`] needs to know, from a snapshot.
pub fn facts<'a>(snapshot: &'a Snapshot, peering: &'a Peering) -> Facts<'a> {
    let name = |id| snapshot.network(id).map(|network| network.name.as_str());
    Facts {
        local_name: name(peering.local.network),
        peer_name: name(peering.peer.network),
        other_half: snapshot.other_half(peering).map(|row| row.peering.id),
        ranges: known_ranges(snapshot, peering),
    }
}

/// Diagnoses a peering.
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
    let open = other.map(Remedy::OpenOtherHalf).into_iter();
    match &peering.state {
        State::Active => Vec::new(),
        State::Provisioning => vec![Remedy::Wait],
        State::PendingPeer if other.is_some() => open.chain([Remedy::Wait]).collect(),
        State::PendingPeer if yours => {
            // From a network without a router no peering can be made.
            let mut remedies = routers(snapshot, peer);
            remedies.push(Remedy::CreateOtherHalf(NewQuery::between(
                snapshot, peer, local,
            )));
            remedies
        }
        State::PendingPeer => vec![Remedy::Invite(Handshake::of(snapshot, local, peer))],
        State::PeerDisabled => match other {
            Some(other) if yours => vec![Remedy::Enable(other), Remedy::OpenOtherHalf(other)],
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
            let message = format!(
                "Networks {local} and {peer} can't be linked because address ranges overlap{}. One of us \
                 must use a network with different ranges.",
                overlapping(snapshot, peering)
            );
            let send = (!yours).then_some(Remedy::Send(message));
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

/// What is known of the ranges at the two ends.
fn known_ranges<'a>(snapshot: &'a Snapshot, peering: &'a Peering) -> [&'a [Range]; 2] {
    let end = |id| snapshot.known_with(id, Some(peering), None).known_ranges();
    [end(peering.local.network), end(peering.peer.network)]
}

fn overlapping(snapshot: &Snapshot, peering: &Peering) -> String {
    let [ours, theirs] = known_ranges(snapshot, peering);
    let pairs = cidr::overlaps(ours, theirs);
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
