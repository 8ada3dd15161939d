//! The labels that a bulk change sets and removes.

use domain::{
    edit::relabel::Relabel,
    model::label::{self, Label},
};

use crate::{
    components::{button, text_field},
    reactive::prelude::*,
};

/// Labels to set and to remove, as they are entered.
#[derive(Clone, Copy, Default)]
pub(super) struct LabelChange {
    key: RwSignal<String>,
    value: RwSignal<String>,
    removed: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl LabelChange {
    pub(super) fn change(self) -> Relabel {
        let key = self.key.get().trim().to_owned();
        let removed = self.removed.get().trim().to_owned();
        let set = (!key.is_empty()).then(|| Label::new(key, self.value.get().trim()));
        let unset = (!removed.is_empty()).then_some(removed);
        Relabel {
            set: set.into_iter().collect(),
            unset: unset.into_iter().collect(),
        }
    }

    /// Whether the change can be sent; shows an error if not.
    pub(super) fn check(self) -> bool {
        let error = error_in(&self.change());
        let is_valid = error.is_none();
        self.error.set(error);
        is_valid
    }

    fn clear(self) {
        for text in [self.key, self.value, self.removed] {
            text.set(String::new());
        }
    }
}

fn error_in(change: &Relabel) -> Option<String> {
    let mut errors = label::check_all(&change.set).into_iter().flatten();
    match errors.next() {
        Some(error) => Some(error.to_string()),
        None if *change == Relabel::default() => {
            Some("Enter a label to add or change, or the key of one to remove".into())
        }
        None => None,
    }
}

#[component]
pub(super) fn LabelFields(labels: LabelChange) -> impl IntoView {
    view! {
        <div class="two">
            {text_field("Add or change label: key", labels.key, labels.error)}
            {text_field("Value", labels.value, || None)}
        </div>
        {text_field("Remove label", labels.removed, || None)}
        {button("quiet small", "Clear", move || labels.clear())}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_change_is_an_error() {
        assert!(error_in(&Relabel::default()).is_some());
    }

    #[test]
    fn a_removal_alone_is_a_change() {
        let change = Relabel {
            set: Vec::new(),
            unset: vec!["env".into()],
        };
        assert_eq!(error_in(&change), None);
    }

    #[test]
    fn a_label_that_the_api_refuses_is_an_error() {
        let change = Relabel {
            set: vec![Label::new("x", "")],
            unset: Vec::new(),
        };
        assert!(error_in(&change).is_some());
    }
}
