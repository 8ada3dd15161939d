//! The peerings of one account. Every answer, to a read or a write, is stored
//! here, and pages show what is stored.

mod changes;
mod reads;
mod write_times;

use std::{sync::Arc, time::Duration};

use domain::{
    api::{decode::Listed, error::ApiError, label_filter::LabelFilter},
    list::rows::{Answer, Rows},
    model::{ids::PeeringId, peering::Peering, row::Row},
    snapshot::{Coverage, Networks},
};

use self::write_times::WriteTimes;
use super::{Inventory, RefreshScheduler};
use crate::{
    api::Api,
    dom,
    reactive::{RwSignal, effect},
};

/// Rows in an order. Unchanged rows stay the same `Arc`s.
pub(crate) type SharedRows = Arc<Vec<Arc<Row>>>;

#[derive(Clone, Copy)]
pub(crate) struct Peerings {
    api: Api,
    scheduler: RefreshScheduler,
    pub(super) inventory: Inventory,
    rows: RwSignal<Rows>,
    pub(crate) listing: RwSignal<Listing>,
    /// Peerings that the server said do not exist, with the names of those that
    /// were deleted here.
    deleted: RwSignal<Vec<(PeeringId, Option<String>)>>,
    write_times: WriteTimes,
    /// How much of the account's peerings is known.
    coverage: RwSignal<Coverage>,
}

/// How the list was last read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    /// When it was read, in milliseconds since 1970; none before the first
    /// time.
    pub(crate) read_at: Option<f64>,
    /// Why the last attempt failed.
    pub(crate) error: Option<ApiError>,
    /// How many elements of the answer could not be decoded.
    pub(crate) unreadable: usize,
    duration: Duration,
}

impl Peerings {
    pub(crate) fn new(api: Api, scheduler: RefreshScheduler, inventory: Inventory) -> Self {
        let peerings = Self {
            api,
            scheduler,
            inventory,
            rows: RwSignal::default(),
            listing: RwSignal::default(),
            deleted: RwSignal::default(),
            write_times: WriteTimes::default(),
            coverage: RwSignal::new(Coverage::Unknown),
        };
        // Names and zones arrive separately from the list, often later.
        effect(move || {
            let networks = inventory.networks.get();
            peerings.rows.update(|rows| rows.rebuild(&networks));
        });
        peerings
    }

    /// Lets every row know what other peerings say of its networks, for as long as the
    /// caller is shown. It is called by what is loaded after the list.
    pub(crate) fn share_reports(self) {
        effect(move || {
            // Once they are shared there are no new ones, so this ends.
            if let Some(reports) = self.rows.with(Rows::new_reports) {
                self.rows.update(|rows| rows.share(&reports));
            }
        });
    }

    /// A peering, if it is known.
    pub(crate) fn get(self, id: PeeringId) -> Option<Arc<Row>> {
        self.rows.with(|rows| rows.get(id).cloned())
    }

    /// Whether the server said that it does not exist; its name if it was
    /// deleted here.
    pub(crate) fn deleted(self, id: PeeringId) -> Option<Option<String>> {
        self.deleted.with(|deleted| {
            let found = deleted.iter().find(|(other, _)| *other == id);
            found.map(|(_, name)| name.clone())
        })
    }

    /// Every peering that is known, and how much of the account's that is.
    pub(crate) fn all(self) -> (Vec<Arc<Row>>, Coverage) {
        let all = self.rows.with(|rows| rows.all().cloned().collect());
        (all, self.coverage.get())
    }

    /// The rows that passed the server's filter, in the order of the names.
    pub(crate) fn listed(self) -> SharedRows {
        self.rows.with(|rows| Arc::clone(rows.listed()))
    }

    /// Whether the list was read with this filter.
    pub(crate) fn is_listed_by(self, filter: &LabelFilter) -> bool {
        self.rows.with(|rows| rows.filter() == filter)
    }

    fn put(self, peering: Peering) {
        let id = peering.id;
        let is_stored = |rows: &Rows| rows.get(id).is_some_and(|row| row.peering == peering);
        if self.rows.try_with_untracked(is_stored).unwrap_or(true) {
            return;
        }
        let networks = self.inventory.networks.get_untracked();
        self.rows.try_update(|rows| rows.put(peering, &networks));
        let was_deleted =
            |deleted: &Vec<(PeeringId, _)>| deleted.iter().any(|(other, _)| *other == id);
        if self.deleted.with_untracked(was_deleted) {
            self.deleted
                .update(|deleted| deleted.retain(|(other, _)| *other != id));
        }
    }

    fn remove(self, id: PeeringId, name: Option<String>) {
        self.deleted.try_update(|deleted| {
            // A later read does not know the name that the deletion knew.
            if deleted.iter().all(|(other, _)| *other != id) {
                deleted.push((id, name));
            }
        });
        self.rows.try_update(|rows| rows.remove(id));
    }

    /// Stores the answer to a request for the list.
    fn list(self, filter: &LabelFilter, listed: Listed<Peering>, started: f64) {
        let unreadable = listed.unreadable.len();
        self.store(filter, listed.items, started, Rows::list);
        self.listing.set(Listing {
            read_at: Some(dom::now()),
            error: None,
            unreadable,
            duration: since(started),
        });
    }

    fn store(
        self,
        filter: &LabelFilter,
        peerings: Vec<Peering>,
        started: f64,
        store: fn(&mut Rows, Answer<'_>, &Networks),
    ) {
        let networks = self.inventory.networks.get_untracked();
        let answer = Answer {
            filter,
            peerings,
            is_outdated: &|id| self.write_times.is_since(id, started),
        };
        self.rows.update(|rows| store(rows, answer, &networks));
    }
}

fn since(started: f64) -> Duration {
    Duration::from_secs_f64(((dom::now() - started) / 1000.0).clamp(0.0, 1e6))
}
