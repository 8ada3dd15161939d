//! The labels that a bulk change sets and removes, as they are entered.

use domain::{
    edit::{
        label_input::{LabelInputError, read_added, read_removed},
        relabel::Relabel,
    },
    model::{label::Label, label_term::Term},
};

use crate::reactive::prelude::*;

/// What is entered already, and what is being typed.
#[derive(Clone, Copy, Default)]
pub(super) struct LabelChange {
    entered: RwSignal<Relabel>,
    added: TypedLabel,
    removed: TypedLabel,
}

/// The text of one field, and why it is refused.
#[derive(Clone, Copy, Default)]
pub(super) struct TypedLabel {
    pub(super) text: RwSignal<String>,
    pub(super) error: RwSignal<Option<String>>,
}

/// Which of the two fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Add,
    Remove,
}

impl LabelChange {
    pub(super) fn typed(self, kind: Kind) -> TypedLabel {
        match kind {
            Kind::Add => self.added,
            Kind::Remove => self.removed,
        }
    }

    /// The labels of a field that are entered, as texts; tracked.
    pub(super) fn entered(self, kind: Kind) -> Vec<String> {
        self.entered.with(|change| match kind {
            Kind::Add => change.set.iter().map(added_text).collect(),
            Kind::Remove => change.unset.iter().map(Term::to_string).collect(),
        })
    }

    /// The labels to remove that are entered; tracked.
    pub(super) fn removed(self) -> Vec<Term> {
        self.entered.with(|change| change.unset.clone())
    }

    /// The change, with what is being typed where that is a label already; tracked.
    pub(super) fn change(self) -> Relabel {
        let mut change = self.entered.get();
        for kind in [Kind::Add, Kind::Remove] {
            // What is wrong with it is said when the field is left.
            let _ = self
                .typed(kind)
                .text
                .with(|text| enter(&mut change, kind, text));
        }
        change
    }

    /// What is wrong with a text; none if it could be entered.
    pub(super) fn error_in(self, kind: Kind, text: &str) -> Option<LabelInputError> {
        let mut change = self.entered.get();
        enter(&mut change, kind, text).err()
    }

    /// Enters a text, and empties the field; or says in the field why not.
    pub(super) fn enter(self, kind: Kind, text: &str) -> bool {
        let typed = self.typed(kind);
        let entered = self
            .entered
            .try_update(|change| enter(change, kind, text))
            .unwrap_or(Ok(()));
        if entered.is_ok() {
            typed.text.set(String::new());
        }
        typed
            .error
            .set(entered.as_ref().err().map(ToString::to_string));
        entered.is_ok()
    }

    /// Enters what is being typed.
    pub(super) fn enter_typed(self, kind: Kind) -> bool {
        let text = self.typed(kind).text.get_untracked();
        text.trim().is_empty() || self.enter(kind, &text)
    }

    /// Takes back what was entered at this position.
    pub(super) fn take_back(self, kind: Kind, place: usize) {
        self.entered.update(|change| match kind {
            Kind::Add if place < change.set.len() => drop(change.set.remove(place)),
            Kind::Remove if place < change.unset.len() => drop(change.unset.remove(place)),
            _ => {}
        });
    }

    /// Takes back what was entered last.
    pub(super) fn take_back_last(self, kind: Kind) {
        let count = untrack(|| self.entered(kind).len());
        if let Some(last) = count.checked_sub(1) {
            self.take_back(kind, last);
        }
    }

    /// Whether the change can be sent; the field that is wrong says why not.
    pub(super) fn check(self) -> bool {
        let are_entered = [Kind::Add, Kind::Remove].map(|kind| self.enter_typed(kind));
        if are_entered.contains(&false) {
            return false;
        }
        let is_empty = self.entered.with_untracked(Relabel::is_empty);
        if is_empty {
            let error = "Enter a label to add or to remove";
            self.added.error.set(Some(error.into()));
        }
        !is_empty
    }
}

/// A label that is added, as text.
fn added_text(label: &Label) -> String {
    if label.value.is_empty() {
        label.key.clone()
    } else {
        label.pair()
    }
}

/// Adds a typed text to a change, if there is any.
fn enter(change: &mut Relabel, kind: Kind, text: &str) -> Result<(), LabelInputError> {
    if text.trim().is_empty() {
        return Ok(());
    }
    match kind {
        Kind::Add => {
            let label = read_added(text, change)?;
            change.set.push(label);
        }
        Kind::Remove => {
            let term = read_removed(text, change)?;
            change.unset.push(term);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_text_leaves_the_change_as_it_is() {
        let mut change = Relabel::default();
        assert!(enter(&mut change, Kind::Add, "x").is_err());
        assert!(change.is_empty());
        assert_eq!(enter(&mut change, Kind::Remove, " "), Ok(()));
        assert!(change.is_empty());
        assert_eq!(enter(&mut change, Kind::Remove, "env=test"), Ok(()));
        assert!(!change.is_empty());
    }

    #[test]
    fn a_label_without_value_is_its_key() {
        assert_eq!(added_text(&Label::new("legacy", "")), "legacy");
        assert_eq!(added_text(&Label::new("env", "prod")), "env=prod");
    }
}
