//! The filters of a list operation.

use crate::cloud::label::{self, Label};

/// Decoded names and values. Operations ignore names that they do not know.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        Self(
            form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether `text` equals every value given for `name`.
    pub(super) fn matches(&self, name: &str, text: &str) -> bool {
        self.values(name)
            .all(|value| value.eq_ignore_ascii_case(text))
    }

    /// Whether the labels satisfy every `label=` (UpCloud OpenAPI: repeated filters are ANDed).
    pub(super) fn matches_labels(&self, labels: &[Label]) -> bool {
        self.values("label")
            .all(|filter| label::matches(labels, filter))
    }
}
