//! The selected rows, and which of them the view shows. A selection outlives a change of
//! the filters: what it holds is either in view or said to be elsewhere.

use std::{collections::HashSet, sync::Arc};

use crate::model::{ids::PeeringId, natural::strip_bidi_controls, row::Row};

/// The selected rows that the view shows, and those that it does not, both in the order
/// in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    pub shown: Vec<Arc<Row>>,
    pub hidden: Vec<Arc<Row>>,
}

impl Selected {
    /// The selected rows in a view of these rows.
    pub fn in_view(selected: &[Arc<Row>], view: &[Arc<Row>]) -> Self {
        let ids = view.iter().map(|row| row.peering.id);
        let ids: HashSet<PeeringId> = ids.collect();
        let is_shown = |row: &Arc<Row>| ids.contains(&row.peering.id);
        let (shown, hidden) = selected.iter().cloned().partition(is_shown);
        Self { shown, hidden }
    }

    pub fn count(&self) -> usize {
        self.shown.len() + self.hidden.len()
    }

    /// Such as "4 selected, 3 not in this view".
    pub fn text(&self) -> String {
        let count = self.count();
        match self.hidden.len() {
            0 => format!("{count} selected"),
            hidden if hidden == count => format!("{count} selected, not in this view"),
            hidden => format!("{count} selected, {hidden} not in this view"),
        }
    }
}

/// The names of rows in a sentence, such as "a, b and c"; of very many, the first `most`.
pub fn names(rows: &[Arc<Row>], most: usize) -> String {
    let named = rows.iter().take(most);
    let mut names: Vec<String> = named
        .map(|row| strip_bidi_controls(&row.peering.name))
        .collect();
    match rows.len().saturating_sub(names.len()) {
        0 => {}
        more => names.push(format!("{more} more")),
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}
