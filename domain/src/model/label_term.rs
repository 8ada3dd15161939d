//! What names labels: `key`, whatever its value, or `key=value`. The first `=` divides, as
//! no key can hold one.

use std::{fmt, str::FromStr};

use super::label::Label;

/// One term.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The key, compared without regard to case (OpenAPI document).
    pub key: String,
    /// The value, compared exactly; none where any value does.
    pub value: Option<String>,
}

/// Why a text is no term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// Nothing before the `=`, or nothing at all.
    #[error("Write a label as key or key=value")]
    NoKey,
    /// The key cannot be that of any label.
    #[error("A label key has 2 to 32 letters, digits, spaces or ASCII punctuation")]
    Key,
    /// The value cannot be that of any label.
    #[error("A label value has at most 255 characters")]
    Value,
}

impl Term {
    /// Reads a term that was typed. Blanks around key and value do not count;
    /// where they do, as in an address, use [`FromStr`].
    ///
    /// # Errors
    /// Where no label could ever match it.
    pub fn parse(text: &str) -> Result<Self, TermError> {
        let (key, value) = divide(text);
        Self::checked(key.trim(), value.map(str::trim))
    }

    fn checked(key: &str, value: Option<&str>) -> Result<Self, TermError> {
        if key.is_empty() {
            return Err(TermError::NoKey);
        }
        let printable = key.bytes().all(|b| (0x20..=0x7e).contains(&b));
        if !printable || !(2..=32).contains(&key.len()) {
            return Err(TermError::Key);
        }
        if value.is_some_and(|value| value.chars().count() > 255) {
            return Err(TermError::Value);
        }
        Ok(Self {
            key: key.into(),
            value: value.map(Into::into),
        })
    }

    /// The term that a label itself makes.
    #[must_use]
    pub fn exactly(label: &Label) -> Self {
        Self {
            key: label.key.clone(),
            value: Some(label.value.clone()),
        }
    }

    /// Whether one of these labels is what the term says.
    #[must_use]
    pub fn matches(&self, labels: &[Label]) -> bool {
        labels.iter().any(|label| self.is_of(label))
    }

    /// Whether the label has the key and, if the term has one, the value.
    #[must_use]
    pub fn is_of(&self, label: &Label) -> bool {
        let value = self.value.as_deref();
        label.same_key(&self.key) && value.is_none_or(|value| label.value == value)
    }
}

impl FromStr for Term {
    type Err = TermError;

    /// Reads what `Display` writes, with every blank: a label may have some at
    /// its ends, and a term made from it has to find it again.
    fn from_str(text: &str) -> Result<Self, TermError> {
        let (key, value) = divide(text);
        Self::checked(key, value)
    }
}

fn divide(text: &str) -> (&str, Option<&str>) {
    match text.split_once('=') {
        Some((key, value)) => (key, Some(value)),
        None => (text, None),
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)?;
        match &self.value {
            Some(value) => write!(f, "={value}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(text: &str) -> Term {
        Term::parse(text).expect("a term")
    }

    #[test]
    fn the_first_equals_sign_divides() {
        assert_eq!(term(" env = a=b ").value.as_deref(), Some("a=b"));
        assert_eq!(term("env=").value.as_deref(), Some(""));
        assert_eq!(term("env").value, None);
    }

    #[test]
    fn what_no_label_could_match_is_refused() {
        assert_eq!(Term::parse(""), Err(TermError::NoKey));
        assert_eq!(Term::parse("=prod"), Err(TermError::NoKey));
        assert_eq!(Term::parse("e"), Err(TermError::Key));
        assert_eq!(Term::parse("größe"), Err(TermError::Key));
        assert_eq!(
            Term::parse(&format!("env={}", "x".repeat(256))),
            Err(TermError::Value)
        );
    }
}
