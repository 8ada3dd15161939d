//! What the list page shows, as plain functions.

use std::sync::Arc;

use domain::{
    list,
    model::{network::Zone, state::Group},
};

use crate::{data::SharedRows, features::list::ListCounts};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListState {
    /// Nothing is read yet, or the filter is not loaded yet.
    Loading,
    /// Nothing could be read.
    Failed,
    /// The API returned peerings, and none of them could be read.
    Unreadable,
    /// The account has no peerings.
    Empty,
    /// The account has peerings, but none passes the filters.
    NoMatch,
    Table,
    Links,
}

/// What the state of the list depends on.
#[derive(Clone, Copy)]
pub(super) struct ListFacts {
    pub(super) is_read: bool,
    pub(super) has_failed: bool,
    /// Whether the server returned any row.
    pub(super) has_rows: bool,
    /// Whether it returned any that could not be read.
    pub(super) has_unreadable: bool,
    pub(super) is_filtered_by_labels: bool,
    /// Whether the filter by conditions is loaded, if one is needed.
    pub(super) can_filter: bool,
    pub(super) shows_links: bool,
}

impl ListState {
    /// `any_shown` says whether any row passes the filters; that is not computed
    /// where it does not matter.
    pub(super) fn of(facts: ListFacts, any_shown: impl FnOnce() -> bool) -> Self {
        if !facts.is_read {
            return if facts.has_failed {
                Self::Failed
            } else {
                Self::Loading
            };
        }
        if !facts.has_rows && facts.has_unreadable {
            Self::Unreadable
        } else if !facts.has_rows && !facts.is_filtered_by_labels {
            Self::Empty
        } else if !facts.can_filter {
            Self::Loading
        } else if facts.shows_links {
            Self::Links
        } else if any_shown() {
            Self::Table
        } else {
            Self::NoMatch
        }
    }
}

/// How many rows are shown, for the filter bar.
pub(super) fn count_text(state: ListState, counts: Option<ListCounts>) -> String {
    match (counts, state) {
        (Some(ListCounts { shown, all, .. }), _) => format!("{shown} of {all}"),
        (None, ListState::Failed | ListState::Unreadable) => String::new(),
        (None, _) => "Loading…".to_owned(),
    }
}

/// The last search, so that typing on searches only what was found.
pub(super) struct LastSearch {
    rows: SharedRows,
    text: String,
    group: Option<Group>,
    zones: usize,
    found: SharedRows,
}

/// The rows that contain the text and are in the group.
pub(super) fn search(
    last: &mut Option<LastSearch>,
    rows: SharedRows,
    text: &str,
    group: Option<Group>,
    zones: &[Zone],
) -> SharedRows {
    if text.trim().is_empty() && group.is_none() {
        return rows;
    }
    let narrows = last.as_ref().filter(|last| {
        Arc::ptr_eq(&last.rows, &rows)
            && last.group == group
            && last.zones == zones.len()
            && text.starts_with(&last.text)
            // A whole address is in ranges that do not begin like it.
            && !text.contains(['.', ':'])
    });
    let among = narrows.map_or(&rows, |last| &last.found);
    let found = Arc::new(list::search_rows(among, text, group, zones));
    *last = Some(LastSearch {
        rows,
        text: text.to_owned(),
        group,
        zones: zones.len(),
        found: Arc::clone(&found),
    });
    found
}

#[cfg(test)]
mod tests {
    use domain::{
        model::{
            ids::{NetworkId, PeeringId},
            peering::{End, Peering},
            row::Row,
            state::{ConfiguredStatus, State},
        },
        snapshot::Networks,
    };

    use super::*;

    const READ: ListFacts = ListFacts {
        is_read: true,
        has_failed: false,
        has_rows: true,
        has_unreadable: false,
        is_filtered_by_labels: false,
        can_filter: true,
        shows_links: false,
    };

    fn row(id: u128, name: &str) -> Arc<Row> {
        let end = |network| End {
            network: NetworkId::from_u128(network),
            ranges: Vec::new(),
        };
        let peering = Peering {
            id: PeeringId::from_u128(id),
            name: name.into(),
            configured_status: ConfiguredStatus::Active,
            state: State::Active,
            local: end(1),
            peer: end(2),
            labels: Vec::new(),
            created_at: None,
            updated_at: None,
        };
        Arc::new(Row::new(peering, &Networks::new()))
    }

    #[test]
    fn a_failed_refresh_keeps_the_rows() {
        let failed = |is_read| ListFacts {
            is_read,
            has_failed: true,
            ..READ
        };
        assert_eq!(ListState::of(failed(false), || true), ListState::Failed);
        assert_eq!(ListState::of(failed(true), || true), ListState::Table);
    }

    #[test]
    fn an_account_is_empty_only_without_a_label_filter() {
        let none = |is_filtered_by_labels| ListFacts {
            has_rows: false,
            is_filtered_by_labels,
            ..READ
        };
        assert_eq!(ListState::of(none(false), || false), ListState::Empty);
        assert_eq!(ListState::of(none(true), || false), ListState::NoMatch);
    }

    #[test]
    fn f_21_a_list_that_cannot_be_read_is_not_empty() {
        let unreadable = |has_rows, is_filtered_by_labels| ListFacts {
            has_rows,
            has_unreadable: true,
            is_filtered_by_labels,
            ..READ
        };
        for labels in [false, true] {
            let state = ListState::of(unreadable(false, labels), || false);
            assert_eq!(state, ListState::Unreadable);
        }
        assert_eq!(
            ListState::of(unreadable(true, false), || true),
            ListState::Table
        );
    }

    #[test]
    fn conditions_wait_for_their_filter() {
        let waiting = ListFacts {
            can_filter: false,
            ..READ
        };
        assert_eq!(ListState::of(waiting, || false), ListState::Loading);
    }

    #[test]
    fn links_have_their_own_empty_state() {
        let links = ListFacts {
            shows_links: true,
            ..READ
        };
        assert_eq!(ListState::of(links, || false), ListState::Links);
    }

    #[test]
    fn the_count_is_missing_until_it_is_known() {
        let counts = ListCounts {
            shown: 3,
            all: 10,
            groups: Group::ALL.map(|group| (group, 0)),
        };
        assert_eq!(count_text(ListState::Table, Some(counts)), "3 of 10");
        assert_eq!(count_text(ListState::Links, None), "Loading…");
        assert_eq!(count_text(ListState::Failed, None), "");
    }

    #[test]
    fn a_search_finds_the_same_whatever_was_searched_before() {
        let names = ["hel-app", "hel-db", "fra-app", "fra-db"];
        let rows: Vec<Arc<Row>> = names.iter().zip(1..).map(|(n, id)| row(id, n)).collect();
        let rows = Arc::new(rows);
        let mut last = None;
        for text in ["h", "hel", "hel-d", "hel", "app", "", " ", "a", "app"] {
            for group in [None, Some(rows[0].group()), Some(Group::ALL[0]), None] {
                let found = search(&mut last, Arc::clone(&rows), text, group, &[]);
                assert_eq!(
                    *found,
                    list::search_rows(&rows, text, group, &[]),
                    "{text:?}"
                );
            }
        }
    }

    #[test]
    fn without_a_search_the_rows_are_the_same() {
        let rows = Arc::new(vec![row(1, "hel-app")]);
        let found = search(&mut None, Arc::clone(&rows), " ", None, &[]);
        assert!(Arc::ptr_eq(&rows, &found));
    }
}
