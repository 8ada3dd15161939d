//! The rows of the list: a peering beside what is known of its networks.

use std::{cmp::Ordering, collections::HashMap, hash::BuildHasher, sync::Arc};

use crate::{
    ids::{NetworkId, PeeringId},
    natural,
    network::Network,
    peering::Peering,
    search,
    state::Group,
};

/// One row.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The peering.
    pub peering: Peering,
    /// Its local network, where the account can read it.
    pub local: Option<Arc<Network>>,
    /// Its peer network, where the account can read it.
    pub peer: Option<Arc<Network>>,
}

impl Row {
    /// The row of a peering among these networks.
    pub fn new<S: BuildHasher>(
        peering: Peering,
        networks: &HashMap<NetworkId, Arc<Network>, S>,
    ) -> Self {
        let local = networks.get(&peering.local.network).cloned();
        let peer = networks.get(&peering.peer.network).cloned();
        Self {
            peering,
            local,
            peer,
        }
    }

    fn is_of<S: BuildHasher>(&self, networks: &HashMap<NetworkId, Arc<Network>, S>) -> bool {
        self.local.as_ref() == networks.get(&self.peering.local.network)
            && self.peer.as_ref() == networks.get(&self.peering.peer.network)
    }

    /// The group it is counted and filtered in. Whoever can read the peer
    /// network is taken for its owner: the API says nothing of accounts.
    #[must_use]
    pub fn group(&self) -> Group {
        self.peering.state.group(self.peer.is_some())
    }

    /// Whether the row's text contains each of these words, which must be in
    /// lower case.
    #[must_use]
    pub fn contains(&self, words: &[&str]) -> bool {
        words.iter().all(|word| search::row_matches(self, word))
    }

    /// The peering's name in lower case.
    #[must_use]
    pub fn folded_name(&self) -> String {
        fold(self.peering.name.clone())
    }
}

/// Takes case away, character by character: `str::to_lowercase` looks at what
/// stands around a Greek sigma, and a piece of a word would not be found in it.
pub(crate) fn fold(mut text: String) -> String {
    if text.is_ascii() {
        text.make_ascii_lowercase();
        return text;
    }
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Puts a fresh reading of the list in the place of an older one, in the order
/// of the names. A row of which nothing changed stays the very same, so that
/// whoever shows it has nothing to do. Of a peering that stands twice in the
/// fresh reading the later one counts.
pub fn reconcile<S: BuildHasher>(
    old: &[Arc<Row>],
    fresh: Vec<Peering>,
    networks: &HashMap<NetworkId, Arc<Network>, S>,
) -> Vec<Arc<Row>> {
    // Rows go to their old places: what is nearly in order is sorted quickly.
    let ids = old.iter().map(|row| row.peering.id);
    let mut places: HashMap<PeeringId, usize> = ids.zip(0..).collect();
    let mut rows: Vec<Option<Arc<Row>>> = vec![None; old.len()];
    for peering in fresh {
        let place = *places.entry(peering.id).or_insert(rows.len());
        let row = match old.get(place) {
            Some(row) if row.peering == peering && row.is_of(networks) => Arc::clone(row),
            _ => Arc::new(Row::new(peering, networks)),
        };
        match rows.get_mut(place) {
            Some(held) => *held = Some(row),
            None => rows.push(Some(row)),
        }
    }
    let mut rows: Vec<Arc<Row>> = rows.into_iter().flatten().collect();
    sort(&mut rows);
    rows
}

/// Brings the rows up to date after the networks became known or changed. A
/// row whose networks did not change stays the very same.
pub fn rebuild<S: BuildHasher>(
    old: &[Arc<Row>],
    networks: &HashMap<NetworkId, Arc<Network>, S>,
) -> Vec<Arc<Row>> {
    old.iter()
        .map(|row| {
            if row.is_of(networks) {
                Arc::clone(row)
            } else {
                Arc::new(Row::new(row.peering.clone(), networks))
            }
        })
        .collect()
}

/// Puts one peering into the list, in the place of its older self or as a new
/// row. The rows have to be in order and stay so.
pub fn put<S: BuildHasher>(
    rows: &mut Vec<Arc<Row>>,
    peering: Peering,
    networks: &HashMap<NetworkId, Arc<Network>, S>,
) {
    let row = Arc::new(Row::new(peering, networks));
    if let Some(place) = rows
        .iter()
        .position(|held| held.peering.id == row.peering.id)
    {
        rows.remove(place);
    }
    let place = rows.partition_point(|held| order(held, &row).is_lt());
    rows.insert(place, row);
}

/// Puts rows in the order of the names.
pub fn sort(rows: &mut [Arc<Row>]) {
    sort_by(rows, &order);
}

/// Puts rows in an order; equal ones stay in theirs. One function for all orders:
/// a sort is compiled anew for each comparison that it is given.
pub(crate) fn sort_by(rows: &mut [Arc<Row>], order: &dyn Fn(&Row, &Row) -> Ordering) {
    rows.sort_by(|one, two| order(one, two));
}

/// The order of the names.
pub(crate) fn order(one: &Row, two: &Row) -> Ordering {
    natural::compare(&one.peering.name, &two.peering.name)
        .then_with(|| one.peering.id.cmp(&two.peering.id))
}

/// The rows that contain every word of the text and are in the group.
#[must_use]
pub fn search_rows(rows: &[Arc<Row>], text: &str, group: Option<Group>) -> Vec<Arc<Row>> {
    let text = fold(text.to_owned());
    let words: Vec<&str> = text.split_whitespace().collect();
    rows.iter()
        .filter(|row| group.is_none_or(|group| row.group() == group))
        .filter(|row| row.contains(&words))
        .cloned()
        .collect()
}

/// How many rows each group has, in the order of [`Group::ALL`].
#[must_use]
pub fn count_groups(rows: &[Arc<Row>]) -> [(Group, usize); 5] {
    let mut counts = Group::ALL.map(|group| (group, 0));
    for row in rows {
        let of = row.group();
        if let Some((_, count)) = counts.iter_mut().find(|(group, _)| *group == of) {
            *count += 1;
        }
    }
    counts
}

/// The other half of a link: the peering that runs in the opposite direction.
#[must_use]
pub fn other_half(rows: &[Arc<Row>], peering: &Peering) -> Option<PeeringId> {
    rows.iter()
        .find(|row| row.peering.id != peering.id && row.peering.is_reverse_of(peering))
        .map(|row| row.peering.id)
}
