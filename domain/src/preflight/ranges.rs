//! The checks of address ranges.

use super::check::{Check, CheckId, Ends, because, cannot_read};
use crate::{
    model::{
        cidr::{self, Range},
        ids::NetworkId,
        known::Source,
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

pub(super) fn overlap((snapshot, subject, local, peer): Ends<'_>) -> Check {
    let id = CheckId::Overlap;
    let ours = subject.known(snapshot, local).known_ranges();
    let known_peer = subject.known(snapshot, peer);
    let theirs = known_peer.known_ranges();
    let is_claimed = matches!(known_peer.ranges, Some((_, Source::Invitation)));
    let source = if is_claimed {
        " The peer network's ranges come from the invitation."
    } else {
        ""
    };
    let pairs = cidr::overlaps(ours, theirs);
    if !pairs.is_empty() {
        let (one, two) = (snapshot.name(local), snapshot.name(peer));
        let text: Vec<String> = pairs
            .iter()
            .take(MAX_PAIRS)
            .map(|(ours, theirs)| format!("{ours} of {one} and {theirs} of {two}"))
            .collect();
        let text = format!(
            "Overlapping ranges: {}{}. These networks can't be linked.{source}",
            text.join("; "),
            more(pairs.len()),
        );
        // Nobody has verified what an invitation says.
        return Check::fail(id, text)
            .naming([local, peer].map(Object::Network))
            .stopping(subject.existing.is_none() && !is_claimed);
    }
    let state = subject.existing.map(|peering| &peering.state);
    for (end, ranges) in [(local, ours), (peer, theirs)] {
        if ranges.is_empty() && snapshot.network(end).is_none() {
            return match state {
                Some(State::Active) => {
                    Check::pass(id, "The ranges do not overlap: the peering is active.")
                }
                _ => cannot_read(id, snapshot, end),
            };
        }
        if ranges.is_empty() || ranges.iter().any(|range| range.net().is_none()) {
            let name = snapshot.name(end);
            let text = format!("The API does not return readable ranges for {name}.");
            return Check::unknown(id, UnknownReason::NotTold, text).naming([Object::Network(end)]);
        }
    }
    let text = format!("The ranges of the two networks do not overlap.{source}");
    Check::pass(id, text)
}

pub(super) fn reached_overlap((snapshot, subject, local, peer): Ends<'_>) -> Check {
    let id = CheckId::ReachedOverlap;
    let mut texts = Vec::new();
    let mut objects = Vec::new();
    let mut all_known = true;
    for (from, to) in [(local, peer), (peer, local)] {
        let new = subject.known(snapshot, to).known_ranges();
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
            let reached_ranges = snapshot.ranges(reached.network);
            all_known &= !reached_ranges.is_empty();
            let Some((old, new)) = cidr::overlaps(reached_ranges, new).into_iter().next() else {
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
        return Check::warn(id, text).naming(objects);
    }
    let deleted = |end: &NetworkId| {
        snapshot.network(*end).is_none()
            && reason_for_network(snapshot, *end) == UnknownReason::Deleted
    };
    if let Some(end) = [local, peer].into_iter().find(deleted) {
        return cannot_read(id, snapshot, end);
    }
    let sources = snapshot.sources();
    let why = [local, peer]
        .into_iter()
        .find(|end| snapshot.network(*end).is_none())
        .map(|end| reason_for_network(snapshot, end))
        .or_else(|| reason_for(sources.networks_read))
        .or_else(|| reason_for(sources.peerings_read))
        .or_else(|| reason_for(sources.routers_read))
        .or((!all_known).then_some(UnknownReason::OtherAccount));
    match why {
        Some(why) => {
            let because = because(why, "a network reachable from one end");
            Check::unknown(id, why, format!("No known range overlaps, but {because}."))
        }
        None => Check::pass(
            id,
            "No network already reachable from either end overlaps the other.",
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
