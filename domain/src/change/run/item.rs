//! An item of a run: a plan, and how far it is.

use std::time::Duration;

use super::limits::{POLL_INTERVAL, WAIT_LIMIT};
use crate::{
    api::error::ApiError,
    change::plan::{Plan, Step, StepOutcome},
    model::{ids::RouterId, object::Object},
};

/// How far an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its first step, or its next one, has not started.
    Pending,
    /// A request of it is under way.
    Running,
    /// It waits for a state, or as long as the API asks, and looks again later.
    Waiting,
    /// Every step is done.
    Done,
    /// A step failed.
    Failed,
}

impl Stage {
    /// How many there are.
    pub const COUNT: usize = 5;

    /// Whether nothing more happens to the item by itself.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

/// An item of a run.
#[derive(Clone, Debug)]
pub struct Item {
    pub plan: Plan,
    /// Whether a request of it is under way.
    is_running: bool,
    /// Set from the first look of a step that waits to the last one, and while the API
    /// asks to wait.
    wait: Option<Wait>,
}

#[derive(Clone, Copy, Debug)]
struct Wait {
    since: Duration,
    next_look: Duration,
}

impl Item {
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            plan,
            is_running: false,
            wait: None,
        }
    }

    /// How far it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        if self.is_running {
            Stage::Running
        } else if self.wait.is_some() {
            Stage::Waiting
        } else if self.plan.failure().is_some() {
            Stage::Failed
        } else if self.plan.is_done() {
            Stage::Done
        } else {
            Stage::Pending
        }
    }

    /// What failed, and why; none where nothing did.
    #[must_use]
    pub fn failure_text(&self) -> Option<String> {
        let (entry, error) = self.plan.failure()?;
        let tried = entry.step.running_text(&entry.name);
        Some(format!("{tried} failed: {}", error.write_in_a_line()))
    }

    /// When it looks again at what it waits for.
    pub(super) fn next_look(&self) -> Option<Duration> {
        let wait = self.wait.filter(|_| !self.is_running)?;
        Some(wait.next_look)
    }

    /// Starts the next step, or looks again.
    pub(super) fn start(&mut self, now: Duration) -> Option<Step> {
        let current = self.plan.current()?;
        let step = if current.outcome == StepOutcome::Running {
            current.step.clone()
        } else {
            self.plan.start_next()?
        };
        if step.is_wait() && self.wait.is_none() {
            self.wait = Some(Wait {
                since: now,
                next_look: now,
            });
        }
        self.is_running = true;
        Some(step)
    }

    pub(super) fn complete(&mut self, created: Option<Object>) {
        self.end();
        self.plan.complete(created);
    }

    pub(super) fn adopt(&mut self, router: RouterId) {
        self.end();
        self.plan.adopt(router);
    }

    pub(super) fn fail(&mut self, error: ApiError) {
        self.end();
        self.plan.fail(error);
    }

    pub(super) fn defer(&mut self, now: Duration) {
        self.is_running = false;
        let Some(wait) = &mut self.wait else {
            return self.put_back();
        };
        if now.saturating_sub(wait.since) >= WAIT_LIMIT {
            self.fail(ApiError::overdue(WAIT_LIMIT));
        } else {
            wait.next_look = now + POLL_INTERVAL;
        }
    }

    /// The API asked to wait instead of carrying out the step, which starts again after
    /// that. It fails where that is longer than a step may wait.
    pub(super) fn postpone(&mut self, error: ApiError, now: Duration) {
        self.is_running = false;
        let since = self.wait.map_or(now, |wait| wait.since);
        let next_look = now.saturating_add(error.retry_after.unwrap_or(POLL_INTERVAL));
        if next_look.saturating_sub(since) > WAIT_LIMIT {
            self.fail(error);
        } else {
            self.wait = Some(Wait { since, next_look });
        }
    }

    /// Puts the step back: it starts, and waits, anew.
    pub(super) fn put_back(&mut self) {
        self.end();
        self.plan.defer();
    }

    fn end(&mut self) {
        self.is_running = false;
        self.wait = None;
    }
}
