//! Which peerings of the list are selected.

use std::{collections::HashMap, sync::Arc};

use domain::model::{ids::PeeringId, row::Row};

use crate::reactive::{RwSignal, StoredValue};

/// The selection of one console. It stays while the list is filtered another
/// way.
#[derive(Clone, Copy)]
pub(crate) struct Selection {
    /// The rows as they were when they were selected.
    pub(crate) rows: RwSignal<HashMap<PeeringId, Arc<Row>>>,
    /// Where a range begins.
    anchor: StoredValue<Option<PeeringId>>,
}

impl Selection {
    pub(crate) fn new() -> Self {
        Self {
            rows: RwSignal::new(HashMap::new()),
            anchor: StoredValue::new(None),
        }
    }

    /// Whether a peering is selected, without being told of changes.
    pub(crate) fn has_untracked(self, id: PeeringId) -> bool {
        self.rows.with_untracked(|rows| rows.get(&id).is_some())
    }

    /// Selects one or takes it out; with `ranged` all from the one before to
    /// it, in the order of these rows.
    pub(crate) fn choose(self, id: PeeringId, chosen: bool, ranged: bool, rows: &[Arc<Row>]) {
        let place = |id: PeeringId| rows.iter().position(|row| row.peering.id == id);
        if let Some(end) = place(id) {
            let anchor = self.anchor.get_value().filter(|_| ranged);
            let start = anchor.and_then(place).unwrap_or(end);
            let range = start.min(end)..=start.max(end);
            self.choose_all(rows.get(range).unwrap_or_default(), chosen);
        }
        self.anchor.set_value(Some(id));
    }

    /// Selects all of these rows, or takes them out.
    pub(crate) fn choose_all(self, rows: &[Arc<Row>], chosen: bool) {
        self.rows.update(|selected| {
            for row in rows {
                if chosen {
                    selected.insert(row.peering.id, Arc::clone(row));
                } else {
                    selected.remove(&row.peering.id);
                }
            }
        });
    }

    /// Selects nothing.
    pub(crate) fn clear(self) {
        self.rows.set(HashMap::new());
        self.anchor.set_value(None);
    }
}
