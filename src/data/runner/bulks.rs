//! A run over many peerings, on whichever page the user is. There is one at a
//! time, and it stays until it is dismissed: no outcome is lost.

use std::{sync::Arc, time::Duration};

use domain::{
    api::error::{ApiError, ErrorKind},
    change::{
        bulk::{Bulk, BulkAction, Next},
        plan::Step,
    },
    model::row::Row,
};
use leptos::prelude::*;

use super::step::{StepExecutor, StepResult};
use crate::{
    data::{Inventory, Peerings, RefreshScheduler, snapshot},
    dom,
    reactive::{RwSignal, StoredValue, spawn},
};

/// How often what is waited for is looked at.
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// The run of one console.
#[derive(Clone, Copy)]
pub(crate) struct Bulks {
    steps: StepExecutor,
    peerings: Peerings,
    surroundings: Inventory,
    pulse: RefreshScheduler,
    pub(crate) held: RwSignal<Option<RunningBulk>>,
    /// Whether somebody will ask for what comes next after a while.
    resting: StoredValue<bool>,
}

/// A run, and what it is called.
#[derive(Clone)]
pub(crate) struct RunningBulk {
    /// Such as "Delete 12 peerings".
    pub(crate) title: String,
    pub(crate) bulk: Bulk,
}

impl Bulks {
    pub(crate) fn new(
        steps: StepExecutor,
        peerings: Peerings,
        surroundings: Inventory,
        pulse: RefreshScheduler,
    ) -> Self {
        let bulks = Self {
            steps,
            peerings,
            surroundings,
            pulse,
            held: RwSignal::new(None),
            resting: StoredValue::new(false),
        };
        if let Some(window) = web_sys::window() {
            // A run goes no further without the page, and what is told of it is
            // nowhere else.
            dom::listen(&window, "beforeunload", move |event| {
                if bulks.held.with_untracked(Option::is_some) {
                    event.prevent_default();
                }
            });
        }
        bulks
    }

    /// Whether a run is not over yet.
    pub(crate) fn is_open(self) -> bool {
        self.held
            .with(|held| held.as_ref().is_some_and(|held| !held.bulk.is_over()))
    }

    /// Whether a step of a run is under way.
    pub(crate) fn is_busy(self) -> bool {
        self.held
            .with(|held| held.as_ref().is_some_and(|held| held.bulk.is_busy()))
    }

    /// Starts a run, in the place of one that is over.
    pub(crate) fn start(self, action: &BulkAction, rows: &[Arc<Row>]) {
        let bulk = Bulk::new(action, rows);
        if untrack(|| self.is_open()) || bulk.items().is_empty() {
            return;
        }
        let title = action.title(bulk.items().len());
        self.held.set(Some(RunningBulk { title, bulk }));
        self.pulse.hold_wakes(true);
        self.go_on();
    }

    /// Pauses the run, or goes on with it.
    pub(crate) fn pause(self, paused: bool) {
        self.change(|bulk| bulk.pause(paused));
        self.pulse.hold_wakes(!paused);
        self.go_on();
    }

    /// Tries again what failed, after a look at what is there.
    pub(crate) fn retry(self) {
        spawn(async move {
            // Where it fails the steps are tried as they are.
            let _ = self.peerings.read_again().await;
            let now = snapshot::of(self.peerings, self.surroundings);
            self.change(|bulk| bulk.retry(&now));
            self.pulse.hold_wakes(true);
            self.go_on();
        });
    }

    /// Forgets the run.
    pub(crate) fn dismiss(self) {
        self.held.set(None);
        self.pulse.hold_wakes(false);
    }

    /// Begins what can be begun.
    fn go_on(self) {
        loop {
            match self.change(|bulk| bulk.next(dom::now())) {
                Some(Next::Take(place, step)) => spawn(self.take(place, step)),
                Some(Next::Wait) => {
                    self.ask_later();
                    break;
                }
                Some(Next::Nothing) => {
                    if self.change(|bulk| !bulk.is_busy()) == Some(true) {
                        self.pulse.hold_wakes(false);
                    }
                    break;
                }
                None => break,
            }
        }
    }

    async fn take(self, place: usize, step: Step) {
        let answer = self.steps.take(step).await;
        self.change(|bulk| match answer {
            Ok(StepResult::Made(made)) => bulk.complete(place, made),
            Ok(StepResult::NotYet) => {
                bulk.defer(place, dom::now() + POLL_INTERVAL.as_secs_f64() * 1000.0)
            }
            // Nothing was done, and nothing will be before somebody signs in.
            Err(ApiError {
                kind: ErrorKind::Unauthorized,
                ..
            }) => {
                bulk.defer(place, 0.0);
                bulk.pause(true);
            }
            Err(error) => bulk.fail(place, error),
        });
        self.go_on();
    }

    fn ask_later(self) {
        if self
            .resting
            .try_update_value(|r| std::mem::replace(r, true))
            != Some(false)
        {
            return;
        }
        spawn(async move {
            let at_work = self.pulse.wait_at_work(POLL_INTERVAL).await;
            self.resting.try_update_value(|resting| *resting = false);
            if at_work {
                self.go_on();
            }
        });
    }

    fn change<R>(self, change: impl FnOnce(&mut Bulk) -> R) -> Option<R> {
        let changed = self
            .held
            .try_update(|held| held.as_mut().map(|held| change(&mut held.bulk)));
        changed.flatten()
    }
}
