//! Labels: a key and a value on a peering.

use serde::{Deserialize, Serialize};

/// One label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Label {
    /// 2 to 32 printable ASCII characters. Unique within an object; filters
    /// compare it without regard to case.
    pub key: String,
    /// 0 to 255 characters.
    #[serde(default, deserialize_with = "super::or_null")]
    pub value: String,
}

impl Label {
    /// A label of this key and value, unchecked.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
        }
    }

    /// Such as `env=prod`.
    pub fn pair(&self) -> String {
        format!("{}={}", self.key, self.value)
    }

    /// Whether UpCloud itself set this label. Such labels can be read but not
    /// written, and a modification has to leave them as they are
    /// (UpCloud's Terraform provider hides them).
    pub fn is_system(&self) -> bool {
        self.key.starts_with('_')
    }

    /// Whether two keys are the same key, as the API's filters see it.
    pub fn same_key(&self, key: &str) -> bool {
        self.key.eq_ignore_ascii_case(key)
    }
}

/// Why a label would be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// The key is shorter than 2 or longer than 32 characters.
    #[error("Use 2 to 32 characters for a label key")]
    KeyLength,
    /// The key has a character outside printable ASCII, or `=`.
    #[error("Use letters, digits, spaces and ASCII punctuation other than = in a label key")]
    KeyCharacter,
    /// The key begins with an underscore.
    #[error("Don't start a label key with _: those keys are reserved for UpCloud")]
    KeySystem,
    /// The value is longer than 255 characters.
    #[error("Use at most 255 characters for a label value")]
    ValueLength,
    /// Another label of the same object has this key.
    #[error("Use each label key only once")]
    DuplicateKey,
}

/// Checks one label by the rules of UpCloud's Terraform provider. `=` in a key
/// is refused as well: the filter could never find it.
///
/// # Errors
/// The first rule that the label breaks.
pub fn check(label: &Label) -> Result<(), LabelError> {
    let length = label.key.chars().count();
    if !(2..=32).contains(&length) {
        return Err(LabelError::KeyLength);
    }
    if !label
        .key
        .bytes()
        .all(|b| (0x20..=0x7e).contains(&b) && b != b'=')
    {
        return Err(LabelError::KeyCharacter);
    }
    if label.is_system() {
        return Err(LabelError::KeySystem);
    }
    if label.value.chars().count() > 255 {
        return Err(LabelError::ValueLength);
    }
    Ok(())
}

/// Checks the labels of one object: each by itself, and that no key occurs twice.
/// Errors are in the order of the labels.
pub fn check_all(labels: &[Label]) -> Vec<Option<LabelError>> {
    labels
        .iter()
        .enumerate()
        .map(|(place, label)| {
            check(label).err().or_else(|| {
                labels
                    .iter()
                    .take(place)
                    .any(|earlier| earlier.same_key(&label.key))
                    .then_some(LabelError::DuplicateKey)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_checked_rule_by_rule() {
        let cases = [
            ("env", "prod", None),
            ("e", "", Some(LabelError::KeyLength)),
            (
                "123456789012345678901234567890123",
                "",
                Some(LabelError::KeyLength),
            ),
            ("a=b", "", Some(LabelError::KeyCharacter)),
            ("ÿÿ", "", Some(LabelError::KeyCharacter)),
            ("_system", "", Some(LabelError::KeySystem)),
            ("a key", "any täxt", None),
        ];
        for (key, value, expected) in cases {
            assert_eq!(
                check(&Label::new(key, value)).err(),
                expected,
                "{key}={value}"
            );
        }
        assert_eq!(
            check(&Label::new("env", "x".repeat(256))),
            Err(LabelError::ValueLength)
        );
        assert_eq!(check(&Label::new("env", "ä".repeat(255))), Ok(()));
    }

    #[test]
    fn a_key_that_differs_in_case_only_is_the_same_key() {
        let labels = [
            Label::new("env", "a"),
            Label::new("team", ""),
            Label::new("ENV", "b"),
        ];
        assert_eq!(
            check_all(&labels),
            [None, None, Some(LabelError::DuplicateKey)]
        );
    }
}
