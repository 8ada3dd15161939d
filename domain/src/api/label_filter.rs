//! The label filter, which the server runs.
//!
//! A filter is a list of terms that must all hold; a term is `key` (the label
//! exists) or `key=value` (it has exactly that value). The first `=` divides,
//! as no key can hold one.

use crate::model::label::Label;
pub use crate::model::label_term::{Term, TermError};

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
    fn blanks_do_not_count_when_typed_and_do_in_an_address() {
        let label = Label::new(" a key", " any text ");
        let exact = Term::exactly(&label);
        assert_eq!(exact.to_string().parse(), Ok(exact.clone()));
        assert!(LabelFilter::default().with(exact).matches(&[label]));
        assert_eq!(Term::parse(" a key = any text "), "a key=any text".parse());
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
