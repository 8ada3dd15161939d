//! The pages and their addresses. A page's whole state that is worth sharing
//! stands in its address; nothing secret ever does.

use form_urlencoded::{Serializer, parse};

use crate::{
    api::label_filter::{LabelFilter, TermError},
    link::LinkKind,
    list::{
        column::{Columns, Sort},
        condition::{Condition, ConditionError},
    },
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId},
        state::Group,
    },
};

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/peerings`: the list.
    List(ListQuery),
    /// `/peerings/new`: the form for a new peering.
    New(NewQuery),
    /// `/peerings/{uuid}`: one peering.
    Detail(PeeringId),
    /// `/peerings/{uuid}/edit`: the form to modify one.
    Edit(PeeringId),
    /// `/reach`: whether one network reaches another.
    Reach(ReachQuery),
    /// No page has this address.
    NotFound(String),
}

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
    /// A peering.
    #[default]
    Peerings,
    /// `view=links`: both halves of a link; with `kind`, links of that kind only.
    Links(Option<LinkKind>),
}

/// What the form for a new peering starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewQuery {
    /// `name`.
    pub name: String,
    /// `local`: the local network.
    pub local: Option<NetworkId>,
    /// `peer`: the peer network.
    pub peer: Option<NetworkId>,
    /// `from=handshake`: the link came from the owner of the peer network.
    /// Anybody can write such a link, so the form asks to check the values.
    pub invitation: Option<Invitation>,
}

/// The question "can A reach B?", as it was typed: each end is a network's name
/// or UUID, or an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReachQuery {
    /// `from`: A.
    pub from: String,
    /// `to`: B.
    pub to: String,
}

/// What the owner of the peer network tells of it in a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitation {
    /// `range`, repeated: its ranges. What is no range is left out.
    pub ranges: Vec<Range>,
    /// `zone`: its zone; empty where it is not told.
    pub zone: String,
}

/// More ranges than these are left out of a link.
const MAX_RANGES: usize = 16;
/// More labels or conditions than these are left out of an address. Strangers
/// write links, and each filter is held against every other and every row.
const MAX_FILTERS: usize = 100;

impl Route {
    /// The page at this path and query, both as in a URL, the query with or
    /// without its `?`. Whatever does not fit is left out or, for a path,
    /// becomes [`Route::NotFound`]; nothing fails.
    #[must_use]
    pub fn parse(path: &str, query: &str) -> Self {
        let query = query.strip_prefix('?').unwrap_or(query);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let found = match parts.as_slice() {
            [] | ["peerings"] => Some(Self::List(ListQuery::parse(query))),
            ["peerings", "new"] => Some(Self::New(NewQuery::parse(query))),
            ["peerings", id] => id.parse().ok().map(Self::Detail),
            ["peerings", id, "edit"] => id.parse().ok().map(Self::Edit),
            ["reach"] => Some(Self::Reach(ReachQuery::parse(query))),
            _ => None,
        };
        found.unwrap_or_else(|| Self::NotFound(path.into()))
    }

    /// The address, from the leading `/` on.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::List(query) => with_query("/peerings", &query.to_query()),
            Self::New(query) => with_query("/peerings/new", &query.to_query()),
            Self::Detail(id) => format!("/peerings/{id}"),
            Self::Edit(id) => format!("/peerings/{id}/edit"),
            Self::Reach(query) => with_query("/reach", &query.to_query()),
            Self::NotFound(path) => path.clone(),
        }
    }

    /// The list with nothing filtered.
    #[must_use]
    pub fn list() -> Self {
        Self::List(ListQuery::default())
    }

    /// Whether both are the same page, perhaps with another query. Going from
    /// one to the other then moves neither focus nor scroll position.
    #[must_use]
    pub fn same_page(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(_), Self::List(_))
            | (Self::New(_), Self::New(_))
            | (Self::Reach(_), Self::Reach(_)) => true,
            (one, two) => one == two,
        }
    }
}

impl ListQuery {
    fn parse(query: &str) -> Self {
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

    fn to_query(&self) -> String {
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
    #[must_use]
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
    #[must_use]
    pub fn shows_links(&self) -> bool {
        matches!(self.view, View::Links(_))
    }

    /// The one kind of links that is shown.
    #[must_use]
    pub fn kind(&self) -> Option<LinkKind> {
        match self.view {
            View::Links(kind) => kind,
            View::Peerings => None,
        }
    }

    /// Whether anything is filtered.
    #[must_use]
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
            sort: self.sort.clone(),
            columns: self.columns.clone(),
            ..Self::default()
        }
    }
}

impl NewQuery {
    fn parse(query: &str) -> Self {
        let mut new = Self::default();
        let mut told = Invitation::default();
        for (key, value) in parse(query.as_bytes()) {
            match key.as_ref() {
                "from" if value == "handshake" => new.invitation = Some(Invitation::default()),
                "range" => told.ranges.push(Range::new(value)),
                "zone" => told.zone = value.into_owned(),
                "name" => new.name = value.into_owned(),
                "local" => new.local = value.parse().ok(),
                "peer" => new.peer = value.parse().ok(),
                _ => {}
            }
        }
        // A link without the mark is not taken for somebody's word.
        new.invitation = new.invitation.map(|_| told.sound());
        new
    }

    fn to_query(&self) -> String {
        let mut out = Serializer::new(String::new());
        if !self.name.is_empty() {
            out.append_pair("name", &self.name);
        }
        for (key, id) in [("local", self.local), ("peer", self.peer)] {
            if let Some(id) = id {
                out.append_pair(key, &id.to_string());
            }
        }
        if let Some(told) = self.invitation.clone().map(Invitation::sound) {
            out.append_pair("from", "handshake");
            for range in &told.ranges {
                out.append_pair("range", range.as_str());
            }
            if !told.zone.is_empty() {
                out.append_pair("zone", &told.zone);
            }
        }
        out.finish()
    }
}

impl ReachQuery {
    fn parse(query: &str) -> Self {
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

    fn to_query(&self) -> String {
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

impl Invitation {
    /// Without what can be neither a range nor a zone: it is shown to people,
    /// and strangers write it.
    fn sound(mut self) -> Self {
        self.ranges.retain(|range| range.net().is_some());
        self.ranges.truncate(MAX_RANGES);
        let is_zone = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if self.zone.len() > 40 || !self.zone.bytes().all(is_zone) {
            self.zone.clear();
        }
        self
    }
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() {
        path.into()
    } else {
        format!("{path}?{query}")
    }
}
