//! Typing the labels that a change of many peerings sets and removes: what is accepted,
//! and what is suggested.

use std::collections::HashMap;

use super::relabel::Relabel;
use crate::model::{
    label::{self, Label, LabelError},
    label_term::{Term, TermError},
    text::fold,
};

/// Why a typed label is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelInputError {
    #[error(transparent)]
    Label(#[from] LabelError),
    #[error(transparent)]
    Term(#[from] TermError),
    #[error("Only UpCloud removes labels whose key starts with _")]
    System,
    /// One change cannot do both.
    #[error("{0} is both added and removed: use one of them")]
    AddedAndRemoved(String),
    #[error("It is in the list already")]
    Repeated,
}

/// Reads a label to add, as `key` or `key=value`, besides what the change has already.
/// Blanks around key and value do not count.
///
/// # Errors
/// Where the API would refuse the label, or the change contradicts itself.
pub fn read_added(text: &str, change: &Relabel) -> Result<Label, LabelInputError> {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    let label = Label::new(key.trim(), value.trim());
    label::check(&label)?;
    if change.set.iter().any(|held| held.same_key(&label.key)) {
        return Err(LabelError::DuplicateKey.into());
    }
    if change.unset.iter().any(|term| label.same_key(&term.key)) {
        return Err(LabelInputError::AddedAndRemoved(label.key));
    }
    Ok(label)
}

/// Reads labels to remove, as `key`, whatever its value, or `key=value`.
///
/// # Errors
/// Where no label could match, or the change contradicts itself.
pub fn read_removed(text: &str, change: &Relabel) -> Result<Term, LabelInputError> {
    let term = Term::parse(text)?;
    if term.key.starts_with('_') {
        return Err(LabelInputError::System);
    }
    if change.set.iter().any(|label| label.same_key(&term.key)) {
        return Err(LabelInputError::AddedAndRemoved(term.key));
    }
    if change.unset.contains(&term) {
        return Err(LabelInputError::Repeated);
    }
    Ok(term)
}

/// A label that exists, or all of one key, and how many objects have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelCount {
    pub term: Term,
    pub count: usize,
}

/// Counts the labels of objects, and their keys, without those of UpCloud itself. The most
/// frequent come first, and a key before its values where both are equally frequent.
pub fn count_labels<'a>(objects: impl IntoIterator<Item = &'a [Label]>) -> Vec<LabelCount> {
    let mut counts: HashMap<(String, Option<&str>), LabelCount> = HashMap::new();
    for labels in objects {
        for label in labels.iter().filter(|label| !label.is_system()) {
            let key = label.key.to_ascii_lowercase();
            for value in [None, Some(label.value.as_str())] {
                let term = || Term {
                    key: label.key.clone(),
                    value: value.map(ToOwned::to_owned),
                };
                let entry = counts
                    .entry((key.clone(), value))
                    .or_insert_with(|| LabelCount {
                        term: term(),
                        count: 0,
                    });
                entry.count += 1;
            }
        }
    }
    let mut counts: Vec<LabelCount> = counts.into_values().collect();
    counts.sort_by(|one, other| {
        let order = |label: &LabelCount| {
            (
                label.term.key.to_ascii_lowercase(),
                label.term.value.clone(),
            )
        };
        other
            .count
            .cmp(&one.count)
            .then_with(|| order(one).cmp(&order(other)))
    });
    counts
}

/// The counted labels that contain the text; those that start with it come first.
#[must_use]
pub fn suggest(counts: &[LabelCount], text: &str) -> Vec<LabelCount> {
    let text = fold(text.trim().to_owned());
    let words: Vec<(String, &LabelCount)> = counts
        .iter()
        .map(|label| (fold(label.term.to_string()), label))
        .collect();
    let starting = words.iter().filter(|(word, _)| word.starts_with(&text));
    let others = words
        .iter()
        .filter(|(word, _)| !word.starts_with(&text) && word.contains(&text));
    starting
        .chain(others)
        .map(|(_, label)| (*label).clone())
        .collect()
}
