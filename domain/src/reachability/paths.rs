//! What the snapshot shows of the ways between two networks.

use super::answer::{Break, Direction};
use crate::{
    model::{
        ids::{NetworkId, RouterId},
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    snapshot::{
        Coverage, Snapshot,
        unknown::{UnknownReason, reason_for, reason_for_network},
    },
};

/// The router that both networks are attached to.
pub(super) fn shared_router(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> Option<RouterId> {
    let known = [a, b].into_iter().find_map(|end| snapshot.network(end));
    let is_shared = |router: &RouterId| {
        let on = |end| snapshot.attached(*router).any(|network| network == end);
        on(a) && on(b)
    };
    match known {
        Some(network) => network.router.filter(is_shared),
        None => {
            let mut routers = snapshot.sources().routers.iter().map(|router| router.id);
            routers.find(is_shared)
        }
    }
}

/// Whether two networks, not known to share a router, share none for certain.
pub(super) fn surely_apart(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> bool {
    let router_known = |one: NetworkId, two: NetworkId| {
        snapshot.network(one).is_some_and(|network| {
            let both_read = snapshot.network(two).is_some();
            network
                .router
                .is_none_or(|router| both_read || snapshot.router(router).is_some())
        })
    };
    router_known(a, b) || router_known(b, a)
}

pub(super) fn direction(snapshot: &Snapshot, from: NetworkId, to: NetworkId) -> Direction {
    let rows = || snapshot.between(from, to).map(|row| &row.peering);
    // Of several the one that works counts.
    let seen = rows()
        .find(|peering| broken(peering).is_none())
        .or_else(|| rows().next());
    let broken = match seen {
        Some(peering) => broken(peering),
        None if surely_missing(snapshot, from, to) => Some(Break::Missing),
        None => Some(Break::NotSeen),
    };
    Direction {
        from,
        to,
        peering: seen.map(|peering| peering.id),
        broken,
    }
}

fn broken(peering: &Peering) -> Option<Break> {
    match (&peering.state, &peering.configured_status) {
        (State::Disabled, _) | (_, ConfiguredStatus::Disabled) => Some(Break::Disabled(peering.id)),
        (State::Active, _) => None,
        (state, _) => Some(Break::State(peering.id, state.clone())),
    }
}

/// Whether an unseen peering does not exist: its local network's owner would
/// see it, or the other half's state implies it.
fn surely_missing(snapshot: &Snapshot, from: NetworkId, to: NetworkId) -> bool {
    let reverse = snapshot.between(to, from).map(|row| &row.peering);
    let waiting = reverse
        .filter(|peering| peering.configured_status != ConfiguredStatus::Disabled)
        .any(|peering| peering.state == State::PendingPeer);
    waiting
        || (snapshot.network(from).is_some()
            && snapshot.sources().peerings_read == Coverage::Complete)
}

pub(super) fn unknown(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> UnknownReason {
    reason_for(snapshot.sources().peerings_read)
        .or_else(|| reason_for_end(snapshot, a, b))
        .unwrap_or(UnknownReason::NotTold)
}

/// Why one of the two networks cannot be read; none where both can.
pub(super) fn reason_for_end(
    snapshot: &Snapshot,
    a: NetworkId,
    b: NetworkId,
) -> Option<UnknownReason> {
    let unread = [a, b]
        .into_iter()
        .find(|end| snapshot.network(*end).is_none())?;
    Some(reason_for_network(snapshot, unread))
}

/// The networks that one has a peering with, whichever half of it is seen.
fn peers(snapshot: &Snapshot, network: NetworkId) -> Vec<NetworkId> {
    let to = snapshot.from(network).map(|row| row.peering.peer.network);
    let from = snapshot.to(network).map(|row| row.peering.local.network);
    let mut peers: Vec<NetworkId> = to.chain(from).collect();
    peers.sort_unstable();
    peers.dedup();
    peers
}

pub(super) fn between(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> Vec<NetworkId> {
    let peers_of_b = peers(snapshot, b);
    peers(snapshot, a)
        .into_iter()
        .filter(|peer| peers_of_b.binary_search(peer).is_ok())
        .collect()
}

/// A network on the router of the one that has a working peering with the
/// other.
pub(super) fn over_a_neighbour(
    snapshot: &Snapshot,
    a: NetworkId,
    b: NetworkId,
) -> Option<NetworkId> {
    let from = |end: NetworkId, other: NetworkId| {
        let router = snapshot.router_of(end)?;
        let linked = |neighbour: &NetworkId| {
            let works = |one, two| direction(snapshot, one, two).broken.is_none();
            works(*neighbour, other) || works(other, *neighbour)
        };
        let mut beside = snapshot.attached(router).filter(|beside| *beside != end);
        beside.find(linked)
    };
    from(a, b).or_else(|| from(b, a))
}
