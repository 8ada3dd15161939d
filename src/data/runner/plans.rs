//! Plans under way: changes to one object or to several, step by step. They go
//! on while the user moves to other pages, stop where a step fails or where
//! they are told to, and wait there to be gone on with or taken back.

use std::time::Duration;

use domain::{
    api::error::ApiError,
    change::plan::{Plan, Step},
    model::ids::PeeringId,
    preflight::Object,
    status::progress::PATIENCE,
};
use leptos::prelude::*;

use super::{
    step::{StepExecutor, StepResult},
    tracker::ChangeTracker,
};
use crate::{
    data::{Inventory, Peerings, RefreshScheduler, Toasts, snapshot},
    dom,
    reactive::{RwSignal, StoredValue, spawn},
};

/// How often the state is looked at while it is waited for.
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// The plans of one console.
#[derive(Clone, Copy)]
pub(crate) struct Plans {
    steps: StepExecutor,
    peerings: Peerings,
    surroundings: Inventory,
    notices: Toasts,
    watches: ChangeTracker,
    pulse: RefreshScheduler,
    pub(crate) held: RwSignal<Vec<RunningPlan>>,
    count: StoredValue<u32>,
}

/// One plan, until it is done or dismissed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RunningPlan {
    pub(crate) key: u32,
    pub(crate) plan: Plan,
    /// Whether a step is being taken, or what is there is being read again.
    pub(crate) busy: bool,
    /// The user wants it to stop before the next step.
    pub(crate) cancel_requested: bool,
}

impl Plans {
    pub(crate) fn new(
        steps: StepExecutor,
        peerings: Peerings,
        surroundings: Inventory,
        notices: Toasts,
        watches: ChangeTracker,
        pulse: RefreshScheduler,
    ) -> Self {
        let plans = Self {
            steps,
            peerings,
            surroundings,
            notices,
            watches,
            pulse,
            held: RwSignal::new(Vec::new()),
            count: StoredValue::new(0),
        };
        if let Some(window) = web_sys::window() {
            // A plan goes no further without the page.
            dom::listen(&window, "beforeunload", move |event| {
                if untrack(|| plans.any_busy()) {
                    event.prevent_default();
                }
            });
        }
        plans
    }

    /// Starts a plan; answers the number by which [`Self::plan`] finds it.
    pub(crate) fn start(self, plan: Plan) -> u32 {
        let key = self.count.try_update_value(|count| {
            *count += 1;
            *count
        });
        let key = key.unwrap_or_default();
        if !plan.is_empty() {
            self.held.try_update(|held| {
                held.push(RunningPlan {
                    key,
                    plan,
                    busy: true,
                    cancel_requested: false,
                });
            });
            spawn(self.go_on(key));
        }
        key
    }

    /// A plan as it stands, until it is done or dismissed.
    pub(crate) fn plan(self, key: u32) -> Option<Plan> {
        self.held.with(|held| {
            let running = held.iter().find(|running| running.key == key);
            running.map(|running| running.plan.clone())
        })
    }

    /// Whether a plan is at work.
    pub(crate) fn any_busy(self) -> bool {
        self.held
            .with(|held| held.iter().any(|running| running.busy))
    }

    /// Whether a plan that is at work touches this peering.
    pub(crate) fn is_touching(self, id: PeeringId) -> bool {
        self.held.with(|held| {
            held.iter().any(|running| {
                running.busy && running.plan.touches().contains(&Object::Peering(id))
            })
        })
    }

    /// Goes on with a plan. The step that failed is taken again, unless what it
    /// is for is there by now.
    pub(crate) fn retry(self, key: u32) {
        self.change(key, |running| {
            running.busy = true;
            running.cancel_requested = false;
        });
        spawn(async move {
            let _ = self.peerings.read_again().await;
            let now = snapshot::of(self.peerings, self.surroundings);
            self.change(key, |running| {
                running.plan.reconcile(&now);
                running.plan.retry();
            });
            self.go_on(key).await;
        });
    }

    /// Takes back what was done, as a plan of its own.
    pub(crate) fn undo(self, key: u32) {
        let undone = untrack(|| self.plan(key)).and_then(|plan| plan.undo());
        if let Some(plan) = undone {
            self.dismiss(key);
            self.start(plan);
        }
    }

    /// Stops a plan before its next step.
    pub(crate) fn cancel(self, key: u32) {
        self.change(key, |running| running.cancel_requested = true);
        self.pulse.wake();
    }

    /// Forgets a plan.
    pub(crate) fn dismiss(self, key: u32) {
        self.held
            .try_update(|held| held.retain(|running| running.key != key));
    }

    async fn go_on(self, key: u32) {
        while !self.is_called_off(key) {
            let Some(step) = self
                .change(key, |running| running.plan.start_next())
                .flatten()
            else {
                break;
            };
            match self.take(key, step).await {
                Ok(StepResult::Made(made)) => {
                    self.change(key, |running| running.plan.complete(made))
                }
                Ok(StepResult::NotYet) => self.change(key, |running| running.plan.defer()),
                Err(error) => self.change(key, |running| running.plan.fail(error)),
            };
        }
        let ended = self.change(key, |running| {
            running.busy = false;
            running.plan.clone()
        });
        if let Some(plan) = ended.filter(Plan::is_done) {
            self.dismiss(key);
            self.notices.done(plan.outcome());
            self.watches.follow(&plan);
        }
    }

    /// Takes a step, and waits for what it waits for.
    async fn take(self, key: u32, step: Step) -> Result<StepResult, ApiError> {
        let started = dom::now();
        loop {
            if let StepResult::Made(made) = self.steps.take(step.clone()).await? {
                return Ok(StepResult::Made(made));
            }
            if dom::now() - started > PATIENCE.as_secs_f64() * 1000.0 {
                return Err(ApiError::overdue(PATIENCE));
            }
            if !self.pulse.wait_at_work(POLL_INTERVAL).await || self.is_called_off(key) {
                return Ok(StepResult::NotYet);
            }
        }
    }

    fn is_called_off(self, key: u32) -> bool {
        self.change(key, |running| running.cancel_requested)
            .unwrap_or(true)
    }

    fn change<R>(self, key: u32, change: impl FnOnce(&mut RunningPlan) -> R) -> Option<R> {
        let changed = self.held.try_update(|held| {
            let running = held.iter_mut().find(|running| running.key == key);
            running.map(change)
        });
        changed.flatten()
    }
}
