//! The order of the rows.

use std::{cmp::Ordering, fmt, sync::Arc};

use super::definition::Column;
use crate::{
    list::{self},
    model::{natural, network::Network, peering::End, row::Row, state::Group},
};

/// One column that rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SortKey {
    /// The column.
    pub column: Column,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// The order of the rows: by the first column, then by the next. Rows that are
/// equal in all of them keep the order of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort(Vec<SortKey>);

impl Default for Sort {
    fn default() -> Self {
        Self(vec![SortKey::ascending(Column::Name)])
    }
}

impl SortKey {
    fn ascending(column: Column) -> Self {
        Self {
            column,
            descending: false,
        }
    }

    fn turned(self) -> Self {
        Self {
            descending: !self.descending,
            ..self
        }
    }

    fn compare(self, one: &Row, two: &Row) -> Ordering {
        let order = |order: Ordering| {
            if self.descending {
                order.reverse()
            } else {
                order
            }
        };
        let (a, b) = (&one.peering, &two.peering);
        match self.column {
            Column::Name => order(natural::compare(&a.name, &b.name)),
            Column::State => order(a.state.as_str().cmp(b.state.as_str())),
            Column::Local => unknown_last(
                end(&a.local, one.local.as_deref()).as_deref(),
                end(&b.local, two.local.as_deref()).as_deref(),
                order,
            ),
            Column::Peer => unknown_last(
                end(&a.peer, one.peer.as_deref()).as_deref(),
                end(&b.peer, two.peer.as_deref()).as_deref(),
                order,
            ),
            Column::Link => order(turn(one.group()).cmp(&turn(two.group()))),
            Column::Status => order(
                a.configured_status
                    .as_str()
                    .cmp(b.configured_status.as_str()),
            ),
            Column::Labels => unknown_last(
                first_label(one).as_deref(),
                first_label(two).as_deref(),
                order,
            ),
            Column::Created => {
                unknown_last(a.created_at.as_deref(), b.created_at.as_deref(), order)
            }
            Column::Updated => {
                unknown_last(a.updated_at.as_deref(), b.updated_at.as_deref(), order)
            }
            Column::Id => order(a.id.cmp(&b.id)),
        }
    }
}

impl Sort {
    /// The columns, the first one first; at least one, and each once.
    pub fn keys(&self) -> &[SortKey] {
        &self.0
    }

    /// How a column takes part, if it does: its place, from 0, and its
    /// direction.
    pub fn of(&self, column: Column) -> Option<(usize, SortKey)> {
        let mut keys = self.0.iter().copied().enumerate();
        keys.find(|(_, key)| key.column == column)
    }

    /// The order once a column's head was pressed. Alone, it sorts by that
    /// column, and turns round where it does already. `beside` the others, it
    /// comes last, turns round where it is, and goes where it was turned.
    #[must_use]
    pub fn pressed(&self, column: Column, beside: bool) -> Self {
        let held = self.of(column);
        if !beside {
            let is_alone = self.0.len() == 1;
            return Self(vec![match held {
                Some((_, key)) if is_alone => key.turned(),
                _ => SortKey::ascending(column),
            }]);
        }
        let mut keys = self.0.clone();
        match held {
            None => keys.push(SortKey::ascending(column)),
            Some((place, key)) if key.descending && keys.len() > 1 => {
                keys.remove(place);
            }
            Some((place, key)) => {
                keys.splice(place..=place, [key.turned()]);
            }
        }
        Self(keys)
    }

    /// Puts rows that stand in the order of their names in this order.
    #[must_use]
    pub fn apply(&self, rows: &Arc<Vec<Arc<Row>>>) -> Arc<Vec<Arc<Row>>> {
        if *self == Self::default() {
            return Arc::clone(rows);
        }
        let mut sorted = Vec::clone(rows);
        // A stable sort: what is equal keeps the order of the names.
        list::sort_by(&mut sorted, &|one, two| {
            self.0.iter().fold(Ordering::Equal, |order, key| {
                order.then_with(|| key.compare(one, two))
            })
        });
        Arc::new(sorted)
    }

    /// Reads what `Display` writes. What is no column, or stands there for a
    /// second time, is left out.
    pub fn parse(text: &str) -> Self {
        let mut keys: Vec<SortKey> = Vec::new();
        for part in text.split(',') {
            let (slug, descending) = match part.strip_prefix('-') {
                Some(slug) => (slug, true),
                None => (part, false),
            };
            if let Some(column) = Column::from_slug(slug)
                && keys.iter().all(|key| key.column != column)
            {
                keys.push(SortKey { column, descending });
            }
        }
        if keys.is_empty() {
            return Self::default();
        }
        Self(keys)
    }
}

/// What an end is sorted by: the name and zone of its network, if it is known.
fn end(end: &End, network: Option<&Network>) -> Option<String> {
    network.map(|network| format!("{} {} {}", network.name, network.zone, end.network))
}

fn first_label(row: &Row) -> Option<String> {
    let label = row.peering.labels.first();
    label.map(|label| format!("{}={}", label.key, label.value))
}

/// Whose turn it is, yours first.
fn turn(group: Group) -> u8 {
    match group {
        Group::NeedsYou => 0,
        Group::WaitingOnPeer => 1,
        Group::InProgress => 2,
        Group::Active => 3,
        Group::Off => 4,
    }
}

/// Unknown values come last, whichever way the column is turned.
fn unknown_last(
    one: Option<&str>,
    two: Option<&str>,
    order: impl Fn(Ordering) -> Ordering,
) -> Ordering {
    match (one, two) {
        (Some(one), Some(two)) => order(natural::compare(one, two)),
        _ => two.is_some().cmp(&one.is_some()),
    }
}

impl fmt::Display for Sort {
    /// `state,-name`: the slugs, with a minus where the greatest come first.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, key) in self.0.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            let minus = if key.descending { "-" } else { "" };
            write!(f, "{comma}{minus}{}", key.column.slug())?;
        }
        Ok(())
    }
}
