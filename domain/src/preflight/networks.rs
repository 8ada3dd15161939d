//! The checks of the networks themselves: type, router and zone.

use super::{
    check::{Check, CheckId, Ends, Subject, cannot_read},
    zone::{Distance, distance},
};
use crate::{
    model::{ids::NetworkId, object::Object, state::State},
    snapshot::{Snapshot, unknown::UnknownReason},
};

pub(super) fn private((snapshot, subject, local, peer): Ends<'_>) -> Check {
    let id = CheckId::Private;
    let ends = || [local, peer].into_iter();
    let is_private = |end| snapshot.network(end).map(|network| network.private);
    if let Some(end) = ends().find(|end| is_private(*end) == Some(false)) {
        let text = format!(
            "{} is not a private network. Only private networks can be peered.",
            snapshot.name(end)
        );
        return Check::fail(id, text)
            .naming([Object::Network(end)])
            .stopping(subject.existing.is_none());
    }
    match ends().find(|end| is_private(*end).is_none()) {
        // Only private networks can be peered, and these are.
        Some(_) if subject.existing.is_some() => {
            Check::pass(id, "The networks are peered, so both are private.")
        }
        Some(end) => cannot_read(id, snapshot, end),
        None => Check::pass(id, "Both networks are private."),
    }
}

/// The check of the local or of the peer network's router.
pub(super) fn router(snapshot: &Snapshot, subject: &Subject<'_>, id: CheckId) -> Check {
    let (end, missing) = if id == CheckId::LocalRouter {
        (subject.local, State::MissingLocalRouter)
    } else {
        (subject.peer, State::MissingPeerRouter)
    };
    let Some(end) = end else {
        return Check::not_chosen(id);
    };
    let name = snapshot.name(end);
    let state = subject.existing.map(|peering| &peering.state);
    match (snapshot.network(end).map(|network| network.router), state) {
        (Some(Some(router)), _) => {
            let router_name = snapshot.router_name(router);
            Check::pass(id, format!("{name} is attached to router {router_name}."))
                .naming([Object::Router(router)])
        }
        (None, Some(State::Active)) => {
            Check::pass(id, format!("{name} has a router: the peering is active."))
        }
        (Some(None), _) => routerless(snapshot, subject, id, end),
        (None, Some(state)) if *state == missing => routerless(snapshot, subject, id, end),
        (None, _) => cannot_read(id, snapshot, end),
    }
}

fn routerless(snapshot: &Snapshot, subject: &Subject<'_>, id: CheckId, end: NetworkId) -> Check {
    // The API refuses a peering whose local network has no router, whichever
    // half it is.
    let refused = subject.existing.is_none() && (id == CheckId::LocalRouter || subject.both);
    let name = snapshot.name(end);
    let text = if refused {
        format!("{name} has no router. Attach one to create the peering.")
    } else {
        format!("{name} has no router. No traffic passes until one is attached.")
    };
    Check::fail(id, text)
        .naming([Object::Network(end)])
        .stopping(refused)
}

pub(super) fn zones((snapshot, subject, local, peer): Ends<'_>) -> Check {
    let id = CheckId::Zones;
    if matches!(subject.existing, Some(peering) if peering.state == State::Active) {
        return Check::pass(id, "The networks are linked.");
    }
    let zone = |end| subject.known(snapshot, end).zone.map(|(zone, _)| zone);
    let (one, two) = match (zone(local), zone(peer)) {
        (Some(one), Some(two)) => (one, two),
        (None, _) => return cannot_read(id, snapshot, local),
        (_, None) => return cannot_read(id, snapshot, peer),
    };
    match distance(one, two) {
        Distance::Same => Check::pass(id, format!("Both networks are in {one}.")),
        Distance::Near => Check::pass(
            id,
            format!("{one} and {two} are both in Europe, where peering is reported to work."),
        ),
        Distance::Far => Check::warn(
            id,
            format!(
                "{one} and {two} are on different continents. UpCloud is reported to refuse such peerings \
                 with INTERZONE_PEERING_NOT_SUPPORTED."
            ),
        ),
        Distance::Unknown => Check::unknown(
            id,
            UnknownReason::Unpublished,
            format!("UpCloud doesn't document whether {one} and {two} can be peered."),
        ),
    }
}
