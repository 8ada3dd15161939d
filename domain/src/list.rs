//! The rows of the list, in order and up to date.

pub mod column;
pub mod condition;
pub mod rows;
pub mod selected;

use std::{cmp::Ordering, collections::HashMap, hash::BuildHasher, sync::Arc};

use crate::model::{
    ids::{NetworkId, PeeringId},
    natural,
    network::{Network, Zone},
    peering::Peering,
    row::Row,
    search::{row_matches, words},
    state::Group,
};

/// The rows of a fresh answer, in the order of the names. A row that did not
/// change is the same `Arc` as in `old`, so that it is not drawn again. Of two
/// peerings with the same id, the later counts.
pub fn reconcile<S: BuildHasher>(
    old: &[Arc<Row>],
    fresh: Vec<Peering>,
    networks: &HashMap<NetworkId, Arc<Network>, S>,
) -> Vec<Arc<Row>> {
    // Rows keep their old places: what is nearly in order is sorted quickly.
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
            Some(slot) => *slot = Some(row),
            None => rows.push(Some(row)),
        }
    }
    let mut rows: Vec<Arc<Row>> = rows.into_iter().flatten().collect();
    sort(&mut rows);
    rows
}

/// Sorts rows by name.
pub fn sort(rows: &mut [Arc<Row>]) {
    sort_by(rows, &order);
}

/// Sorts rows, stably. One function for all orders: a sort is compiled anew for
/// each comparison function.
pub(crate) fn sort_by(rows: &mut [Arc<Row>], order: &dyn Fn(&Row, &Row) -> Ordering) {
    rows.sort_by(|one, two| order(one, two));
}

/// The order of the names.
pub(crate) fn order(one: &Row, two: &Row) -> Ordering {
    natural::compare(&one.peering.name, &two.peering.name)
        .then_with(|| one.peering.id.cmp(&two.peering.id))
}

/// The rows that contain every word of the text and are in the group. A word finds what
/// it names: of the zones their names, and of addresses the ranges that contain them.
pub fn search_rows(
    rows: &[Arc<Row>],
    text: &str,
    group: Option<Group>,
    zones: &[Zone],
) -> Vec<Arc<Row>> {
    let words = words(text, zones);
    rows.iter()
        .filter(|row| group.is_none_or(|group| row.group() == group))
        .filter(|row| words.iter().all(|word| row_matches(row, word)))
        .cloned()
        .collect()
}

/// How many rows each group has, in the order of [`Group::ALL`].
pub fn count_groups(rows: &[Arc<Row>]) -> [(Group, usize); 5] {
    let mut counts = Group::ALL.map(|group| (group, 0));
    for row in rows {
        let row_group = row.group();
        if let Some((_, count)) = counts.iter_mut().find(|(group, _)| *group == row_group) {
            *count += 1;
        }
    }
    counts
}

/// How many peerings, such as `12 peerings`.
pub fn count_of_peerings(count: usize) -> String {
    match count {
        1 => "1 peering".into(),
        count => format!("{count} peerings"),
    }
}

#[cfg(test)]
mod tests {
    use super::count_of_peerings;

    #[test]
    fn one_peering_is_singular() {
        let texts = [0, 1, 2].map(count_of_peerings);
        assert_eq!(texts, ["0 peerings", "1 peering", "2 peerings"]);
    }
}
