//! The peerings that are known, each stored once, and which of them are listed.

mod reports;

use std::{collections::HashMap, sync::Arc};

use self::reports::{added, reports};
use super::{order, reconcile, sort};
use crate::{
    api::label_filter::LabelFilter,
    model::{ids::PeeringId, peering::Peering, row::Row},
    snapshot::Networks,
};

pub use self::reports::Reports;

/// The peerings that are known, and the list of those that pass the server's
/// filter.
///
/// The list holds the same [`Arc`]s as the map, in the order of the names. A
/// row that did not change stays the same `Arc`, so that a table need not draw
/// it again.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    by_id: HashMap<PeeringId, Arc<Row>>,
    filter: LabelFilter,
    listed: Arc<Vec<Arc<Row>>>,
}

/// The answer to a request for many peerings.
pub struct Answer<'a> {
    /// The filter that was sent.
    pub filter: &'a LabelFilter,
    /// The peerings that passed it. Of two with the same id, the later counts.
    pub peerings: Vec<Peering>,
    /// Whether a peering was written after the request: then the answer says
    /// nothing about it.
    pub is_outdated: &'a dyn Fn(PeeringId) -> bool,
}

impl Rows {
    /// The row of a peering.
    pub fn get(&self, id: PeeringId) -> Option<&Arc<Row>> {
        self.by_id.get(&id)
    }

    /// Every row that is known, in any order.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Row>> + Clone {
        self.by_id.values()
    }

    /// The filter that the list was read with.
    pub fn filter(&self) -> &LabelFilter {
        &self.filter
    }

    /// The list, in the order of the names.
    pub fn listed(&self) -> &Arc<Vec<Arc<Row>>> {
        &self.listed
    }

    /// Stores one peering, and lists it if it passes the filter.
    pub fn put(&mut self, peering: Peering, networks: &Networks) {
        let row = Arc::new(Row::new(peering, networks));
        let listed = Arc::make_mut(&mut self.listed);
        listed.retain(|other| other.peering.id != row.peering.id);
        if self.filter.matches(&row.peering.labels) {
            let place = listed.partition_point(|other| order(other, &row).is_lt());
            listed.insert(place, Arc::clone(&row));
        }
        self.by_id.insert(row.peering.id, row);
    }

    /// Forgets a peering that does not exist any more.
    pub fn remove(&mut self, id: PeeringId) {
        if self.by_id.remove(&id).is_some() {
            Arc::make_mut(&mut self.listed).retain(|row| row.peering.id != id);
        }
    }

    /// Lists nothing, until this filter is answered.
    pub fn clear_list(&mut self, filter: LabelFilter) {
        self.filter = filter;
        self.listed = Arc::default();
    }

    /// Stores an answer and makes it the list.
    pub fn list(&mut self, answer: Answer<'_>, networks: &Networks) {
        self.filter = answer.filter.clone();
        self.listed = Arc::new(self.store(answer, networks));
    }

    /// Stores an answer to another filter than that of the list. The list
    /// follows for the rows that changed.
    pub fn merge(&mut self, answer: Answer<'_>, networks: &Networks) {
        self.store(answer, networks);
        let before: HashMap<PeeringId, &Arc<Row>> = self
            .listed
            .iter()
            .map(|row| (row.peering.id, row))
            .collect();
        let is_listed = |row: &&Arc<Row>| {
            // What the server listed stays, whatever the filter says here.
            let was_listed = before.get(&row.peering.id);
            was_listed.is_some_and(|before| Arc::ptr_eq(before, row))
                || self.filter.matches(&row.peering.labels)
        };
        let mut listed: Vec<Arc<Row>> = self.all().filter(is_listed).cloned().collect();
        sort(&mut listed);
        if listed != *self.listed {
            self.listed = Arc::new(listed);
        }
    }

    /// Renews the rows whose networks became known or changed.
    pub fn rebuild(&mut self, networks: &Networks) {
        let mut changed = false;
        for row in self.by_id.values_mut().filter(|row| !row.is_of(networks)) {
            *row = Arc::new(Row::new(row.peering.clone(), networks));
            changed = true;
        }
        if changed {
            self.list_current();
        }
    }

    /// Lists the rows as they are now. The names of their peerings are the same, and
    /// so is the order.
    fn list_current(&mut self) {
        for row in Arc::make_mut(&mut self.listed) {
            if let Some(current) = self.by_id.get(&row.peering.id) {
                *row = Arc::clone(current);
            }
        }
    }

    /// What the rows say of one another's networks; none where each row has that.
    pub fn new_reports(&self) -> Option<Reports> {
        let reports = reports(self.all());
        let is_new = |row: &Arc<Row>| row.reported != added(row, &reports);
        self.all().any(is_new).then_some(reports)
    }

    /// Renews the rows that these reports say something new to.
    pub fn share(&mut self, reports: &Reports) {
        for row in self.by_id.values_mut() {
            let reported = added(row, reports);
            if row.reported != reported {
                *row = Arc::new(row.reporting(reported));
            }
        }
        self.list_current();
    }

    /// Stores the peerings of an answer and forgets those that pass its filter
    /// and are not in it. Returns the rows that pass, in order.
    fn store(&mut self, answer: Answer<'_>, networks: &Networks) -> Vec<Arc<Row>> {
        let (filter, is_outdated) = (answer.filter, answer.is_outdated);
        let passing = |row: &Row| filter.matches(&row.peering.labels);
        let mut fresh = answer.peerings;
        fresh.retain(|peering| !is_outdated(peering.id));
        let newer = self
            .all()
            .filter(|row| is_outdated(row.peering.id) && passing(row));
        fresh.extend(newer.map(|row| row.peering.clone()));
        let old = if self.listed.len() == self.by_id.len() {
            // What is nearly in order is sorted quickly.
            Arc::clone(&self.listed)
        } else {
            Arc::new(self.all().cloned().collect())
        };
        let rows = reconcile(&old, fresh, networks);
        self.by_id.retain(|_, row| !passing(row));
        let by_id = rows.iter().map(|row| (row.peering.id, Arc::clone(row)));
        self.by_id.extend(by_id);
        rows
    }
}
