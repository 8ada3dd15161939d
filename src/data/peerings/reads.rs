//! Reading peerings: the list, one of them, or every one of the account.

use std::{collections::HashMap, time::Duration};

use domain::{
    api::{
        decode::Listed,
        error::{ApiError, ErrorKind},
        label_filter::LabelFilter,
    },
    change::journal::Findings,
    list::rows::Rows,
    model::{ids::PeeringId, peering::Peering},
    session::refresh::{self, Scope},
    snapshot::Coverage,
};

use super::{Listing, Peerings, since};
use crate::{
    dom,
    reactive::{RwSignal, all, boxed},
};

impl Peerings {
    /// Reads the list periodically, for as long as the future is polled.
    pub(crate) async fn watch_list(self, filter: LabelFilter) {
        let mut wait = self.read_list(&filter).await;
        loop {
            self.scheduler.wait(wait).await;
            let (read_at, took) = self
                .listing
                .with_untracked(|listing| (listing.read_at, listing.duration));
            let age = read_at.map_or(f64::MAX, |at| dom::now() - at);
            let age = Duration::from_secs_f64(age.clamp(0.0, 1e9) / 1000.0);
            let scope = self.rows.with_untracked(|rows| {
                let listed = rows.listed();
                let moving = refresh::in_transition(listed.iter().map(|row| &row.peering));
                refresh::scope(listed.len(), &moving, age, took)
            });
            wait = match scope {
                Scope::List => self.read_list(&filter).await,
                Scope::Only(ids) => {
                    let started = self.write_times.now();
                    self.read_each(ids).await;
                    refresh::interval(true, since(started).min(took))
                }
            };
        }
    }

    /// Reads one peering and its other half periodically, for as long as the
    /// future is polled. `failed` is set to the outcome of each read.
    pub(crate) async fn watch(self, id: PeeringId, failed: RwSignal<Option<ApiError>>) {
        loop {
            let started = self.write_times.now();
            let answer = self.read(id).await;
            let error = answer.as_ref().err();
            let error = error.filter(|error| error.kind != ErrorKind::NotFound);
            failed.set(error.cloned());
            if let Ok(peering) = &answer {
                self.read_other_half(peering).await;
            }
            let moving = answer.as_ref().is_ok_and(refresh::is_moving);
            self.scheduler
                .wait(refresh::interval(moving, since(started)))
                .await;
        }
    }

    /// Reads what a filtered list leaves out periodically, for as long as the
    /// future is polled. `failed` is set to the outcome of each read.
    pub(crate) async fn watch_all(self, failed: RwSignal<Option<ApiError>>) {
        loop {
            let started = self.write_times.now();
            failed.set(self.read_again().await.err());
            self.scheduler
                .wait(refresh::interval(false, since(started)))
                .await;
        }
    }

    /// Reads one peering.
    ///
    /// # Errors
    /// As the API says. A peering that does not exist is remembered as deleted.
    pub(crate) async fn read(self, id: PeeringId) -> Result<Peering, ApiError> {
        let started = self.write_times.now();
        let answer = self.api.peering(id).await;
        match &answer {
            Ok(peering) => self.put_read(peering.clone(), started),
            Err(error) if error.kind == ErrorKind::NotFound => self.remove(id, None),
            Err(_) => {}
        }
        answer
    }

    /// Reads these peerings in parallel. One that cannot be read stays as it is
    /// stored.
    pub(in crate::data) async fn read_each(self, ids: Vec<PeeringId>) {
        let read = |id| {
            boxed(async move {
                let _ = self.read(id).await;
            })
        };
        all(ids.into_iter().map(read).collect()).await;
    }

    /// Reads every peering, unless all are known already.
    pub(crate) async fn read_all(self) {
        if self.coverage.get_untracked() != Coverage::Complete {
            // If it fails, the rules see less, and say so.
            let _ = self.read_again().await;
        }
    }

    /// Reads every peering.
    ///
    /// # Errors
    /// As the API says.
    pub(crate) async fn read_again(self) -> Result<(), ApiError> {
        let everything = LabelFilter::default();
        let started = self.write_times.now();
        let answer = self.api.peerings(&everything).await;
        self.note_coverage(&everything, &answer);
        let listed = answer?;
        // The list may be filtered by now.
        if self
            .rows
            .with_untracked(|rows| *rows.filter() == everything)
        {
            self.list(&everything, listed, started);
        } else {
            self.store(&everything, listed.items, started, Rows::merge);
        }
        Ok(())
    }

    /// What the server holds of these peerings, and which networks are peered.
    pub(in crate::data) async fn find(self, ids: Vec<PeeringId>) -> Findings {
        let mut findings = Findings::default();
        let Ok(listed) = self.api.peerings(&LabelFilter::default()).await else {
            return findings;
        };
        let pairs = listed.items.iter();
        let pairs = pairs.map(|peering| (peering.local.network, peering.peer.network));
        findings.pairs = listed.unreadable.is_empty().then(|| pairs.collect());
        let known = listed.items.into_iter();
        let known: HashMap<_, _> = known
            .map(|peering| (peering.id, peering.configured_status))
            .collect();
        for id in ids {
            let status = match known.get(&id) {
                Some(status) => Some(status.clone()),
                // The list may lack what could not be decoded.
                None => match self.read(id).await {
                    Ok(peering) => Some(peering.configured_status),
                    Err(error) if error.kind == ErrorKind::NotFound => None,
                    Err(_) => continue,
                },
            };
            findings.peerings.insert(id, status);
        }
        findings
    }

    async fn read_other_half(self, peering: &Peering) {
        let started = self.write_times.now();
        let answer = self
            .api
            .peerings_between(peering.peer.network, peering.local.network)
            .await;
        // If it fails, the page knows less, and the next round tries again.
        for other_half in answer.map(|listed| listed.items).unwrap_or_default() {
            self.put_read(other_half, started);
        }
    }

    /// Stores an answer, unless the peering was written since the request.
    fn put_read(self, peering: Peering, started: f64) {
        if !self.write_times.is_since(peering.id, started) {
            self.put(peering);
        }
    }

    /// Reads the list; returns how long to wait before the next time.
    async fn read_list(self, filter: &LabelFilter) -> Duration {
        let started = self.write_times.now();
        let answer = self.api.peerings(filter).await;
        self.note_coverage(filter, &answer);
        match answer {
            Ok(listed) => self.list(filter, listed, started),
            Err(error) => {
                // Rows of another filter must not pass for this one's.
                if self.rows.with_untracked(|rows| rows.filter() != filter) {
                    self.rows.update(|rows| rows.clear_list(filter.clone()));
                    self.listing.set(Listing::default());
                }
                self.listing.update(|listing| listing.error = Some(error));
            }
        }
        let moving = self.rows.with_untracked(|rows| {
            let mut listed = rows.listed().iter();
            listed.any(|row| refresh::is_moving(&row.peering))
        });
        refresh::interval(moving, since(started))
    }

    fn note_coverage(self, filter: &LabelFilter, answer: &Result<Listed<Peering>, ApiError>) {
        let coverage = match answer {
            Err(error) if error.kind == ErrorKind::Forbidden => Coverage::Forbidden,
            Err(_) => return,
            Ok(listed) if filter.is_empty() && listed.unreadable.is_empty() => Coverage::Complete,
            Ok(_) => Coverage::Partial,
        };
        // What was complete once is kept up to date by every answer since.
        let before = self.coverage.get_untracked();
        if before != Coverage::Complete && before != coverage {
            self.coverage.set(coverage);
        }
    }
}
