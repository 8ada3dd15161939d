//! Submitting the form for a new peering, and following the run that it starts.

use domain::{
    address::route::Route,
    change::plan::Plan,
    edit::form::{self, Draft},
    model::{ids::PeeringId, object::Object},
};
use web_sys::HtmlElement;

use super::CreateForm;
use crate::{data::Subject, dom, reactive::prelude::*};

impl CreateForm {
    /// Submits the form, or moves the focus to what prevents it.
    pub(crate) fn submit(self, form: &HtmlElement) {
        if self.form.busy.get_untracked() {
            return;
        }
        self.form.refused.set(None);
        match untrack(|| self.check()) {
            Some((this, None)) => self.create(this, form),
            Some((this, Some(other))) => self.create_both(this, other, form),
            None => dom::focus_wrong(form),
        }
    }

    /// Both halves, if they are valid. Otherwise the fields show why not.
    fn check(self) -> Option<(Draft, Option<Draft>)> {
        let composed = self.composed();
        let this = form::check_composed(&composed);
        self.form
            .errors
            .set(this.as_ref().err().cloned().unwrap_or_default());
        let this = this.ok()?;
        let other = self.other_draft(&this).transpose();
        self.other
            .show_errors(other.as_ref().err().cloned().unwrap_or_default());
        let other = other.ok()?;
        self.reason().is_none().then_some((this, other))
    }

    /// Creates one half. The form reports a failure, or the activity if the page was left.
    fn create(self, draft: Draft, form: &HtmlElement) {
        let form = form.clone();
        let name = draft.name.clone();
        self.form.busy.set(true);
        spawn(async move {
            let answer = self.runner.execute(Plan::create_one(draft)).await;
            let page_left = self.form.busy.try_set(false).is_some();
            match answer {
                Ok(_) if page_left => {}
                Ok(created) => {
                    self.created.set(true);
                    if let Some(id) = peering(created) {
                        self.router.replace(Route::Detail(id));
                    }
                }
                Err(error) if page_left => {
                    self.activity.add(Subject::Failed {
                        tried: format!("Creating {name} failed"),
                        error,
                    });
                }
                Err(error) => {
                    self.form.refused.set(Some(error));
                    dom::focus_wrong(&form);
                }
            }
        });
    }

    /// Creates both halves. The activity reports the outcome.
    fn create_both(self, this: Draft, other: Draft, form: &HtmlElement) {
        let plan = self
            .snapshot
            .with_untracked(|snapshot| Plan::create(snapshot, this, Some(other)));
        if let Some(id) = self.runner.start(plan) {
            self.form.busy.set(true);
            self.running.set(Some((id, form.clone())));
        }
    }

    /// Follows the run for as long as the page is shown. The run continues
    /// without it.
    pub(super) fn follow(self) {
        let Some((id, form)) = self.running.get() else {
            return;
        };
        let run = self.runner.runs.with(|runs| {
            let run = runs.get(id)?;
            let first = run.plan()?.entries().first()?;
            let failure = run
                .failure()
                .filter(|(entry, error)| *entry == first && !error.outcome_unknown());
            let failure = failure.map(|(_, error)| error.clone());
            Some((peering(first.created), run.is_active(), failure))
        });
        let Some((created, is_active, failure)) = run else {
            // Dismissed, or undone.
            self.form.busy.set(false);
            return self.running.set(None);
        };
        if let Some(id) = created {
            // The page of the peering shows its state; the activity shows the rest.
            self.created.set(true);
            return self.router.replace(Route::Detail(id));
        }
        self.form.busy.set(is_active);
        // Nothing was created: the form says so, as for a single half.
        if let Some(error) = failure {
            self.form.refused.set(Some(error));
            self.running.set(None);
            self.form.busy.set(false);
            self.runner.dismiss(id);
            dom::focus_wrong(&form);
        }
    }
}

fn peering(created: Option<Object>) -> Option<PeeringId> {
    match created {
        Some(Object::Peering(id)) => Some(id),
        _ => None,
    }
}
