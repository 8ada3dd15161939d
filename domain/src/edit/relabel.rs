//! Setting and taking away labels of peerings whose other labels stay, whatever
//! they are by then.

use crate::model::label::Label;

/// A change of labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relabel {
    /// These are set: a label of the same key gets this value, and where there
    /// is none it is added.
    pub set: Vec<Label>,
    /// Labels of these keys are taken away.
    pub unset: Vec<String>,
}

impl Relabel {
    /// The labels after the change. System labels stay as they are: only
    /// UpCloud changes them.
    #[must_use]
    pub fn apply(&self, labels: &[Label]) -> Vec<Label> {
        let goes = |label: &Label| self.unset.iter().any(|key| label.same_key(key));
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

    /// The change that brings the labels it touches back to what they were.
    #[must_use]
    pub fn reverse(&self, before: &[Label]) -> Self {
        let keys = self.set.iter().map(|label| label.key.as_str());
        let keys = keys.chain(self.unset.iter().map(String::as_str));
        let mut reverse = Self::default();
        for key in keys {
            match before.iter().find(|label| label.same_key(key)) {
                Some(label) => reverse.set.push(label.clone()),
                None => reverse.unset.push(key.to_owned()),
            }
        }
        reverse
    }
}
