//! The best matches of each kind, and all kinds together in one order.

use std::cmp::Ordering;

use super::{Found, MAX_ITEMS, PaletteItem, SOME_NETWORKS, Section};
use crate::list;

/// How well an entry fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Its name begins with the text.
    Prefix,
    /// Each word of the text begins a word of its name.
    Words,
    /// Each word occurs somewhere in the entry.
    Anywhere,
}

/// The best of what was offered, in order. Of twenty thousand that fit only
/// those that are shown are put in order.
#[derive(Default)]
pub(super) struct TopMatches {
    matches: Vec<(Rank, PaletteItem)>,
    offered: usize,
}

impl TopMatches {
    pub(super) fn offer(&mut self, rank: Rank, entry: PaletteItem) {
        self.offered += 1;
        // What is equal stays in the order in which it was offered.
        let is_before = |(better, other): &(Rank, PaletteItem)| {
            better.cmp(&rank).then_with(|| order(other, &entry)).is_le()
        };
        let is_full = self.matches.len() >= MAX_ITEMS;
        if is_full && self.matches.last().is_some_and(is_before) {
            return;
        }
        let place = self.matches.partition_point(is_before);
        self.matches.insert(place, (rank, entry));
        self.matches.truncate(MAX_ITEMS);
    }
}

/// The order of the names, where there is one.
fn order(one: &PaletteItem, two: &PaletteItem) -> Ordering {
    match (one, two) {
        (PaletteItem::Peering(one), PaletteItem::Peering(two)) => list::order(one, two),
        (PaletteItem::Network(one), PaletteItem::Network(two)) => one.order(two),
        _ => Ordering::Equal,
    }
}

/// The matches of all kinds: as many as are shown, a few networks among them, and of those
/// that fit as well the peerings first.
pub(super) fn merged(mut peerings: TopMatches, mut peered: TopMatches, done: TopMatches) -> Found {
    let count = peerings.offered + peered.offered + done.offered;
    let left = MAX_ITEMS.saturating_sub(done.matches.len());
    let reserved = peered.matches.len().min(SOME_NETWORKS);
    peerings.matches.truncate(left.saturating_sub(reserved));
    peered
        .matches
        .truncate(left.saturating_sub(peerings.matches.len()));

    let mut sections = Vec::new();
    let mut shown = 0;
    let mut kinds = [
        ("Peerings", peerings),
        ("Networks", peered),
        ("Actions", done),
    ];
    for rank in [Rank::Prefix, Rank::Words, Rank::Anywhere] {
        for (title, best) in &mut kinds {
            if best
                .matches
                .first()
                .is_some_and(|(first, _)| *first == rank)
            {
                let best = std::mem::take(&mut best.matches);
                let entries: Vec<PaletteItem> = best.into_iter().map(|(_, entry)| entry).collect();
                shown += entries.len();
                sections.push(Section { title, entries });
            }
        }
    }
    Found {
        sections,
        more: count.saturating_sub(shown),
    }
}
