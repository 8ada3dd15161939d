//! The question of the reachability page, as its address says.

use form_urlencoded::{Serializer, parse};

/// The question "can A reach B?", as it was typed: each end is a network's name
/// or UUID, or an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReachQuery {
    /// `from`: A.
    pub from: String,
    /// `to`: B.
    pub to: String,
}

impl ReachQuery {
    pub(super) fn parse(query: &str) -> Self {
        let mut reach = Self::default();
        for (key, value) in parse(query.as_bytes()) {
            match key.as_ref() {
                "from" => reach.from = value.into_owned(),
                "to" => reach.to = value.into_owned(),
                _ => {}
            }
        }
        reach
    }

    pub(super) fn to_query(&self) -> String {
        let mut out = Serializer::new(String::new());
        for (key, text) in [("from", &self.from), ("to", &self.to)] {
            if !text.is_empty() {
                out.append_pair(key, text);
            }
        }
        out.finish()
    }

    /// The question the other way round.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            from: self.to,
            to: self.from,
        }
    }
}
