//! The pages and their addresses. A page's whole state that is worth sharing
//! is in its address; nothing secret ever is.

mod list_query;
mod new_query;
mod reach_query;

use crate::model::ids::PeeringId;

pub use self::{
    list_query::{ListQuery, View},
    new_query::NewQuery,
    reach_query::ReachQuery,
};

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

impl Route {
    /// The paths of all pages below the base path, `{uuid}` standing for a peering's.
    /// `public/base.js` recognises them by their first part and their length.
    pub const PATTERNS: &[&str] = &[
        "/peerings",
        "/peerings/new",
        "/peerings/{uuid}",
        "/peerings/{uuid}/edit",
        "/reach",
    ];

    /// The page at this path and query, both as in a URL, the query with or
    /// without its `?`. Whatever does not fit is left out or, for a path,
    /// becomes [`Route::NotFound`]; nothing fails.
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
    pub fn list() -> Self {
        Self::List(ListQuery::default())
    }

    /// Whether both are the same page, perhaps with another query. Going from
    /// one to the other then moves neither focus nor scroll position.
    pub fn same_page(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(_), Self::List(_))
            | (Self::New(_), Self::New(_))
            | (Self::Reach(_), Self::Reach(_)) => true,
            (one, two) => one == two,
        }
    }
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() {
        path.into()
    } else {
        format!("{path}?{query}")
    }
}
