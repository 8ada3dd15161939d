//! Setting and removing labels of peerings whose other labels stay, whatever they are by
//! then.

use crate::model::{label::Label, label_term::Term};

/// A change of labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relabel {
    /// These are set: a label of the same key gets this value, and where there
    /// is none it is added.
    pub set: Vec<Label>,
    /// Labels of these keys, or of these keys and values, are removed.
    pub unset: Vec<Term>,
}

impl Relabel {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.is_empty() && self.unset.is_empty()
    }

    /// The labels after the change. System labels stay as they are: only
    /// UpCloud changes them.
    #[must_use]
    pub fn apply(&self, labels: &[Label]) -> Vec<Label> {
        let goes = |label: &Label| self.unset.iter().any(|term| term.is_of(label));
        let set_to = |label: &Label| self.set.iter().find(|set| label.same_key(&set.key));
        let mut changed: Vec<Label> = labels
            .iter()
            .filter(|label| label.is_system() || !goes(label))
            .map(|label| match set_to(label) {
                // The key stays as it was written.
                Some(set) if !label.is_system() => Label::new(&label.key, &set.value),
                _ => label.clone(),
            })
            .collect();
        for set in &self.set {
            if !set.is_system() && !changed.iter().any(|label| label.same_key(&set.key)) {
                changed.push(set.clone());
            }
        }
        changed
    }

    /// Whether it would change nothing of these labels.
    pub fn is_idle(&self, labels: &[Label]) -> bool {
        self.apply(labels) == labels
    }

    /// The change that restores the labels that this one changed. A label that it added
    /// goes only if it still has the value that was set.
    #[must_use]
    pub fn reverse(&self, before: &[Label]) -> Self {
        let mut reverse = Self::default();
        for set in &self.set {
            match before.iter().find(|label| label.same_key(&set.key)) {
                Some(label) => reverse.set.push(label.clone()),
                None => reverse.unset.push(Term::exactly(set)),
            }
        }
        let removed = before.iter().filter(|label| {
            let is_back = reverse.set.iter().any(|set| label.same_key(&set.key));
            !is_back && self.unset.iter().any(|term| term.is_of(label))
        });
        let removed: Vec<Label> = removed.cloned().collect();
        reverse.set.extend(removed);
        reverse
    }
}
