//! The peerings: one home for all that the server said of them.

mod everything;
mod writes;

use std::{collections::HashMap, sync::Arc, time::Duration};

use domain::{
    api::{
        decode::Listed,
        error::{ApiError, ErrorKind},
        label_filter::LabelFilter,
    },
    edit::{form::Draft, patch::Patch},
    list::{self},
    model::{ids::PeeringId, peering::Peering, row::Row},
    session::refresh::{self, Scope},
    snapshot::Coverage,
};

use self::writes::Writes;
use super::{Inventory, RefreshScheduler};
use crate::{
    api::Api,
    dom,
    reactive::{RwSignal, effect},
};

/// The peerings of one account.
#[derive(Clone, Copy)]
pub(crate) struct Peerings {
    api: Api,
    pulse: RefreshScheduler,
    pub(super) inventory: Inventory,
    known: RwSignal<HashMap<PeeringId, Arc<Row>>>,
    /// The list as it was last read, kept up to date by every answer since.
    pub(crate) listing: RwSignal<Listing>,
    /// Peerings that the server said do not exist, with the names of those that
    /// were deleted here.
    deleted: RwSignal<Vec<(PeeringId, Option<String>)>>,
    written: Writes,
    /// How much of the account's peerings is known.
    extent: RwSignal<Coverage>,
}

/// What the list page shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    /// The server's filter that the rows passed.
    pub(crate) filter: LabelFilter,
    /// In the order of the names.
    pub(crate) rows: Arc<Vec<Arc<Row>>>,
    /// When the rows were read, in milliseconds since 1970; none before the
    /// first time.
    pub(crate) read_at: Option<f64>,
    /// Why the last reading failed, where it did.
    pub(crate) error: Option<ApiError>,
    /// How many elements of the answer could not be read.
    pub(crate) unreadable: usize,
    duration: Duration,
}

impl Peerings {
    pub(crate) fn new(api: Api, pulse: RefreshScheduler, inventory: Inventory) -> Self {
        let peerings = Self {
            api,
            pulse,
            inventory,
            known: RwSignal::new(HashMap::new()),
            listing: RwSignal::new(Listing::default()),
            deleted: RwSignal::new(Vec::new()),
            written: Writes::new(),
            extent: RwSignal::new(Coverage::Unknown),
        };
        // Names and zones arrive beside the list, often later.
        effect(move || {
            let networks = inventory.networks.get();
            peerings
                .listing
                .update(|listing| listing.rows = Arc::new(list::rebuild(&listing.rows, &networks)));
            peerings.known.update(|known| {
                let rows: Vec<Arc<Row>> = known.values().cloned().collect();
                *known = by_id(&list::rebuild(&rows, &networks));
            });
        });
        peerings
    }

    /// A peering as far as it is known.
    pub(crate) fn get(self, id: PeeringId) -> Option<Arc<Row>> {
        self.known.with(|known| known.get(&id).cloned())
    }

    /// Whether the server said that it does not exist; its name where it was
    /// deleted here.
    pub(crate) fn deleted(self, id: PeeringId) -> Option<Option<String>> {
        self.deleted.with(|gone| {
            let found = gone.iter().find(|(held, _)| *held == id);
            found.map(|(_, name)| name.clone())
        })
    }

    /// Every peering that is known, and how much of the account's that is.
    pub(crate) fn all(self) -> (Vec<Arc<Row>>, Coverage) {
        let known = self.known.with(|known| known.values().cloned().collect());
        (known, self.extent.get())
    }

    /// Reads the list now and again, for as long as the future is polled.
    pub(crate) async fn watch_list(self, filter: LabelFilter) {
        let mut wait = self.read_list(&filter).await;
        loop {
            self.pulse.wait(wait).await;
            let (scope, took) = self.listing.with_untracked(|listing| {
                let moving = refresh::in_transition(listing.rows.iter().map(|row| &row.peering));
                let age = listing
                    .read_at
                    .map_or(f64::MAX, |at| dom::now() - at)
                    .clamp(0.0, 1e9);
                let age = Duration::from_secs_f64(age / 1000.0);
                (
                    refresh::scope(listing.rows.len(), &moving, age, listing.duration),
                    listing.duration,
                )
            });
            wait = match scope {
                Scope::List => self.read_list(&filter).await,
                Scope::Only(ids) => {
                    let started = self.written.now();
                    self.read_each(ids).await;
                    refresh::interval(true, since(started).min(took))
                }
            };
        }
    }

    /// Reads one peering, and its other half, now and again, for as long as
    /// the future is polled. `failed` is told of each reading's outcome.
    pub(crate) async fn watch(self, id: PeeringId, failed: RwSignal<Option<ApiError>>) {
        loop {
            let started = self.written.now();
            let answer = self.read(id).await;
            failed.set(
                answer
                    .as_ref()
                    .err()
                    .filter(|error| error.kind != ErrorKind::NotFound)
                    .cloned(),
            );
            if let Ok(peering) = &answer {
                self.read_other_half(peering).await;
            }
            let moving = answer.as_ref().is_ok_and(Peering::in_transition);
            self.pulse
                .wait(refresh::interval(moving, since(started)))
                .await;
        }
    }

    /// Reads one peering.
    ///
    /// # Errors
    /// As the API says; a peering that does not exist is remembered as gone.
    pub(crate) async fn read(self, id: PeeringId) -> Result<Peering, ApiError> {
        let started = self.written.now();
        let answer = self.api.peering(id).await;
        match &answer {
            Ok(peering) if !self.written.since(id, started) => self.put(peering.clone()),
            Err(error) if error.kind == ErrorKind::NotFound => self.remove(id, None),
            _ => {}
        }
        answer
    }

    async fn read_other_half(self, peering: &Peering) {
        let started = self.written.now();
        // Without it the page only knows less, and the next round tries again.
        if let Ok(listed) = self
            .api
            .peerings_between(peering.peer.network, peering.local.network)
            .await
        {
            for other in listed.items {
                if !self.written.since(other.id, started) {
                    self.put(other);
                }
            }
        }
    }

    /// Creates a peering.
    ///
    /// # Errors
    /// As the API says.
    pub(crate) async fn create(self, draft: &Draft) -> Result<Peering, ApiError> {
        let answer = self.api.create(draft).await;
        self.store_written(&answer);
        answer
    }

    /// Modifies a peering.
    ///
    /// # Errors
    /// As the API says.
    pub(crate) async fn modify(self, id: PeeringId, patch: &Patch) -> Result<Peering, ApiError> {
        let answer = self.api.modify(id, patch).await;
        self.store_written(&answer);
        answer
    }

    /// Deletes a peering.
    ///
    /// # Errors
    /// As the API says; where it does not exist, it is gone all the same.
    pub(crate) async fn delete(self, id: PeeringId) -> Result<(), ApiError> {
        let answer = self.api.delete(id).await;
        if answer
            .as_ref()
            .err()
            .is_none_or(|error| error.kind == ErrorKind::NotFound)
        {
            self.written.note(id);
            let held = self
                .known
                .try_with_untracked(|known| known.get(&id).cloned());
            let name = held.flatten().map(|row| row.peering.name.clone());
            self.remove(id, name.filter(|_| answer.is_ok()));
        }
        self.pulse.wake_after_write();
        answer
    }

    fn store_written(self, answer: &Result<Peering, ApiError>) {
        if let Ok(peering) = answer {
            self.written.note(peering.id);
            self.put(peering.clone());
        }
        // A change touches other peerings too; a lost answer may hide one.
        self.pulse.wake_after_write();
    }

    fn put(self, peering: Peering) {
        let id = peering.id;
        let held = self
            .known
            .try_with_untracked(|known| known.get(&id).cloned())
            .flatten();
        if held.is_some_and(|row| row.peering == peering) {
            return;
        }
        let networks = self.inventory.networks.get_untracked();
        self.listing.try_update(|listing| {
            let rows = Arc::make_mut(&mut listing.rows);
            if listing.filter.matches(&peering.labels) {
                list::put(rows, peering.clone(), &networks);
            } else {
                rows.retain(|row| row.peering.id != id);
            }
        });
        self.known
            .try_update(|known| known.insert(id, Arc::new(Row::new(peering, &networks))));
        let was_gone = |gone: &Vec<(PeeringId, _)>| gone.iter().any(|(held, _)| *held == id);
        if self.deleted.with_untracked(was_gone) {
            self.deleted
                .update(|gone| gone.retain(|(held, _)| *held != id));
        }
    }

    fn remove(self, id: PeeringId, deleted: Option<String>) {
        self.deleted.try_update(|gone| {
            // What is read of it later does not say again who deleted it.
            if gone.iter().all(|(held, _)| *held != id) {
                gone.push((id, deleted));
            }
        });
        self.known.try_update(|known| known.remove(&id));
        self.listing.try_update(|listing| {
            Arc::make_mut(&mut listing.rows).retain(|row| row.peering.id != id);
        });
    }

    /// Reads the list; answers how long to wait before the next time.
    async fn read_list(self, filter: &LabelFilter) -> Duration {
        let started = self.written.now();
        let answer = self.api.peerings(filter).await;
        self.note_extent(filter, &answer);
        let networks = self.inventory.networks.get_untracked();
        match answer {
            Ok(listed) => self.take_list(filter, listed, started, &networks),
            Err(error) => self.listing.update(|listing| {
                if listing.filter != *filter {
                    // Rows of another filter must not pass for this one's.
                    *listing = Listing {
                        filter: filter.clone(),
                        ..Listing::default()
                    };
                }
                listing.error = Some(error);
            }),
        }
        let moving = self
            .listing
            .with_untracked(|listing| listing.rows.iter().any(|row| row.peering.in_transition()));
        refresh::interval(moving, since(started))
    }

    fn note_extent(self, filter: &LabelFilter, answer: &Result<Listed<Peering>, ApiError>) {
        let extent = match answer {
            Err(error) if error.status == Some(403) => Coverage::Forbidden,
            Err(_) => return,
            Ok(listed) if filter.is_empty() && listed.unreadable.is_empty() => Coverage::Complete,
            Ok(_) => Coverage::Partial,
        };
        // What was whole once is kept up to date by every answer since.
        if self.extent.get_untracked() != Coverage::Complete
            && self.extent.get_untracked() != extent
        {
            self.extent.set(extent);
        }
    }

    fn take_list(
        self,
        filter: &LabelFilter,
        listed: Listed<Peering>,
        started: f64,
        networks: &super::inventory::NetworksById,
    ) {
        let rows = self.merge_list(filter, listed.items, started, networks);
        self.listing.set(Listing {
            filter: filter.clone(),
            rows: Arc::new(rows),
            read_at: Some(dom::now()),
            error: None,
            unreadable: listed.unreadable.len(),
            duration: since(started),
        });
    }

    /// Takes over all peerings that pass the filter; answers their rows.
    fn merge_list(
        self,
        filter: &LabelFilter,
        mut fresh: Vec<Peering>,
        started: f64,
        networks: &super::inventory::NetworksById,
    ) -> Vec<Arc<Row>> {
        // What was written while the answer was on its way is newer than it.
        fresh.retain(|peering| !self.written.since(peering.id, started));
        self.known.with_untracked(|known| {
            fresh.extend(
                known
                    .values()
                    .filter(|row| {
                        self.written.since(row.peering.id, started)
                            && filter.matches(&row.peering.labels)
                    })
                    .map(|row| row.peering.clone()),
            );
        });
        let old: Vec<Arc<Row>> = self
            .known
            .with_untracked(|known| known.values().cloned().collect());
        let rows = list::reconcile(&old, fresh, networks);
        let listed_ids = by_id(&rows);
        self.known.update(|known| {
            // A peering that passes the filter but was not listed is gone.
            known.retain(|id, row| {
                listed_ids.contains_key(id) || !filter.matches(&row.peering.labels)
            });
            known.extend(listed_ids);
        });
        rows
    }
}

fn by_id(rows: &[Arc<Row>]) -> HashMap<PeeringId, Arc<Row>> {
    rows.iter()
        .map(|row| (row.peering.id, Arc::clone(row)))
        .collect()
}

fn since(started: f64) -> Duration {
    Duration::from_secs_f64(((dom::now() - started) / 1000.0).clamp(0.0, 1e6))
}
