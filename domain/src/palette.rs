//! What the quick actions find for a text: peerings, networks and things to
//! do, the likeliest first.

pub mod shortcut;

use std::{cmp::Ordering, sync::Arc};

use crate::{
    list,
    model::{
        ids::{NetworkId, PeeringId},
        network::Network,
        row::Row,
        search::row_matches,
        text::fold,
    },
};

pub use action::{PaletteAction, network_route};

mod action;
#[cfg(test)]
mod tests;

/// More than these are not shown; typing narrows them down.
pub const MAX_ITEMS: usize = 50;
/// So many networks are shown however many peerings there are.
const SOME_NETWORKS: usize = 10;

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteItem {
    /// The page of a peering.
    Peering(Arc<Row>),
    /// The peerings of a network.
    Network(Arc<Network>),
    Action(PaletteAction),
}

/// The identity of an entry, whatever else of it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Peering(PeeringId),
    Network(NetworkId),
    Action(PaletteAction),
}

impl PaletteItem {
    /// Its identity.
    pub fn key(&self) -> Key {
        match self {
            Self::Peering(row) => Key::Peering(row.peering.id),
            Self::Network(network) => Key::Network(network.id),
            Self::Action(action) => Key::Action(*action),
        }
    }
}

/// Entries of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Such as "Peerings".
    pub title: &'static str,
    /// At least one, the likeliest first.
    pub entries: Vec<PaletteItem>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The section with the likeliest entry comes first.
    pub sections: Vec<Section>,
    /// How many more fit than are shown.
    pub more: usize,
}

impl Found {
    /// Every entry, in the order they are shown.
    pub fn entries(&self) -> impl Iterator<Item = &PaletteItem> {
        self.sections.iter().flat_map(|section| &section.entries)
    }
}

/// How well an entry fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Its name begins with the text.
    Prefix,
    /// Each word of the text begins a word of its name.
    Words,
    /// Each word occurs somewhere in the entry.
    Anywhere,
}

/// What fits a text: each of its words stands in the entry. Without a text
/// that is every action, and nothing of the account.
pub fn find<'a>(
    text: &str,
    rows: &'a [Arc<Row>],
    networks: impl Iterator<Item = &'a Arc<Network>>,
    actions: &[PaletteAction],
) -> Found {
    let text = fold(text.to_owned());
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = words.join(" ");
    let rank = |name: &str| rank(name, &start, &words);

    let mut done = TopMatches::default();
    for action in actions {
        if contains(&fold(action.searched()), &words) {
            done.offer(rank(&fold(action.title())), PaletteItem::Action(*action));
        }
    }
    let (mut peerings, mut peered) = (TopMatches::default(), TopMatches::default());
    if !words.is_empty() {
        for row in rows
            .iter()
            .filter(|row| words.iter().all(|word| row_matches(row, word)))
        {
            peerings.offer(
                rank(&row.folded_name()),
                PaletteItem::Peering(Arc::clone(row)),
            );
        }
        for network in networks {
            if network.private && contains(&searched(network), &words) {
                let rank = rank(&fold(network.name.clone()));
                peered.offer(rank, PaletteItem::Network(Arc::clone(network)));
            }
        }
    }

    let count = peerings.offered + peered.offered + done.offered;
    let left = MAX_ITEMS.saturating_sub(done.held.len());
    let reserved = peered.held.len().min(SOME_NETWORKS);
    peerings.held.truncate(left.saturating_sub(reserved));
    peered
        .held
        .truncate(left.saturating_sub(peerings.held.len()));

    let mut sections = Vec::new();
    let mut shown = 0;
    let mut kinds = [
        ("Peerings", peerings),
        ("Networks", peered),
        ("Actions", done),
    ];
    // Of those that fit as well the peerings stay first.
    for rank in [Rank::Prefix, Rank::Words, Rank::Anywhere] {
        for (title, best) in &mut kinds {
            if best.held.first().is_some_and(|(first, _)| *first == rank) {
                let held = std::mem::take(&mut best.held);
                let entries: Vec<PaletteItem> = held.into_iter().map(|(_, entry)| entry).collect();
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

/// The best of what was offered, in order. Of twenty thousand that fit only
/// those that are shown are put in order.
#[derive(Default)]
struct TopMatches {
    held: Vec<(Rank, PaletteItem)>,
    offered: usize,
}

impl TopMatches {
    fn offer(&mut self, rank: Rank, entry: PaletteItem) {
        self.offered += 1;
        // What is equal stays in the order in which it was offered.
        let is_before = |(held, other): &(Rank, PaletteItem)| {
            held.cmp(&rank).then_with(|| order(other, &entry)).is_le()
        };
        let is_full = self.held.len() >= MAX_ITEMS;
        if is_full && self.held.last().is_some_and(is_before) {
            return;
        }
        let place = self.held.partition_point(is_before);
        self.held.insert(place, (rank, entry));
        self.held.truncate(MAX_ITEMS);
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

/// All that a network is found by.
fn searched(network: &Network) -> String {
    let mut text = format!("{}\n{}\n{}", network.name, network.zone, network.id);
    for range in &network.ranges {
        text.push('\n');
        text.push_str(range.as_str());
    }
    fold(text)
}

fn contains(text: &str, words: &[&str]) -> bool {
    words.iter().all(|word| text.contains(word))
}

/// How well a name fits, in lower case as the text is.
fn rank(name: &str, start: &str, words: &[&str]) -> Rank {
    if name.starts_with(start) {
        Rank::Prefix
    } else if words.iter().all(|word| begins_a_word(name, word)) {
        Rank::Words
    } else {
        Rank::Anywhere
    }
}

fn begins_a_word(name: &str, word: &str) -> bool {
    let mut inside = false;
    name.char_indices().any(|(place, letter)| {
        let begins = !inside;
        inside = letter.is_alphanumeric();
        begins && name.get(place..).is_some_and(|rest| rest.starts_with(word))
    })
}
