//! Saved views: named lists of peerings. A view is
//! the query of the list's address, and nothing else.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::route::{ListQuery, Route};

/// The views that are stored, in the order of their names, each name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedViews(Vec<(String, ListQuery)>);

/// The longest name, in characters.
const LONGEST: usize = 60;

impl SavedViews {
    /// The views with their names.
    pub fn all(&self) -> &[(String, ListQuery)] {
        &self.0
    }

    /// With a view under a name, replacing one of the same name. The same
    /// where the name is blank.
    #[must_use]
    pub fn with(mut self, name: &str, query: &ListQuery) -> Self {
        if let Some(name) = named(name) {
            self = self.without(&name);
            let place = self.0.partition_point(|(other, _)| *other < name);
            self.0.insert(place, (name, sound(query)));
        }
        self
    }

    /// Without the view of that name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(other, _)| other != name);
        self
    }

    /// Reads what [`Self::to_json`] writes. What is no view is left out: another
    /// program may have written there.
    pub fn parse(text: &str) -> Self {
        let stored: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
        let mut views = BTreeMap::new();
        for (name, query) in &stored {
            let route = query.as_str().map(|query| Route::parse("/peerings", query));
            if let (Some(name), Some(Route::List(query))) = (named(name), route) {
                views.insert(name, sound(&query));
            }
        }
        Self(views.into_iter().collect())
    }

    /// The views as a JSON object: name to query.
    pub fn to_json(&self) -> String {
        let entries = self.0.iter().map(|(name, query)| {
            let href = Route::List(query.clone()).href();
            let query = href.split_once('?').map_or("", |(_, query)| query);
            (name.clone(), Value::from(query))
        });
        Value::Object(entries.collect()).to_string()
    }
}

/// A name as it is stored; none where it is blank.
fn named(name: &str) -> Option<String> {
    let name: String = name.trim().chars().take(LONGEST).collect();
    let name = name.trim_end();
    (!name.is_empty()).then(|| name.to_owned())
}

/// What of a query an address can hold.
fn sound(query: &ListQuery) -> ListQuery {
    ListQuery {
        rejected: Vec::new(),
        rejected_conditions: Vec::new(),
        ..query.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> ListQuery {
        match Route::parse("/peerings", text) {
            Route::List(query) => query,
            _ => ListQuery::default(),
        }
    }

    #[test]
    fn views_are_read_back_in_the_order_of_their_names() {
        let views = SavedViews::default()
            .with("night", &query("where=state:not:active&sort=-name"))
            .with(" all ", &query(""))
            .with("night", &query("label=env%3Dprod&text=a%26b"))
            .with("  ", &query("text=x"));
        let names: Vec<&str> = views.all().iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["all", "night"]);
        assert_eq!(SavedViews::parse(&views.to_json()), views);
        assert_eq!(views.clone().without("night").all().len(), 1);
    }

    #[test]
    fn what_another_program_wrote_is_no_view() {
        assert_eq!(SavedViews::parse("null"), SavedViews::default());
        assert_eq!(
            SavedViews::parse("{\"a\": 1, \"b\": [\"text=x\"]}"),
            SavedViews::default()
        );
        assert_eq!(
            SavedViews::parse("{\"\": \"text=x\"}"),
            SavedViews::default()
        );
    }
}
