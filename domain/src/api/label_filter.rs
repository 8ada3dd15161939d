//! The label filter, which the server runs.
//!
//! A filter is a list of terms that must all hold; a term is `key` (the label
//! exists) or `key=value` (it has exactly that value). The first `=` divides,
//! as no key can hold one.

use std::{fmt, str::FromStr};

use crate::model::label::Label;

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

    fn matches(&self, labels: &[Label]) -> bool {
        labels.iter().any(|label| {
            label.same_key(&self.key)
                && self
                    .value
                    .as_deref()
                    .is_none_or(|value| label.value == value)
        })
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

/// Terms that must all hold. The empty filter lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LabelFilter {
    terms: Vec<Term>,
}

impl LabelFilter {
    /// The terms, in the order they were added.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// This filter with one more term; the same where it has that term.
    #[must_use]
    pub fn with(mut self, term: Term) -> Self {
        if !self.terms.contains(&term) {
            self.terms.push(term);
        }
        self
    }

    /// This filter less that term.
    #[must_use]
    pub fn without(mut self, term: &Term) -> Self {
        self.terms.retain(|held| held != term);
        self
    }

    /// Whether the server would list an object with these labels. Used for
    /// objects that change while a filtered list is shown.
    #[must_use]
    pub fn matches(&self, labels: &[Label]) -> bool {
        self.terms.iter().all(|term| term.matches(labels))
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
    fn blanks_do_not_count_when_typed_and_do_in_an_address() {
        let label = Label::new(" a key", " any text ");
        let exact = Term::exactly(&label);
        assert_eq!(exact.to_string().parse(), Ok(exact.clone()));
        assert!(LabelFilter::default().with(exact).matches(&[label]));
        assert_eq!(Term::parse(" a key = any text "), "a key=any text".parse());
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

    #[test]
    fn every_term_must_hold_and_keys_have_no_case() {
        let labels = [Label::new("Env", "prod"), Label::new("team", "core")];
        let filter = |texts: &[&str]| {
            texts
                .iter()
                .fold(LabelFilter::default(), |f, t| f.with(term(t)))
        };
        assert!(filter(&[]).matches(&labels));
        assert!(filter(&["env"]).matches(&labels));
        assert!(filter(&["ENV=prod", "team"]).matches(&labels));
        assert!(!filter(&["env=Prod"]).matches(&labels));
        assert!(!filter(&["env=prod", "owner"]).matches(&labels));
    }
}
