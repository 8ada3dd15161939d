//! The difference that a modification sends, and what happens when somebody
//! else modified the same peering meanwhile.

use super::form::Edited;
use crate::model::{label::Label, peering::Peering, state::ConfiguredStatus};

/// What PATCH shall change. What is none is not sent and stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// The new name.
    pub name: Option<String>,
    /// The new configured status.
    pub configured_status: Option<ConfiguredStatus>,
    /// The whole new list of labels: PATCH replaces it (UpCloud's Go SDK), so
    /// untouched and system labels are in it, too.
    pub labels: Option<Vec<Label>>,
}

impl Patch {
    /// A patch that only enables or disables.
    pub fn status(status: ConfiguredStatus) -> Self {
        Self {
            configured_status: Some(status),
            ..Self::default()
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What must be sent to turn the peering into what was edited.
pub fn diff(peering: &Peering, edited: &Edited) -> Patch {
    let now = Edited::of(peering);
    let system = peering.labels.iter().filter(|label| label.is_system());
    Patch {
        name: (edited.name != now.name).then(|| edited.name.clone()),
        configured_status: (edited.configured_status != now.configured_status)
            .then(|| edited.configured_status.clone()),
        labels: (edited.labels != now.labels)
            .then(|| system.chain(&edited.labels).cloned().collect()),
    }
}

/// The peering that a patch makes of one, as the server would keep it. Its
/// state is the server's and stays.
#[must_use]
pub fn apply(mut peering: Peering, patch: &Patch) -> Peering {
    if let Some(name) = &patch.name {
        peering.name.clone_from(name);
    }
    if let Some(status) = &patch.configured_status {
        peering.configured_status = status.clone();
    }
    if let Some(labels) = &patch.labels {
        peering.labels.clone_from(labels);
    }
    peering
}

/// Whether somebody changed what a form edits between two readings. State and
/// times change by themselves and do not count.
pub fn changed_meanwhile(opened: &Peering, now: &Peering) -> bool {
    Edited::of(opened) != Edited::of(now)
}

/// The patch that saves `mine`, made on what was `opened`, onto what the server holds
/// `now`. None where somebody else changed the peering and that was not yet `shown`.
pub fn to_save(
    opened: &Peering,
    shown: Option<&Peering>,
    now: &Peering,
    mine: &Edited,
) -> Option<Patch> {
    let current = Edited::of(now);
    // Equal to mine, it may be my own change, whose answer was lost.
    if current != *mine && changed_meanwhile(shown.unwrap_or(opened), now) {
        return None;
    }
    Some(diff(now, &merge(&Edited::of(opened), &current, mine)))
}

/// What results when my changes, made on what was `opened`, are put onto what
/// is there `now`. What I did not touch stays as it is there; what both
/// touched becomes mine. Labels are merged key by key.
#[must_use]
pub fn merge(opened: &Edited, now: &Edited, mine: &Edited) -> Edited {
    fn pick<T: Clone + PartialEq>(opened: &T, now: &T, mine: &T) -> T {
        if mine == opened {
            now.clone()
        } else {
            mine.clone()
        }
    }
    Edited {
        name: pick(&opened.name, &now.name, &mine.name),
        configured_status: pick(
            &opened.configured_status,
            &now.configured_status,
            &mine.configured_status,
        ),
        labels: merge_labels(&opened.labels, &now.labels, &mine.labels),
    }
}

fn merge_labels(opened: &[Label], now: &[Label], mine: &[Label]) -> Vec<Label> {
    // Where nobody else changed anything, my order stands, too.
    if now == opened {
        return mine.to_vec();
    }
    let find =
        |labels: &[Label], key: &str| labels.iter().find(|label| label.same_key(key)).cloned();
    let untouched = |key: &str| find(opened, key) == find(mine, key);
    let merged = now.iter().filter_map(|label| {
        if untouched(&label.key) {
            Some(label.clone())
        } else {
            find(mine, &label.key)
        }
    });
    let added = mine
        .iter()
        .filter(|label| find(now, &label.key).is_none() && !untouched(&label.key))
        .cloned();
    merged.chain(added).collect()
}
