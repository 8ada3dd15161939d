//! The checks of the networks themselves.

use super::{
    Check, CheckId, CheckOutcome, Object, Subject, UnknownReason, because, reason_for_network,
    zone::{Distance, distance},
};
use crate::{
    model::{
        cidr::{self, Range},
        ids::NetworkId,
        state::State,
    },
    snapshot::{Over, Reached, Snapshot, overlap},
};

/// More pairs of ranges than these are counted and not told.
const MAX_PAIRS: usize = 3;

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
            "{} is not a private network, and only those can be peered.",
            snapshot.name(end)
        );
        return Check::new(id, CheckOutcome::Fail, text)
            .naming([Object::Network(end)])
            .stopping(subject.existing.is_none());
    }
    match ends().find(|end| snapshot.network(*end).is_none()) {
        // Only private networks can be peered, and these are.
        Some(_) if subject.existing.is_some() => {
            Check::new(id, CheckOutcome::Pass, "They are peered.".into())
        }
        Some(end) => cannot_read(id, snapshot, end),
        None => Check::new(id, CheckOutcome::Pass, "Both are.".into()),
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
                "{name} is attached to the router {}.",
                snapshot.router_name(router)
            );
            Check::new(id, CheckOutcome::Pass, text).naming([Object::Router(router)])
        }
        (None, Some(State::Active)) => Check::new(
            id,
            CheckOutcome::Pass,
            format!("{name} has a router, or the peering would not be active."),
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
        format!("{name} has no router, and UpCloud makes no peering from such a network.")
    } else {
        format!("{name} has no router: no traffic passes until one is attached.")
    };
    Check::new(id, CheckOutcome::Fail, text)
        .naming([Object::Network(end)])
        .stopping(refused)
}

pub(super) fn overlap(snapshot: &Snapshot, subject: &Subject<'_>) -> Check {
    let id = CheckId::Overlap;
    let (Some(local), Some(peer)) = (subject.local, subject.peer) else {
        return Check::not_chosen(id);
    };
    let ours = ranges(snapshot, subject, local);
    let mut theirs = ranges(snapshot, subject, peer);
    let mut told = false;
    if theirs.is_empty()
        && let Some(invitation) = subject.told
    {
        theirs = &invitation.ranges;
        told = !theirs.is_empty();
    }
    let pairs = cidr::overlaps(ours, theirs);
    if !pairs.is_empty() {
        let (one, two) = (snapshot.name(local), snapshot.name(peer));
        let text: Vec<String> = pairs
            .iter()
            .take(MAX_PAIRS)
            .map(|(ours, theirs)| format!("{ours} of {one} and {theirs} of {two}"))
            .collect();
        let text = format!(
            "These overlap: {}{}. Such networks cannot be linked.{}",
            text.join("; "),
            more(pairs.len()),
            if told { TOLD } else { "" }
        );
        return Check::new(id, CheckOutcome::Fail, text)
            .naming([local, peer].map(Object::Network))
            .stopping(subject.existing.is_none() && !told);
    }
    let state = subject.existing.map(|peering| &peering.state);
    for (end, held) in [(local, ours), (peer, theirs)] {
        if held.is_empty() && snapshot.network(end).is_none() {
            return match state {
                Some(State::Active) => Check::new(
                    id,
                    CheckOutcome::Pass,
                    "They do not overlap, or the peering would not be active.".into(),
                ),
                _ => cannot_read(id, snapshot, end),
            };
        }
        if held.is_empty() || held.iter().any(|range| range.net().is_none()) {
            let name = snapshot.name(end);
            let text = format!("The API does not tell the ranges of {name} in a readable way.");
            return Check::unknown(id, UnknownReason::NotTold, text).naming([Object::Network(end)]);
        }
    }
    let text = "The ranges of the two networks do not overlap.";
    let text = if told {
        format!("{text}{TOLD}")
    } else {
        text.into()
    };
    Check::new(id, CheckOutcome::Pass, text)
}

const TOLD: &str = " The ranges of the peer network are those that its owner told.";

fn ranges<'a>(snapshot: &'a Snapshot, subject: &Subject<'a>, end: NetworkId) -> &'a [Range] {
    let held = snapshot.ranges(end);
    let ends = subject
        .existing
        .map(|peering| [&peering.local, &peering.peer]);
    let told = ends.into_iter().flatten().find(|one| one.network == end);
    match told {
        Some(told) if held.is_empty() => &told.ranges,
        _ => held,
    }
}

pub(super) fn reached_overlap(snapshot: &Snapshot, subject: &Subject<'_>) -> Check {
    let id = CheckId::ReachedOverlap;
    let (Some(local), Some(peer)) = (subject.local, subject.peer) else {
        return Check::not_chosen(id);
    };
    let mut texts = Vec::new();
    let mut objects = Vec::new();
    let mut all_known = true;
    for (from, to) in [(local, peer), (peer, local)] {
        let new = ranges(snapshot, subject, to);
        let router = snapshot.network(from).map(|network| network.router);
        // Without its router nothing tells who else is attached to it.
        all_known &= !new.is_empty()
            && router.is_some_and(|router| {
                router.is_none_or(|router| snapshot.router(router).is_some())
            });
        for reached in snapshot.reached(from) {
            if reached.network == to {
                continue;
            }
            all_known &= !snapshot.ranges(reached.network).is_empty();
            let held = snapshot.ranges(reached.network);
            let Some((old, new)) = cidr::overlaps(held, new).into_iter().next() else {
                continue;
            };
            if texts.len() < MAX_PAIRS {
                texts.push(clash(snapshot, from, &reached, old, to, new));
            }
            objects.push(Object::Network(reached.network));
        }
    }
    if !objects.is_empty() {
        let text = format!(
            "{}{}. One address would lead to two places, and UpCloud may refuse to link them.",
            texts.join("; "),
            more(objects.len())
        );
        return Check::new(id, CheckOutcome::Warn, text).naming(objects);
    }
    let sources = snapshot.sources();
    let why = [local, peer]
        .into_iter()
        .find(|end| snapshot.network(*end).is_none())
        .map(|_| reason_for_network(snapshot))
        .or_else(|| super::reason_for(sources.networks_read))
        .or_else(|| super::reason_for(sources.peerings_read))
        .or_else(|| super::reason_for(sources.routers_read))
        .or((!all_known).then_some(UnknownReason::OtherAccount));
    match why {
        Some(why) => Check::unknown(
            id,
            why,
            format!(
                "Nothing that is known overlaps, but {}.",
                because(why, "a network that one side reaches")
            ),
        ),
        None => Check::new(
            id,
            CheckOutcome::Pass,
            "Nothing that either side reaches already overlaps the other.".into(),
        ),
    }
}

fn clash(
    snapshot: &Snapshot,
    from: NetworkId,
    reached: &Reached,
    old: &Range,
    to: NetworkId,
    new: &Range,
) -> String {
    let over = match reached.over {
        Over::Router(router) => format!("the router {}", snapshot.router_name(router)),
        Over::Peering(_) => "another peering".into(),
    };
    format!(
        "{} reaches {old} of {} over {over}, which overlaps {new} of {}",
        snapshot.name(from),
        snapshot.name(reached.network),
        snapshot.name(to)
    )
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
        return Check::new(id, CheckOutcome::Pass, "They are linked.".into());
    }
    let zone = |end| match snapshot.network(end) {
        Some(network) => Some(network.zone.as_str()),
        None => subject
            .told
            .filter(|told| Some(end) == subject.peer && !told.zone.is_empty())
            .map(|told| told.zone.as_str()),
    };
    let (one, two) = match (zone(local), zone(peer)) {
        (Some(one), Some(two)) => (one, two),
        (None, _) => return cannot_read(id, snapshot, local),
        (_, None) => return cannot_read(id, snapshot, peer),
    };
    match distance(one, two) {
        Distance::Same => Check::new(id, CheckOutcome::Pass, format!("Both are in {one}.")),
        Distance::Near => Check::new(
            id,
            CheckOutcome::Pass,
            format!("{one} and {two} are both in Europe, where peering is reported to work."),
        ),
        Distance::Far => Check::new(
            id,
            CheckOutcome::Warn,
            format!(
                "{one} and {two} are far apart. UpCloud is reported to refuse such peerings with \
                 INTERZONE_PEERING_NOT_SUPPORTED."
            ),
        ),
        Distance::Unknown => Check::unknown(
            id,
            UnknownReason::Unpublished,
            format!("UpCloud does not publish whether {one} and {two} can be peered."),
        ),
    }
}

/// The check that would need a network that is not there.
pub(super) fn cannot_read(id: CheckId, snapshot: &Snapshot, end: NetworkId) -> Check {
    let why = reason_for_network(snapshot);
    let of = match why {
        UnknownReason::OtherAccount => format!("network {end}"),
        _ => "the networks".into(),
    };
    let text = format!("Cannot be known: {}.", because(why, &of));
    Check::unknown(id, why, text).naming([Object::Network(end)])
}

fn more(count: usize) -> String {
    match count.saturating_sub(MAX_PAIRS) {
        0 => String::new(),
        more => format!("; and {more} more"),
    }
}

/// Whether the networks' ranges are both known and overlap.
pub(super) fn overlapping(snapshot: &Snapshot, one: NetworkId, two: NetworkId) -> bool {
    !overlap::between(snapshot, one, two).is_empty()
}
