//! Carries out changes. Runs continue while the user moves to other pages. Each is an
//! entry of the activity, and can be undone from there when it has ended.

mod cut_off;
mod execution;
mod forgetting;
mod journals;
mod run_lock;
mod step;
mod tracker;

use std::{rc::Rc, sync::Arc};

use domain::{
    api::error::ApiError,
    change::{
        bulk::BulkAction,
        plan::Plan,
        run::{Run, RunId, Runs},
    },
    model::{ids::PeeringId, object::Object, row::Row},
};
use futures::channel::oneshot;
use leptos::prelude::*;

use self::journals::{Journals, StoredJournals};
pub(crate) use self::{
    cut_off::CutOffRun,
    journals::journal_owner,
    step::StepExecutor,
    tracker::{ChangeTracker, TrackedChange},
};
use super::{Activity, Inventory, Peerings, RefreshScheduler, Subject, snapshot};
use crate::{
    dom,
    reactive::{RwSignal, StoredValue, effect, expect_context, spawn},
    session::Session,
};

/// The runs of one console.
#[derive(Clone, Copy)]
pub(crate) struct Runner {
    executor: StepExecutor,
    peerings: Peerings,
    inventory: Inventory,
    activity: Activity,
    tracker: ChangeTracker,
    refresh: RefreshScheduler,
    pub(crate) runs: RwSignal<Runs>,
    /// The runs for which the server is read again before they continue.
    reading: RwSignal<Vec<RunId>>,
    state: StoredValue<RunnerState>,
}

/// What nothing on a page follows.
#[derive(Default)]
struct RunnerState {
    /// The runs that report to a form instead of the activity.
    forms: Vec<(RunId, oneshot::Sender<Run>)>,
    /// Whether a timer for the next look is set.
    is_timer_set: bool,
    is_holding_wakes: bool,
    /// None before [`Runner::guard`], and where nothing may be stored.
    journals: Option<Rc<dyn Journals>>,
}

impl Runner {
    pub(crate) fn new(
        executor: StepExecutor,
        peerings: Peerings,
        inventory: Inventory,
        activity: Activity,
        tracker: ChangeTracker,
        refresh: RefreshScheduler,
    ) -> Self {
        Self {
            executor,
            peerings,
            inventory,
            activity,
            tracker,
            refresh,
            runs: RwSignal::new(Runs::default()),
            reading: RwSignal::new(Vec::new()),
            state: StoredValue::default(),
        }
    }

    /// For as long as the calling component is shown: stops the runs when the
    /// session ends, holds up closing the tab, and keeps journals.
    pub(crate) fn guard(self) {
        let session = expect_context::<Session>();
        self.state.try_update_value(|state| {
            if state.journals.is_none() {
                let stored = journal_owner().map(StoredJournals::new);
                state.journals = stored.map(|stored| Rc::new(stored) as Rc<dyn Journals>);
            }
        });
        // The end of a run that was not seen is kept until then.
        dom::on_visibility_change(move || self.record());
        effect(move || {
            if session.is_expired() {
                self.runs.try_update(Runs::end_session);
                self.hold_wakes();
            }
        });
        if let Some(window) = web_sys::window() {
            // No step starts without the page, and the results of a bulk change that is
            // not done cannot be downloaded elsewhere.
            dom::listen(&window, "beforeunload", move |event| {
                let needs_page = self.runs.with_untracked(|runs| {
                    let mut runs = runs.iter();
                    runs.any(|(_, run)| run.is_active() || (run.is_bulk() && !run.is_done()))
                });
                if needs_page {
                    event.prevent_default();
                }
            });
        }
    }

    /// Starts a plan, whose progress the activity shows.
    pub(crate) fn start(self, plan: Plan) -> Option<RunId> {
        if plan.is_empty() {
            return None;
        }
        Some(self.add(Run::single(plan)))
    }

    /// Carries out a plan of one step. The caller reports a failure; a success is an
    /// entry of the activity.
    ///
    /// # Errors
    /// What the API answered to the step.
    pub(crate) async fn execute(self, plan: Plan) -> Result<Option<Object>, ApiError> {
        let (sender, receiver) = oneshot::channel();
        let id = self.runs.try_update(|runs| runs.add(Run::single(plan)));
        if let Some(id) = id {
            self.state
                .update_value(|state| state.forms.push((id, sender)));
            self.start_steps();
        }
        // The console may be gone, with the session, when the step ends.
        let run = receiver.await.map_err(|_| ApiError::session_ended())?;
        match (run.failure(), run.plan()) {
            (Some((_, error)), _) => Err(error.clone()),
            (None, Some(plan)) if plan.is_done() => {
                Ok(plan.entries().iter().find_map(|entry| entry.created))
            }
            (None, _) => Err(ApiError::session_ended()),
        }
    }

    /// Starts a bulk change, unless another one is not over.
    pub(crate) fn start_bulk(self, action: &BulkAction, rows: &[Arc<Row>]) {
        let run = Run::bulk(action, rows);
        if untrack(|| self.has_open_bulk()) || run.items().is_empty() {
            return;
        }
        self.add(run);
    }

    /// Whether a bulk change is not over.
    pub(crate) fn has_open_bulk(self) -> bool {
        self.runs
            .with(|runs| runs.bulk().is_some_and(|(_, run)| !run.is_over()))
    }

    /// Whether a run without a form is active, or a bulk change is not over.
    pub(crate) fn is_open(self) -> bool {
        self.has_open_bulk() || self.is_active()
    }

    /// Whether a run without a form is active.
    pub(crate) fn is_active(self) -> bool {
        self.runs.with(|runs| {
            let mut runs = runs.iter();
            runs.any(|(id, run)| run.is_active() && !self.has_form(id))
        }) || self.reading.with(|reading| !reading.is_empty())
    }

    /// Whether an active run touches this peering.
    pub(crate) fn is_touching(self, id: PeeringId) -> bool {
        self.runs.with(|runs| runs.is_touching(Object::Peering(id)))
    }

    /// Whether a form waits for this run.
    fn has_form(self, id: RunId) -> bool {
        self.state
            .try_with_value(|state| state.forms.iter().any(|(held, _)| *held == id))
            .unwrap_or(false)
    }

    /// Whether the server is read again before this run continues.
    pub(crate) fn is_reading(self, id: RunId) -> bool {
        self.reading.with(|reading| reading.contains(&id))
    }

    /// Stops a run before its next step.
    pub(crate) fn stop(self, id: RunId) {
        self.change(id, Run::stop);
        self.hold_wakes();
    }

    /// Continues a run that was stopped.
    pub(crate) fn resume(self, id: RunId) {
        self.change(id, Run::resume);
        self.update(id);
        self.start_steps();
    }

    /// Runs what failed again, after a look at what the server holds now.
    pub(crate) fn retry(self, id: RunId) {
        self.change(id, Run::resume);
        spawn(async move {
            let now = self.read_again(id).await;
            self.change(id, |run| run.retry(&now));
            self.update(id);
            self.start_steps();
        });
    }

    /// Undoes what a run did, as a run of its own. What is unknown is looked up
    /// first.
    pub(crate) fn undo(self, id: RunId) {
        spawn(async move {
            if self.change(id, |run| run.has_unknown_outcome()) == Some(true) {
                let now = self.read_again(id).await;
                self.change(id, |run| run.reconcile(&now));
            }
            if let Some(undo) = self.change(id, |run| run.undo()).flatten() {
                self.dismiss(id);
                self.add(undo);
            } else {
                self.update(id);
            }
        });
    }

    /// Stores how far the runs are.
    fn record(self) {
        if let Some(journals) = self.journals() {
            self.runs.try_with_untracked(|runs| journals.store(runs));
        }
    }

    /// Whether a stored journal is of a run of this console.
    fn has_journal(self, name: &str) -> bool {
        self.journals().is_some_and(|journals| journals.has(name))
    }

    fn journals(self) -> Option<Rc<dyn Journals>> {
        self.state
            .try_with_value(|state| state.journals.clone())
            .flatten()
    }

    fn add(self, run: Run) -> RunId {
        let id = self.runs.try_update(|runs| runs.add(run));
        let id = id.unwrap_or_default();
        self.activity.add(Subject::Run(id));
        self.forget_oldest();
        self.start_steps();
        id
    }

    /// A fresh snapshot. What cannot be read counts as unknown.
    async fn read_again(self, id: RunId) -> domain::snapshot::Snapshot {
        self.reading.try_update(|reading| reading.push(id));
        let are_peerings_read = self.peerings.read_again().await.is_ok();
        let is_inventory_read = self.change(id, |run| run.touches_networks()) == Some(true);
        if is_inventory_read {
            self.inventory.read().await;
        }
        self.reading
            .try_update(|reading| reading.retain(|held| *held != id));
        snapshot::fresh(
            self.peerings,
            self.inventory,
            are_peerings_read,
            is_inventory_read,
        )
    }

    fn change<R>(self, id: RunId, change: impl FnOnce(&mut Run) -> R) -> Option<R> {
        self.runs
            .try_update(|runs| runs.get_mut(id).map(change))
            .flatten()
    }
}
