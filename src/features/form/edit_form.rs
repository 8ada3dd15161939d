//! A peering while it is being modified. It is read again before anything is sent; if
//! somebody else changed it meanwhile, the user sees both versions and decides.

use domain::{
    address::route::Route,
    api::error::ApiError,
    edit::{
        form::{self, Edited, FieldErrors},
        patch,
    },
    model::{ids::PeeringId, peering::Peering},
};
use web_sys::HtmlElement;

use super::peering_fields::PeeringForm;
use crate::{
    data::{Activity, ChangeTracker, Peerings, Runner, Subject},
    dom,
    reactive::prelude::*,
    router::{Router, guard},
};

const NOT_CHANGED: &str = "Nothing has changed, so nothing was sent.";
const CHANGE_RUNNING: &str = "Not sent: another change is running. Stop it first.";

#[derive(Clone, Copy)]
pub(crate) struct EditForm {
    router: Router,
    peerings: Peerings,
    activity: Activity,
    runner: Runner,
    tracker: ChangeTracker,
    id: PeeringId,
    pub(crate) form: PeeringForm,
    /// The peering that the changes are based on.
    pub(crate) opened: RwSignal<Peering>,
    /// What the server holds, if somebody else changed it.
    pub(crate) conflict: RwSignal<Option<Peering>>,
    /// Why nothing was sent although the fields are valid.
    pub(crate) not_sent: RwSignal<&'static str>,
    saved: RwSignal<bool>,
    is_changed: Memo<bool>,
}

enum Saved {
    Done(Peering),
    Conflict(Peering),
}

impl EditForm {
    pub(crate) fn new(opened: Peering) -> Self {
        let id = opened.id;
        let form = PeeringForm::new(&Edited::of(&opened));
        let opened = RwSignal::new(opened);
        // Blanks at the ends are invisible and do not count as a change.
        let is_changed =
            Memo::new(move |_| form.edited().trimmed() != opened.with(Edited::of).trimmed());
        let edit = Self {
            router: expect_context(),
            peerings: expect_context(),
            activity: expect_context(),
            runner: expect_context(),
            tracker: expect_context(),
            id,
            form,
            opened,
            conflict: RwSignal::new(None),
            not_sent: RwSignal::new(""),
            saved: RwSignal::new(false),
            is_changed,
        };
        let is_unsaved = Signal::derive(move || !edit.saved.get() && is_changed.get());
        let input = move || (opened.with(Edited::of), form.edited());
        if let Some((opened_as, typed)) = guard(is_unsaved, input) {
            // Starts from the version that was edited: what others changed since then
            // is a conflict, shown when it is saved.
            opened.update(|opened| {
                *opened = patch::apply(opened.clone(), &patch::diff(opened, &opened_as));
            });
            form.restore(&typed);
        }
        edit
    }

    /// Saves, unless a conflict waits for a decision: Enter in a field decides nothing.
    pub(crate) fn submit(self, element: HtmlElement) {
        if self.conflict.with_untracked(Option::is_some) {
            dom::focus_wrong(&element);
        } else {
            self.save(element);
        }
    }

    /// Saves the changes, onto the other version if one is shown.
    pub(crate) fn save(self, element: HtmlElement) {
        if self.form.busy.get_untracked() {
            return;
        }
        self.form.refused.set(None);
        self.not_sent.set("");
        let mine = match form::check_edited(&untrack(|| self.form.edited())) {
            Ok(edited) => edited,
            Err(errors) => {
                self.form.errors.set(errors);
                return dom::focus_wrong(&element);
            }
        };
        self.form.errors.set(FieldErrors::default());
        if !self.is_changed.get_untracked() {
            return self.not_sent.set(NOT_CHANGED);
        }
        if untrack(|| self.runner.is_touching(self.id)) {
            return self.not_sent.set(CHANGE_RUNNING);
        }
        let opened = self.opened.get_untracked();
        let shown = self.conflict.get_untracked();
        self.form.busy.set(true);
        spawn(async move {
            let outcome = self.send(&opened, shown.as_ref(), &mine).await;
            let page_left = self.form.busy.try_set(false).is_some();
            if let Ok(Saved::Done(peering)) = &outcome {
                let entry = self.activity.add(Subject::Done {
                    text: format!("Modified {}", peering.name),
                    page: Route::Detail(peering.id),
                });
                if peering.configured_status != opened.configured_status {
                    self.tracker.start(&[peering.id], entry, None);
                }
            }
            if page_left {
                self.report(&mine.name, outcome);
            } else {
                self.show(outcome, &element);
            }
        });
    }

    async fn send(
        self,
        opened: &Peering,
        shown: Option<&Peering>,
        mine: &Edited,
    ) -> Result<Saved, ApiError> {
        let now = self.peerings.read(self.id).await?;
        match patch::to_save(opened, shown, &now, mine) {
            None => Ok(Saved::Conflict(now)),
            Some(patch) if patch.is_empty() => Ok(Saved::Done(now)),
            Some(patch) => self.peerings.modify(self.id, &patch).await.map(Saved::Done),
        }
    }

    /// Shows the outcome on the page of the form.
    fn show(self, outcome: Result<Saved, ApiError>, element: &HtmlElement) {
        match outcome {
            Ok(Saved::Done(_)) => {
                self.saved.set(true);
                return self.router.replace(Route::Detail(self.id));
            }
            Ok(Saved::Conflict(now)) => self.conflict.set(Some(now)),
            Err(error) => self.form.refused.set(Some(error)),
        }
        dom::focus_wrong(element);
    }

    /// Reports what was not done after the page was left.
    fn report(self, name: &str, outcome: Result<Saved, ApiError>) {
        let subject = match outcome {
            Ok(Saved::Done(_)) => return,
            Ok(Saved::Conflict(now)) => Subject::NotDone {
                text: format!(
                    "{} was not modified: somebody else had changed it",
                    now.name
                ),
                page: Route::Detail(now.id),
            },
            Err(error) => Subject::Failed {
                tried: format!("Modifying {name} failed"),
                error,
            },
        };
        self.activity.add(subject);
    }

    /// Starts again from the other version.
    pub(crate) fn discard(self) {
        if let Some(now) = self.conflict.get_untracked() {
            self.form.fill(&Edited::of(&now));
            self.opened.set(now);
            self.conflict.set(None);
        }
    }
}
