//! Executes the steps of the runs, and reports the runs that end.

use std::time::Duration;

use domain::{
    api::error::{ApiError, ErrorKind},
    change::{
        plan::Step,
        run::{Next, Run, RunId, WAIT_LIMIT},
    },
};
use gloo_timers::future::sleep;

use super::{Runner, RunnerState, step::StepResult};
use crate::{data::Subject, dom, reactive::spawn};

impl Runner {
    /// Starts every step that can start now; none while the API asks to wait. A form
    /// does not wait: it says so.
    pub(super) fn start_steps(self) {
        let wait = self.executor.asked_wait();
        let has_form = self.state.try_with_value(|state| !state.forms.is_empty());
        if let (Some(wait), Some(false)) = (wait.filter(|wait| *wait <= WAIT_LIMIT), has_form) {
            self.set_timer(wait);
            self.record();
            return self.hold_wakes();
        }
        let mut started = Vec::new();
        loop {
            let now = dom::monotonic_now();
            match self.runs.try_update(|runs| runs.next(now)) {
                Some(Next::Execute(id, place, step)) => started.push((id, place, step)),
                Some(Next::Wait(at)) => {
                    if let Some(at) = at {
                        self.set_timer(at.saturating_sub(now));
                    }
                    break;
                }
                Some(Next::Nothing) | None => break,
            }
        }
        // Before anything is sent: a crash must not leave a request without a trace.
        self.record();
        for (id, place, step) in started {
            spawn(self.execute_step(id, place, step));
        }
        self.hold_wakes();
    }

    async fn execute_step(self, id: RunId, place: usize, step: Step) {
        let answer = self.executor.execute(step).await;
        let has_form = self.has_form(id);
        // The user of a form decides when to send it again.
        let is_postponed = |error: &ApiError| {
            error.kind == ErrorKind::TooManyRequests && !error.outcome_unknown() && !has_form
        };
        self.change(id, |run| match answer {
            Ok(StepResult::Done(created)) => run.complete(place, created),
            Ok(StepResult::Found(router)) => run.adopt(place, router),
            Ok(StepResult::NotYet) => run.defer(place, dom::monotonic_now()),
            Err(error) if error.kind == ErrorKind::Unauthorized => run.refuse(place, error),
            Err(error) if is_postponed(&error) => run.postpone(place, error, dom::monotonic_now()),
            Err(error) => run.fail(place, error),
        });
        self.update(id);
        self.start_steps();
    }

    /// Reports a run that has come to its end, and tracks what it has changed.
    pub(super) fn update(self, id: RunId) {
        let ended = |run: &mut Run| {
            let is_ended = !run.is_active() && (run.is_done() || self.has_form(id));
            (is_ended && !run.is_bulk()).then(|| run.clone())
        };
        let Some(run) = self.change(id, ended).flatten() else {
            return;
        };
        match run.plan().filter(|plan| plan.is_done()) {
            Some(plan) => {
                let entry = self.activity.key_of(id);
                let entry = entry.unwrap_or_else(|| self.activity.add(Subject::Run(id)));
                self.tracker.follow(plan, entry);
            }
            // Its form shows what failed.
            None => self.dismiss(id),
        }
        self.report(id, run);
    }

    /// Reports a run to the form that started it, if one did.
    fn report(self, id: RunId, run: Run) {
        let sender = self.state.try_update_value(|RunnerState { forms, .. }| {
            let place = forms.iter().position(|(held, _)| *held == id)?;
            Some(forms.remove(place).1)
        });
        if let Some(sender) = sender.flatten() {
            // The form may have been left; its task still receives it.
            let _ = sender.send(run);
        }
    }

    /// Many writes in a row refresh the pages once, at their end.
    pub(super) fn hold_wakes(self) {
        let is_bulk_active = self
            .runs
            .try_with_untracked(|runs| runs.bulk().is_some_and(|(_, run)| run.is_active()));
        let Some(hold) = is_bulk_active else {
            return;
        };
        let held = self
            .state
            .try_update_value(|state| std::mem::replace(&mut state.is_holding_wakes, hold));
        if held != Some(hold) {
            self.refresh.hold_wakes(hold);
        }
    }

    fn set_timer(self, time: Duration) {
        let was_set = self
            .state
            .try_update_value(|state| std::mem::replace(&mut state.is_timer_set, true));
        if was_set != Some(false) {
            return;
        }
        spawn(async move {
            // Timers are precise to a millisecond, and must not fire too early.
            sleep(time + Duration::from_millis(1)).await;
            self.state
                .try_update_value(|state| state.is_timer_set = false);
            self.start_steps();
        });
    }
}
