//! The checks of address ranges.

use super::check::{Check, CheckId, CheckOutcome, Subject, because, cannot_read};
use crate::{
    model::{
        cidr::{self, Range},
        ids::NetworkId,
        object::Object,
        state::State,
    },
    snapshot::{
        Over, Reached, Snapshot,
        unknown::{UnknownReason, reason_for, reason_for_network},
    },
};

/// Further pairs of ranges are only counted.
const MAX_PAIRS: usize = 3;

pub(super) fn overlap(snapshot: &Snapshot, subject: &Subject<'_>) -> Check {
    let id = CheckId::Overlap;
    let (Some(local), Some(peer)) = (subject.local, subject.peer) else {
        return Check::not_chosen(id);
    };
    let ours = ranges(snapshot, subject, local);
    let mut theirs = ranges(snapshot, subject, peer);
    let mut is_invited = false;
    if theirs.is_empty()
        && let Some(invitation) = subject.invitation
    {
        theirs = &invitation.ranges;
        is_invited = !theirs.is_empty();
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
            "Overlapping ranges: {}{}. These networks can't be linked.{}",
            text.join("; "),
            more(pairs.len()),
            if is_invited { FROM_INVITATION } else { "" }
        );
        return Check::new(id, CheckOutcome::Fail, text)
            .naming([local, peer].map(Object::Network))
            .stopping(subject.existing.is_none() && !is_invited);
    }
    let state = subject.existing.map(|peering| &peering.state);
    for (end, ranges) in [(local, ours), (peer, theirs)] {
        if ranges.is_empty() && snapshot.network(end).is_none() {
            return match state {
                Some(State::Active) => Check::new(
                    id,
                    CheckOutcome::Pass,
                    "The ranges do not overlap: the peering is active.".into(),
                ),
                _ => cannot_read(id, snapshot, end),
            };
        }
        if ranges.is_empty() || ranges.iter().any(|range| range.net().is_none()) {
            let name = snapshot.name(end);
            let text = format!("The API does not return readable ranges for {name}.");
            return Check::unknown(id, UnknownReason::NotTold, text).naming([Object::Network(end)]);
        }
    }
    let text = "The ranges of the two networks do not overlap.";
    let text = if is_invited {
        format!("{text}{FROM_INVITATION}")
    } else {
        text.into()
    };
    Check::new(id, CheckOutcome::Pass, text)
}

const FROM_INVITATION: &str = " The peer network's ranges come from the invitation.";

fn ranges<'a>(snapshot: &'a Snapshot, subject: &Subject<'a>, end: NetworkId) -> &'a [Range] {
    let known = snapshot.ranges(end);
    let ends = subject
        .existing
        .map(|peering| [&peering.local, &peering.peer]);
    let end = ends.into_iter().flatten().find(|one| one.network == end);
    match end {
        Some(end) if known.is_empty() => &end.ranges,
        _ => known,
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
        // Without its router, the other networks attached to it are unknown.
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
            "{}{}. The same addresses would exist twice, and UpCloud may refuse the link.",
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
        .or_else(|| reason_for(sources.networks_read))
        .or_else(|| reason_for(sources.peerings_read))
        .or_else(|| reason_for(sources.routers_read))
        .or((!all_known).then_some(UnknownReason::OtherAccount));
    match why {
        Some(why) => Check::unknown(
            id,
            why,
            format!(
                "No known range overlaps, but {}.",
                because(why, "a network reachable from one end")
            ),
        ),
        None => Check::new(
            id,
            CheckOutcome::Pass,
            "No network already reachable from either end overlaps the other.".into(),
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
        Over::Router(router) => format!("router {}", snapshot.router_name(router)),
        Over::Peering(_) => "another peering".into(),
    };
    format!(
        "{} reaches {old} of {} through {over}, which overlaps {new} of {}",
        snapshot.name(from),
        snapshot.name(reached.network),
        snapshot.name(to)
    )
}

fn more(count: usize) -> String {
    match count.saturating_sub(MAX_PAIRS) {
        0 => String::new(),
        more => format!("; and {more} more"),
    }
}
