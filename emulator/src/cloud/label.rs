//! Labels: valid keys and values, replacing a list, filters.

use serde::{Deserialize, Serialize};

use super::{codes, failure::Failure};

/// A label (UpCloud OpenAPI).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// 2 to 32 printable ASCII characters without `=`. A leading `_` marks a system label,
    /// which users may read but not write (Terraform provider).
    pub key: String,
    /// 0 to 255 characters.
    pub value: String,
}

impl Label {
    /// Checks nothing.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
        }
    }

    fn is_system(&self) -> bool {
        self.key.starts_with('_')
    }
}

/// The labels of an object that has `existing` after a user sends `sent`, which replaces the list
/// as a whole and keeps its order.
///
/// Users cannot write system labels. That they may send them back unchanged, and that absent ones
/// are kept, is a guess.
///
/// # Errors
/// `INVALID_LABEL_KEY`, `INVALID_LABEL_VALUE` or `DUPLICATE_LABEL_KEYS`.
pub fn replace(existing: &[Label], sent: &[Label]) -> Result<Vec<Label>, Failure> {
    for label in sent {
        if label.is_system() {
            if !existing.contains(label) {
                let message = format!("The label {} is a system label.", label.key);
                return Err(Failure::new(codes::INVALID_LABEL_KEY, message));
            }
        } else {
            check(label)?;
        }
    }
    let mut keys: Vec<_> = sent
        .iter()
        .map(|label| label.key.to_ascii_lowercase())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() < sent.len() {
        return Err(Failure::new(
            codes::DUPLICATE_LABEL_KEYS,
            "The label keys are not unique.",
        ));
    }
    let kept = existing
        .iter()
        .filter(|label| label.is_system() && !sent.contains(label));
    Ok(kept.cloned().chain(sent.iter().cloned()).collect())
}

fn check(label: &Label) -> Result<(), Failure> {
    let printable = label
        .key
        .bytes()
        .all(|b| (0x20..=0x7e).contains(&b) && b != b'=');
    if !printable || !(2..=32).contains(&label.key.len()) {
        let message = format!("The label key {:?} is invalid.", label.key);
        return Err(Failure::new(codes::INVALID_LABEL_KEY, message));
    }
    if label.value.chars().count() > 255 {
        let message = format!("The value of the label {} is invalid.", label.key);
        return Err(Failure::new(codes::INVALID_LABEL_VALUE, message));
    }
    Ok(())
}

/// Whether `labels` match one `label=` filter: `key` for the key alone, `key=value` for the pair.
/// Keys are compared without regard to case, values exactly (UpCloud OpenAPI; exact values are
/// inferred).
#[must_use]
pub fn matches(labels: &[Label], filter: &str) -> bool {
    let (key, value) = match filter.split_once('=') {
        Some((key, value)) => (key, Some(value)),
        None => (filter, None),
    };
    labels.iter().any(|label| {
        label.key.eq_ignore_ascii_case(key) && value.is_none_or(|value| value == label.value)
    })
}

#[cfg(test)]
mod tests {
    use super::{Label, matches, replace};
    use crate::cloud::codes;

    fn refused(existing: &[Label], sent: &[Label]) -> Option<&'static str> {
        replace(existing, sent)
            .err()
            .map(|failure| failure.code.name)
    }

    #[test]
    fn keys_have_2_to_32_printable_characters_without_equals_sign() {
        for key in ["ab", "a b", "~~", &"k".repeat(32)] {
            assert_eq!(refused(&[], &[Label::new(key, "")]), None, "{key}");
        }
        for key in ["", "a", "a=b", "käy", "a\tb", "_ab", &"k".repeat(33)] {
            let code = Some(codes::INVALID_LABEL_KEY.name);
            assert_eq!(refused(&[], &[Label::new(key, "")]), code, "{key}");
        }
    }

    #[test]
    fn values_have_at_most_255_characters() {
        assert_eq!(refused(&[], &[Label::new("env", "ä".repeat(255))]), None);
        let code = Some(codes::INVALID_LABEL_VALUE.name);
        assert_eq!(refused(&[], &[Label::new("env", "ä".repeat(256))]), code);
    }

    #[test]
    fn keys_that_differ_only_in_case_are_duplicates() {
        let code = Some(codes::DUPLICATE_LABEL_KEYS.name);
        assert_eq!(
            refused(&[], &[Label::new("env", "a"), Label::new("ENV", "b")]),
            code
        );
    }

    #[test]
    fn system_labels_are_kept_and_cannot_be_changed() {
        let system = Label::new("_owner", "k8s");
        let own = Label::new("env", "prod");
        let existing = [system.clone(), own.clone()];
        assert_eq!(replace(&existing, &[]), Ok(vec![system.clone()]));
        let both = vec![own.clone(), system.clone()];
        assert_eq!(replace(&existing, &both), Ok(both));
        let code = Some(codes::INVALID_LABEL_KEY.name);
        assert_eq!(refused(&existing, &[Label::new("_owner", "me")]), code);
    }

    #[test]
    fn filters_ignore_the_case_of_keys_only() {
        let labels = [Label::new("Env", "prod=1"), Label::new("gone", "")];
        for filter in ["env", "ENV=prod=1", "gone", "gone="] {
            assert!(matches(&labels, filter), "{filter}");
        }
        for filter in ["env=Prod=1", "en", "env=", "", "prod=1"] {
            assert!(!matches(&labels, filter), "{filter}");
        }
    }
}
