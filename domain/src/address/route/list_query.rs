//! What the list shows, as its address says.

use form_urlencoded::{Serializer, parse};

use crate::{
    api::label_filter::{LabelFilter, TermError},
    link::LinkKind,
    list::{
        column::{Columns, Sort},
        condition::{Condition, ConditionError},
    },
    model::state::Group,
};

/// More labels or conditions than these are left out of an address. Strangers
/// write links, and each filter is compared with every other and every row.
const MAX_FILTERS: usize = 100;

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// `label`, repeated: the server's filter.
    pub labels: LabelFilter,
    /// `where`, repeated: what the page filters by.
    pub conditions: Vec<Condition>,
    /// `text`: what a row must contain.
    pub text: String,
    /// `group`: the one group of states that is shown.
    pub group: Option<Group>,
    /// `view`, and what only that view has.
    pub view: View,
    /// `sort`: the order of the rows.
    pub sort: Sort,
    /// `columns`: those of the table.
    pub columns: Columns,
    /// The labels of the address that are no terms, with what is wrong.
    pub rejected: Vec<(String, TermError)>,
    /// The conditions of the address that are none, with what is wrong.
    pub rejected_conditions: Vec<(String, ConditionError)>,
}

/// What a row of the list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Peerings,
    /// `view=links`: both halves of a link; with `kind`, links of that kind only.
    Links(Option<LinkKind>),
}

impl ListQuery {
    pub(super) fn parse(query: &str) -> Self {
        let mut list = Self::default();
        let (mut links, mut kind) = (false, None);
        for (key, value) in parse(query.as_bytes()) {
            let labels = list.labels.terms().len() + list.rejected.len();
            let conditions = list.conditions.len() + list.rejected_conditions.len();
            match key.as_ref() {
                "label" if labels < MAX_FILTERS => match value.parse() {
                    Ok(term) => list.labels = list.labels.with(term),
                    Err(error) => list.rejected.push((value.into_owned(), error)),
                },
                "where" if conditions < MAX_FILTERS => match value.parse() {
                    Ok(condition) => list.conditions.push(condition),
                    Err(error) => list.rejected_conditions.push((value.into_owned(), error)),
                },
                "text" => list.text = value.into_owned(),
                "group" => list.group = Group::from_slug(&value),
                "sort" => list.sort = Sort::parse(&value),
                "columns" => list.columns = Columns::parse(&value),
                "view" => links = value == "links",
                "kind" => kind = LinkKind::from_slug(&value),
                _ => {}
            }
        }
        if links {
            list.view = View::Links(kind);
        }
        list
    }

    pub(super) fn to_query(&self) -> String {
        let mut out = Serializer::new(String::new());
        for term in self.labels.terms() {
            out.append_pair("label", &term.to_string());
        }
        for condition in &self.conditions {
            out.append_pair("where", &condition.to_string());
        }
        if !self.text.is_empty() {
            out.append_pair("text", &self.text);
        }
        if let Some(group) = self.group {
            out.append_pair("group", group.slug());
        }
        if self.sort != Sort::default() {
            out.append_pair("sort", &self.sort.to_string());
        }
        if self.columns != Columns::default() {
            out.append_pair("columns", &self.columns.to_string());
        }
        if let View::Links(kind) = self.view {
            out.append_pair("view", "links");
            if let Some(kind) = kind {
                out.append_pair("kind", kind.slug());
            }
        }
        out.finish()
    }

    /// Whether the order and the columns are those where nothing was chosen.
    pub fn is_usual_table(&self) -> bool {
        self.sort == Sort::default() && self.columns == Columns::default()
    }

    /// The same rows in the order and with the columns of another list.
    #[must_use]
    pub fn with_table_of(self, other: &Self) -> Self {
        Self {
            sort: other.sort.clone(),
            columns: other.columns.clone(),
            ..self
        }
    }

    /// Whether its rows are links.
    pub fn shows_links(&self) -> bool {
        matches!(self.view, View::Links(_))
    }

    /// The one kind of links that is shown.
    pub fn kind(&self) -> Option<LinkKind> {
        match self.view {
            View::Links(kind) => kind,
            View::Peerings => None,
        }
    }

    /// Whether anything is filtered.
    pub fn is_filtered(&self) -> bool {
        !self.labels.is_empty()
            || !self.conditions.is_empty()
            || !self.text.trim().is_empty()
            || self.group.is_some()
            || self.kind().is_some()
    }

    /// The same rows with nothing filtered.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self {
            view: match self.view {
                View::Peerings => View::Peerings,
                View::Links(_) => View::Links(None),
            },
            ..Self::default()
        }
        .with_table_of(self)
    }
}
