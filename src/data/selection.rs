//! Which peerings of the list are selected.

use std::{collections::HashMap, sync::Arc};

use domain::{
    list,
    model::{ids::PeeringId, row::Row},
};

use super::Peerings;
use crate::reactive::{RwSignal, StoredValue};

/// The selection stays when the filters change.
#[derive(Clone, Copy, Default)]
pub(crate) struct Selection {
    /// The rows as they were when they were selected.
    selected: RwSignal<HashMap<PeeringId, Arc<Row>>>,
    /// The row that was clicked last, where a range begins.
    anchor: StoredValue<Option<PeeringId>>,
}

impl Selection {
    /// The selected peerings that still exist, in the order of the names.
    pub(crate) fn rows(self, peerings: Peerings) -> Vec<Arc<Row>> {
        let mut rows: Vec<Arc<Row>> = self.selected.with(|selected| {
            let current = selected.keys().filter_map(|id| peerings.get(*id));
            current.collect()
        });
        list::sort(&mut rows);
        rows
    }

    /// Drops what is not known any more, such as what somebody else deleted. Tracks what
    /// is known.
    pub(crate) fn retain_known(self, peerings: Peerings) {
        let is_gone = |id: &PeeringId| peerings.get(*id).is_none();
        let any_gone = self
            .selected
            .with_untracked(|selected| selected.keys().any(is_gone));
        if any_gone {
            self.selected
                .update(|selected| selected.retain(|id, _| !is_gone(id)));
        }
    }

    /// Runs the calling effect again when the selection changes.
    pub(crate) fn track(self) {
        self.selected.with(|_| ());
    }

    pub(crate) fn has_all(self, rows: &[Arc<Row>]) -> bool {
        self.selected.with(|selected| {
            rows.iter()
                .all(|row| selected.contains_key(&row.peering.id))
        })
    }

    pub(crate) fn has_untracked(self, id: PeeringId) -> bool {
        self.selected
            .with_untracked(|selected| selected.contains_key(&id))
    }

    /// Selects or deselects one row; with `ranged` also all rows between it and
    /// the row before, in the order of `rows`.
    pub(crate) fn select(self, id: PeeringId, select: bool, ranged: bool, rows: &[Arc<Row>]) {
        let place = |id: PeeringId| rows.iter().position(|row| row.peering.id == id);
        if let Some(end) = place(id) {
            let anchor = self.anchor.get_value().filter(|_| ranged);
            let start = anchor.and_then(place).unwrap_or(end);
            let range = start.min(end)..=start.max(end);
            self.select_all(rows.get(range).unwrap_or_default(), select);
        }
        self.anchor.set_value(Some(id));
    }

    /// Selects or deselects all of these rows.
    pub(crate) fn select_all(self, rows: &[Arc<Row>], select: bool) {
        self.selected.update(|selected| {
            for row in rows {
                if select {
                    selected.insert(row.peering.id, Arc::clone(row));
                } else {
                    selected.remove(&row.peering.id);
                }
            }
        });
    }

    pub(crate) fn clear(self) {
        self.selected.set(HashMap::new());
        self.anchor.set_value(None);
    }
}
