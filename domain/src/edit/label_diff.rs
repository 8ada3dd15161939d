//! What a change does to labels, label by label, and how often.

use std::collections::HashMap;

use crate::model::label::Label;

/// What becomes of one label. A changed key is the same key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelEdit {
    Changed {
        key: String,
        from: String,
        to: String,
    },
    Added(Label),
    Removed(Label),
}

impl LabelEdit {
    /// The label before, if there was one.
    #[must_use]
    pub fn before(&self) -> Option<Label> {
        match self {
            Self::Changed { key, from, .. } => Some(Label::new(key, from)),
            Self::Removed(label) => Some(label.clone()),
            Self::Added(_) => None,
        }
    }

    /// The label after, if there is one.
    #[must_use]
    pub fn after(&self) -> Option<Label> {
        match self {
            Self::Changed { key, to, .. } => Some(Label::new(key, to)),
            Self::Added(label) => Some(label.clone()),
            Self::Removed(_) => None,
        }
    }
}

/// The differences between the labels of an object before and after a change, in the order
/// of the labels before, then of those that are new.
#[must_use]
pub fn edits(before: &[Label], after: &[Label]) -> Vec<LabelEdit> {
    let of_key = |labels: &[Label], key: &str| {
        let found = labels.iter().find(|label| label.same_key(key));
        found.map(|label| label.value.clone())
    };
    let kept = before
        .iter()
        .filter_map(|label| match of_key(after, &label.key) {
            None => Some(LabelEdit::Removed(label.clone())),
            Some(to) if to != label.value => Some(LabelEdit::Changed {
                key: label.key.clone(),
                from: label.value.clone(),
                to,
            }),
            Some(_) => None,
        });
    let new = after
        .iter()
        .filter(|label| of_key(before, &label.key).is_none());
    kept.chain(new.cloned().map(LabelEdit::Added)).collect()
}

/// Equal edits together, with how many there are: changes, then additions, then removals,
/// and among those the most frequent first.
#[must_use]
pub fn count_edits(edits: impl IntoIterator<Item = LabelEdit>) -> Vec<(LabelEdit, usize)> {
    let mut counts: HashMap<LabelEdit, usize> = HashMap::new();
    for edit in edits {
        *counts.entry(edit).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    let kind = |edit: &LabelEdit| match edit {
        LabelEdit::Changed { .. } => 0,
        LabelEdit::Added(_) => 1,
        LabelEdit::Removed(_) => 2,
    };
    counts.sort_by(|(one, times), (other, others)| {
        kind(one)
            .cmp(&kind(other))
            .then(others.cmp(times))
            .then_with(|| one.cmp(other))
    });
    counts
}
