//! The order of the rows.

use std::{borrow::Cow, cmp::Ordering, fmt, sync::Arc};

use super::definition::Column;
use crate::{
    list,
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
        let turned = |order: Ordering| {
            if self.descending {
                order.reverse()
            } else {
                order
            }
        };
        // Unknown texts come last, whichever way the column is turned.
        let texts = |text: fn(&Row) -> Option<Cow<'_, str>>| match (text(one), text(two)) {
            (Some(one), Some(two)) => turned(natural::compare(&one, &two)),
            (one, two) => two.is_some().cmp(&one.is_some()),
        };
        let (a, b) = (&one.peering, &two.peering);
        match self.column {
            Column::Name => turned(natural::compare(&a.name, &b.name)),
            Column::State => turned(a.state.as_str().cmp(b.state.as_str())),
            Column::Link => turned(turn(one.group()).cmp(&turn(two.group()))),
            Column::Status => {
                let (a, b) = (&a.configured_status, &b.configured_status);
                turned(a.as_str().cmp(b.as_str()))
            }
            Column::Id => turned(a.id.cmp(&b.id)),
            Column::Local => texts(|row| end(&row.peering.local, row.local.as_deref())),
            Column::Peer => texts(|row| end(&row.peering.peer, row.peer.as_deref())),
            Column::Labels => texts(first_label),
            Column::Created => texts(|row| row.peering.created_at.as_deref().map(Cow::from)),
            Column::Updated => texts(|row| row.peering.updated_at.as_deref().map(Cow::from)),
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
        let current = self.of(column);
        if !beside {
            let is_alone = self.0.len() == 1;
            return Self(vec![match current {
                Some((_, key)) if is_alone => key.turned(),
                _ => SortKey::ascending(column),
            }]);
        }
        let mut keys = self.0.clone();
        match current {
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
fn end(end: &End, network: Option<&Network>) -> Option<Cow<'static, str>> {
    network.map(|network| format!("{} {} {}", network.name, network.zone, end.network).into())
}

fn first_label(row: &Row) -> Option<Cow<'_, str>> {
    let label = row.peering.labels.first();
    label.map(|label| label.pair().into())
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
