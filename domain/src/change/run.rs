//! Runs: plans that are being carried out.
//!
//! A run has items, each with a plan of its own: one item for a single change,
//! one for each peering of a bulk change. [`Runs`] holds all runs and decides
//! which step starts next. Nothing here sends a request or reads a clock: the
//! caller executes each step and reports how it went, with the time of a clock
//! that never goes back.

mod item;
mod limits;
mod queue;
mod retry;
mod schedule;
mod summary;

use std::{sync::Arc, time::Duration};

pub use self::{
    item::{Item, Stage},
    limits::{MAX_REQUESTS, POLL_INTERVAL, WAIT_LIMIT},
    queue::{Next, RunId, Runs},
    summary::{Offer, Phase, Summary},
};
use super::{
    bulk::BulkAction,
    plan::{Plan, PlannedStep, Step, Titles},
};
use crate::{
    api::error::ApiError,
    model::{ids::RouterId, object::Object, row::Row},
};

/// A run.
#[derive(Clone, Debug)]
pub struct Run {
    titles: Titles,
    is_bulk: bool,
    items: Vec<Item>,
    /// Every item before this one is over.
    first_open: usize,
    /// How many items are at each stage, in the order of [`Stage`].
    counts: [usize; Stage::COUNT],
    /// The places of the items with a request under way.
    running: Vec<usize>,
    halt: Option<Halt>,
    /// The peerings that it deletes, or that the run it undoes deleted.
    deletes: Vec<Arc<Row>>,
    /// The plans that it undoes, as far as they had come.
    undone: Vec<Plan>,
}

/// Why no further step starts.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Halt {
    /// The user stopped the run.
    Stopped,
    /// The session ended; with the API's answer if a step of this run got it.
    SessionEnded(Option<ApiError>),
}

impl Run {
    /// A run of one plan.
    #[must_use]
    pub fn single(plan: Plan) -> Self {
        Self::new(Titles::of(&plan), false, vec![plan])
    }

    /// A run of this action over these peerings. Those with nothing to do are
    /// left out.
    #[must_use]
    pub fn bulk(action: &BulkAction, rows: &[Arc<Row>]) -> Self {
        let plans = rows.iter().map(|row| (row, action.plan(&row.peering)));
        let (rows, plans): (Vec<_>, Vec<_>) = plans.filter(|(_, plan)| !plan.is_empty()).unzip();
        let mut run = Self::new(Titles::of_all(&plans), true, plans);
        if *action == BulkAction::Delete {
            run.deletes = rows.into_iter().cloned().collect();
        }
        run
    }

    fn new(titles: Titles, is_bulk: bool, plans: Vec<Plan>) -> Self {
        let mut run = Self {
            titles,
            is_bulk,
            items: plans.into_iter().map(Item::new).collect(),
            first_open: 0,
            counts: [0; Stage::COUNT],
            running: Vec::new(),
            halt: None,
            deletes: Vec::new(),
            undone: Vec::new(),
        };
        run.recount();
        run
    }

    /// Such as "Delete hel-app to fra-db" or "Delete 12 peerings".
    #[must_use]
    pub fn title(&self) -> &str {
        &self.titles.pending
    }

    /// Whether it is a bulk change.
    #[must_use]
    pub fn is_bulk(&self) -> bool {
        self.is_bulk
    }

    /// The items, in the order in which they were given.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The first plan: the whole of a run that is not a bulk change.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        self.items.first().map(|item| &item.plan)
    }

    /// The peerings that it deletes, or that the run it undoes deleted, as they
    /// were before. Only known of bulk changes.
    #[must_use]
    pub fn deletes(&self) -> &[Arc<Row>] {
        &self.deletes
    }

    /// The plans that it undoes, as far as they had come.
    #[must_use]
    pub fn undone(&self) -> &[Plan] {
        &self.undone
    }

    /// How many items are at a stage.
    #[must_use]
    pub fn count(&self, stage: Stage) -> usize {
        self.counts.get(stage as usize).copied().unwrap_or_default()
    }

    /// Whether every item is done or failed.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.count(Stage::Done) + self.count(Stage::Failed) == self.items.len()
    }

    /// Whether every item is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.count(Stage::Done) == self.items.len()
    }

    /// Whether no further step starts until [`Run::resume`].
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.halt.is_some()
    }

    /// Whether a request is under way, or a step will start by itself.
    #[must_use]
    pub fn is_active(&self) -> bool {
        !self.running.is_empty() || !(self.is_over() || self.is_stopped())
    }

    /// Whether an item that is not over yet touches this object.
    #[must_use]
    pub fn is_touching(&self, object: Object) -> bool {
        let open = self.items.get(self.first_open..).unwrap_or_default();
        self.is_active()
            && open
                .iter()
                .any(|item| !item.stage().is_over() && item.plan.is_touching(object))
    }

    /// What keeps a run that is not a bulk change from its end: the step that
    /// failed, or the one that found the session ended.
    #[must_use]
    pub fn failure(&self) -> Option<(&PlannedStep, &ApiError)> {
        let plan = self.plan()?;
        match &self.halt {
            Some(Halt::SessionEnded(Some(error))) => Some((plan.current()?, error)),
            _ => plan.failure(),
        }
    }

    /// Whether a step failed and the server may have carried it out.
    #[must_use]
    pub fn has_unknown_outcome(&self) -> bool {
        let mut items = self.items.iter();
        items.any(|item| item.plan.has_unknown_outcome())
    }

    /// Whether a plan touches networks or routers, not only peerings.
    #[must_use]
    pub fn touches_networks(&self) -> bool {
        let mut entries = self.items.iter().flat_map(|item| item.plan.entries());
        entries.any(|entry| {
            matches!(entry.step, Step::CreateRouter(_))
                || matches!(
                    entry.step.touches(),
                    Some(Object::Network(_) | Object::Router(_))
                )
        })
    }

    /// Stops before the next step. Requests under way come to their end; a wait
    /// ends now.
    pub fn stop(&mut self) {
        self.halt_because(Halt::Stopped);
    }

    /// The session has ended: the same as a stop, so that nothing is sent for
    /// whoever signs in next until they resume it.
    pub fn end_session(&mut self) {
        if self.halt.is_none() && !self.is_over() {
            self.halt_because(Halt::SessionEnded(None));
        }
    }

    /// Lets steps start again after a stop.
    pub fn resume(&mut self) {
        self.halt = None;
    }

    /// The step of this item succeeded, and created this.
    pub fn complete(&mut self, place: usize, created: Option<Object>) {
        self.end_step(place, |item| item.complete(created));
    }

    /// The step of this item found the router that it was to create.
    pub fn adopt(&mut self, place: usize, router: RouterId) {
        self.end_step(place, |item| item.adopt(router));
    }

    /// What the step of this item waits for has not come. Looks again after
    /// [`POLL_INTERVAL`]; after [`WAIT_LIMIT`] the item fails.
    pub fn defer(&mut self, place: usize, now: Duration) {
        let stopped = self.is_stopped();
        self.end_step(place, |item| {
            item.defer(now);
            if stopped {
                item.put_back();
            }
        });
    }

    /// The step of this item failed. The other items continue.
    pub fn fail(&mut self, place: usize, error: ApiError) {
        self.end_step(place, |item| item.fail(error));
    }

    /// The step of this item found the session ended: nothing was done. The run
    /// stops.
    pub fn refuse(&mut self, place: usize, error: ApiError) {
        self.end_step(place, Item::put_back);
        self.halt_because(Halt::SessionEnded(Some(error)));
    }

    fn halt_because(&mut self, halt: Halt) {
        self.halt = Some(halt);
        for place in self.first_open..self.items.len() {
            self.with(place, |item| {
                if item.stage() == Stage::Waiting {
                    item.put_back();
                }
            });
        }
    }

    fn end_step(&mut self, place: usize, change: impl FnOnce(&mut Item)) {
        self.running.retain(|held| *held != place);
        self.with(place, change);
        if self.is_over() {
            self.halt = None;
        }
    }

    fn with<R>(&mut self, place: usize, change: impl FnOnce(&mut Item) -> R) -> Option<R> {
        let item = self.items.get_mut(place)?;
        let before = item.stage();
        let result = change(item);
        let after = item.stage();
        if let Some(count) = self.counts.get_mut(before as usize) {
            *count = count.saturating_sub(1);
        }
        if let Some(count) = self.counts.get_mut(after as usize) {
            *count += 1;
        }
        Some(result)
    }

    fn recount(&mut self) {
        self.first_open = 0;
        self.counts = [0; Stage::COUNT];
        for item in &self.items {
            if let Some(count) = self.counts.get_mut(item.stage() as usize) {
                *count += 1;
            }
        }
    }
}
