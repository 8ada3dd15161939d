//! The checks of the networks themselves: type, router and zone.

use super::{
    check::{Check, CheckId, CheckOutcome, Subject, cannot_read},
    zone::{Distance, distance},
};
use crate::{
    model::{ids::NetworkId, object::Object, state::State},
    snapshot::{Snapshot, unknown::UnknownReason},
};

pub(super) fn private(snapshot: &Snapshot, subject: &Subject<'_>) -> Check {
    let id = CheckId::Private;
    let (Some(local), Some(peer)) = (subject.local, subject.peer) else {
        return Check::not_chosen(id);
    };
    let ends = || [local, peer].into_iter();
    let wrong = |end: &NetworkId| {
        snapshot
            .network(*end)
            .is_some_and(|network| !network.private)
    };
    if let Some(end) = ends().find(wrong) {
        let text = format!(
            "{} is not a private network. Only private networks can be peered.",
            snapshot.name(end)
        );
        return Check::new(id, CheckOutcome::Fail, text)
            .naming([Object::Network(end)])
            .stopping(subject.existing.is_none());
    }
    match ends().find(|end| snapshot.network(*end).is_none()) {
        // Only private networks can be peered, and these are.
        Some(_) if subject.existing.is_some() => Check::new(
            id,
            CheckOutcome::Pass,
            "The networks are peered, so both are private.".into(),
        ),
        Some(end) => cannot_read(id, snapshot, end),
        None => Check::new(id, CheckOutcome::Pass, "Both networks are private.".into()),
    }
}

/// The check of the local or of the peer network's router.
pub(super) fn router(snapshot: &Snapshot, subject: &Subject<'_>, id: CheckId) -> Check {
    let is_local = id == CheckId::LocalRouter;
    let end = if is_local {
        subject.local
    } else {
        subject.peer
    };
    let Some(end) = end else {
        return Check::not_chosen(id);
    };
    let name = snapshot.name(end);
    let state = subject.existing.map(|peering| &peering.state);
    let missing = if is_local {
        State::MissingLocalRouter
    } else {
        State::MissingPeerRouter
    };
    match (snapshot.network(end).map(|network| network.router), state) {
        (Some(Some(router)), _) => {
            let text = format!(
                "{name} is attached to router {}.",
                snapshot.router_name(router)
            );
            Check::new(id, CheckOutcome::Pass, text).naming([Object::Router(router)])
        }
        (None, Some(State::Active)) => Check::new(
            id,
            CheckOutcome::Pass,
            format!("{name} has a router: the peering is active."),
        ),
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
    Check::new(id, CheckOutcome::Fail, text)
        .naming([Object::Network(end)])
        .stopping(refused)
}

pub(super) fn zones(snapshot: &Snapshot, subject: &Subject<'_>) -> Check {
    let id = CheckId::Zones;
    let (Some(local), Some(peer)) = (subject.local, subject.peer) else {
        return Check::not_chosen(id);
    };
    if subject
        .existing
        .is_some_and(|peering| peering.state == State::Active)
    {
        return Check::new(id, CheckOutcome::Pass, "The networks are linked.".into());
    }
    let zone = |end| match snapshot.network(end) {
        Some(network) => Some(network.zone.as_str()),
        None => subject
            .invitation
            .filter(|invitation| Some(end) == subject.peer && !invitation.zone.is_empty())
            .map(|invitation| invitation.zone.as_str()),
    };
    let (one, two) = match (zone(local), zone(peer)) {
        (Some(one), Some(two)) => (one, two),
        (None, _) => return cannot_read(id, snapshot, local),
        (_, None) => return cannot_read(id, snapshot, peer),
    };
    match distance(one, two) {
        Distance::Same => Check::new(
            id,
            CheckOutcome::Pass,
            format!("Both networks are in {one}."),
        ),
        Distance::Near => Check::new(
            id,
            CheckOutcome::Pass,
            format!("{one} and {two} are both in Europe, where peering is reported to work."),
        ),
        Distance::Far => Check::new(
            id,
            CheckOutcome::Warn,
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
