//! Runs that were cut off, by a crash, a closed tab or the end of the session, and what
//! became of their steps. Nothing is resumed.

use std::cmp::Reverse;

use domain::{
    change::journal::{Finding, Journal, Owner},
    model::object::Object,
    snapshot::Coverage,
};

use super::{Runner, journals, run_lock::HeldLocks};
use crate::{data::snapshot, reactive::prelude::*};

/// A run that was cut off.
#[derive(Clone, PartialEq)]
pub(crate) struct CutOffRun {
    name: String,
    pub(crate) journal: Journal,
    /// Whether no tab carries it out; otherwise that is not known.
    pub(crate) is_surely_over: bool,
}

impl CutOffRun {
    /// Removes what is stored of it.
    pub(crate) fn dismiss(&self) {
        journals::remove(&self.name);
    }
}

impl Runner {
    /// The runs of this owner that were cut off, the latest first. What is too old or
    /// cannot be read is removed.
    pub(crate) async fn cut_off(self, owner: Owner) -> Vec<CutOffRun> {
        let held = HeldLocks::query().await;
        let is_live = |name: &str| {
            held.as_ref().is_some_and(|held| held.contains(name)) || self.has_journal(name)
        };
        let mut runs: Vec<CutOffRun> = Vec::new();
        for name in journals::plan_names() {
            if is_live(&name) {
                continue;
            }
            let journal = journals::load(&name);
            match journal.filter(|journal| !journal.is_expired(journals::now())) {
                None => journals::remove(&name),
                Some(journal) if journal.owner == owner => runs.push(CutOffRun {
                    name,
                    journal,
                    is_surely_over: held.is_some(),
                }),
                Some(_) => {}
            }
        }
        runs.sort_by_key(|run| Reverse(run.journal.started));
        runs
    }

    /// What became of each step of a journal, by what the API holds now.
    pub(crate) async fn outcomes(self, journal: &Journal) -> Vec<Finding> {
        let mut findings = self.peerings.find(journal.unproven_peerings()).await;
        if journal.touches_networks() {
            self.inventory.read().await;
            let now = snapshot::fresh(self.peerings, self.inventory, false, true);
            let sources = now.sources();
            if sources.networks_read != Coverage::Unknown {
                let networks = sources.networks.values();
                findings.networks = networks.map(|held| (held.id, held.router)).collect();
            }
            if sources.routers_read == Coverage::Complete {
                let routers = sources.routers.iter();
                findings.routers = Some(routers.map(|router| router.id).collect());
            }
        }
        journal.outcomes(&findings, journals::now())
    }

    /// The name of an object, as far as it is known now.
    pub(crate) fn name_of(self, object: Object) -> Option<String> {
        untrack(|| match object {
            Object::Peering(id) => self.peerings.get(id).map(|row| row.peering.name.clone()),
            Object::Network(id) => self.inventory.network(id).map(|held| held.name.clone()),
            Object::Router(id) => self.inventory.router_name(id),
        })
    }
}
