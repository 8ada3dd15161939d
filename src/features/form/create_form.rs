//! A new peering while it is being composed: what is known of it, what keeps it
//! from being sent, and sending it.

use domain::{
    address::route::{NewQuery, Route},
    change::{plan::Plan, run::RunId},
    edit::form::{self, Composed, Draft, Edited},
    model::{
        ids::{NetworkId, PeeringId},
        object::Object,
        state::{Group, State},
    },
    preflight::{Check, CheckId, CheckOutcome, Subject, blocks, preflight},
    share::handshake::Handshake,
    snapshot::Coverage,
};
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::{other_half_fields::OtherHalfInput, peering_fields::PeeringForm};
use crate::{
    data::{Inventory, Runner, SharedSnapshot, Toast, Toasts, snapshot},
    dom,
    reactive::{Memo, RwSignal, Signal, effect, expect_context, spawn},
    router::{Router, guard},
};

/// A new peering while it is being composed.
#[derive(Clone, Copy)]
pub(crate) struct CreateForm {
    router: Router,
    notices: Toasts,
    surroundings: Inventory,
    runner: Runner,
    pub(crate) snapshot: Memo<SharedSnapshot>,
    pub(crate) form: PeeringForm,
    pub(crate) local: RwSignal<Option<NetworkId>>,
    pub(crate) peer: RwSignal<Option<NetworkId>>,
    pub(crate) other: OtherHalfInput,
    /// Whether the other half could be created as well.
    pub(crate) can_both: Memo<bool>,
    pub(crate) checks: Memo<Vec<Check>>,
    /// What the owner of the peer network has to be sent.
    pub(crate) handshake: Memo<Option<Handshake>>,
    /// The run that creates both halves, and the form that it was sent from.
    underway: RwSignal<Option<(RunId, HtmlElement)>>,
    created: RwSignal<bool>,
}

impl CreateForm {
    /// Starts from what the address says.
    pub(crate) fn new(start: &NewQuery) -> Self {
        let started_as = Edited {
            name: start.name.clone(),
            ..Edited::default()
        };
        let snapshot = snapshot();
        let local = RwSignal::new(start.local);
        let peer = RwSignal::new(start.peer);
        let other = OtherHalfInput::new();
        let can_both = Memo::new(move |_| {
            let (Some(local), Some(peer)) = (local.get(), other_than(local.get(), peer.get()))
            else {
                return false;
            };
            snapshot.with(|snapshot| {
                snapshot.network(local).is_some()
                    && snapshot.network(peer).is_some()
                    && snapshot.between(peer, local).next().is_none()
            })
        });
        let inviting = start.peer;
        let told = start.invitation.clone();
        let checks = Memo::new(move |_| {
            let local = local.get();
            // That it is the local network once more is told at the field.
            let peer = other_than(local, peer.get());
            let subject = Subject {
                local,
                peer,
                both: can_both.get() && other.wanted.get(),
                existing: None,
                told: told.as_ref().filter(|_| peer == inviting),
            };
            snapshot.with(|snapshot| preflight(snapshot, &subject))
        });
        let is_invited = start.invitation.is_some();
        let handshake = Memo::new(move |_| {
            let local = local.get()?;
            let peer = other_than(Some(local), peer.get())?;
            // Whoever sent the link needs none back.
            if is_invited && Some(peer) == inviting {
                return None;
            }
            snapshot.with(|snapshot| {
                let foreign = snapshot.network(peer).is_none()
                    && snapshot.sources().networks_read != Coverage::Unknown;
                foreign.then(|| Handshake::of(snapshot, local, peer))
            })
        });
        let composing = Self {
            router: expect_context(),
            notices: expect_context(),
            surroundings: expect_context(),
            runner: expect_context(),
            snapshot,
            form: PeeringForm::new(&started_as),
            local,
            peer,
            other,
            can_both,
            checks,
            handshake,
            underway: RwSignal::new(None),
            created: RwSignal::new(false),
        };
        let start = (start.local, start.peer);
        let unsent = Signal::derive(move || {
            !composing.created.get()
                && (composing.form.edited() != started_as
                    || (local.get(), peer.get()) != start
                    || other.is_touched())
        });
        let kept = guard(unsent, move || (composing.composed(), other.input()));
        if let Some((composed, other)) = kept {
            composing.form.restore(&composed.edited);
            composing.local.set(composed.local);
            composing.peer.set(composed.peer);
            composing.other.fill(other);
        }
        effect(move || composing.follow());
        composing
    }

    /// What creating now would create: nothing while something is missing.
    pub(crate) fn drafts(self) -> Vec<Draft> {
        let Ok(this) = form::check_composed(&self.composed()) else {
            return Vec::new();
        };
        let other = self.other_draft(&this).and_then(Result::ok);
        [Some(this), other].into_iter().flatten().collect()
    }

    /// What the other half is called unless another name is typed.
    pub(crate) fn other_name(self) -> String {
        let name = |id: Option<NetworkId>| id.map(|id| self.surroundings.name(id));
        match (name(self.peer.get()), name(self.local.get())) {
            (Some(peer), Some(local)) => format!("{peer} to {local}"),
            _ => String::new(),
        }
    }

    /// What will be created, where that is more than the form shows at once.
    pub(crate) fn announced(self) -> Option<String> {
        let drafts = self.drafts();
        let name = |id| self.surroundings.name(id);
        let each: Vec<String> = drafts
            .iter()
            .map(|draft| {
                let (from, to) = (name(draft.local), name(draft.peer));
                format!("{}, from {from} to {to}", draft.name)
            })
            .collect();
        (each.len() > 1).then(|| format!("Creates two peerings: {}.", each.join("; ")))
    }

    /// Why nothing can be sent now.
    pub(crate) fn reason(self) -> Option<String> {
        if self.underway.with(Option::is_some) && !self.form.busy.get() {
            return Some("Creating stopped: the card in the corner tells how far it came.".into());
        }
        self.checks.with(|checks| {
            let blocks = blocks(checks);
            let first = blocks.first()?;
            Some(match blocks.len() {
                1 => first.text.clone(),
                count => format!("{} And {} more: see the checks.", first.text, count - 1),
            })
        })
    }

    /// What the picture's line looks like, where it would not be whole.
    pub(crate) fn foreseen(self) -> Option<(State, Group)> {
        let overlaps =
            |check: &Check| check.id == CheckId::Overlap && check.outcome == CheckOutcome::Fail;
        let overlap = self.checks.with(|checks| checks.iter().any(overlaps));
        overlap.then_some((State::ConflictSubnet, Group::NeedsYou))
    }

    /// What the form lacks because it could not be read.
    pub(crate) fn unread(self) -> Option<String> {
        let error = self.surroundings.networks_error.get()?;
        Some(format!(
            "The networks could not be read, so none can be picked by name: enter their UUIDs. What cannot be checked says so. {}",
            error.in_a_line()
        ))
    }

    /// What was tried, once it failed.
    pub(crate) fn tried(self) -> String {
        let name = |id: Option<NetworkId>| id.map(|id| self.surroundings.name(id));
        let (local, peer) = untrack(|| (name(self.local.get()), name(self.peer.get())));
        format!(
            "Creating a peering from {} to {} failed",
            local.unwrap_or_default(),
            peer.unwrap_or_default()
        )
    }

    /// Sends the form, or leads to what keeps it from being sent.
    pub(crate) fn submit(self, place: &HtmlElement) {
        if self.form.busy.get_untracked() {
            return;
        }
        self.form.refused.set(None);
        match untrack(|| self.check()) {
            Some((this, None)) => self.create(this, place),
            Some((this, Some(other))) => self.create_both(this, other, place),
            None => dom::focus_wrong(place),
        }
    }

    /// Both halves, if they can be sent; where not, the fields tell why.
    fn check(self) -> Option<(Draft, Option<Draft>)> {
        let composed = self.composed();
        let this = form::check_composed(&composed);
        self.form
            .errors
            .set(this.as_ref().err().cloned().unwrap_or_default());
        let this = this.ok()?;
        let other = self.other_draft(&this).transpose();
        self.other
            .tell(other.as_ref().err().cloned().unwrap_or_default());
        let other = other.ok()?;
        self.reason().is_none().then_some((this, other))
    }

    fn composed(self) -> Composed {
        Composed {
            edited: self.form.edited(),
            local: self.local.get(),
            peer: self.peer.get(),
        }
    }

    fn other_draft(self, this: &Draft) -> Option<Result<Draft, form::FieldErrors>> {
        let both = self.can_both.get() && self.other.wanted.get();
        both.then(|| self.other.draft(this, &self.other_name()))
    }

    /// Creates one half. The form reports the outcome, or a toast if the page
    /// was left.
    fn create(self, draft: Draft, place: &HtmlElement) {
        let place = place.clone();
        let name = draft.name.clone();
        self.form.busy.set(true);
        spawn(async move {
            let answer = self.runner.execute(Plan::create_one(draft)).await;
            let page_left = self.form.busy.try_set(false).is_some();
            match answer {
                Ok(created) if page_left => self.notices.add(Toast::Done {
                    text: format!("Created {name}"),
                    open: peering(created).map(|id| (Route::Detail(id), "Open it".into())),
                }),
                Ok(created) => {
                    self.created.set(true);
                    self.notices.done(format!("Created {name}"));
                    if let Some(id) = peering(created) {
                        self.router.replace(Route::Detail(id));
                    }
                }
                Err(error) if page_left => self.notices.add(Toast::Failed {
                    tried: format!("Creating {name} failed"),
                    error,
                }),
                Err(error) => {
                    self.form.refused.set(Some(error));
                    dom::focus_wrong(&place);
                }
            }
        });
    }

    /// Creates both halves. A card reports the outcome.
    fn create_both(self, this: Draft, other: Draft, place: &HtmlElement) {
        let plan = self
            .snapshot
            .with_untracked(|snapshot| Plan::create(snapshot, this, Some(other)));
        if let Some(id) = self.runner.start(plan) {
            self.form.busy.set(true);
            self.underway.set(Some((id, place.clone())));
        }
    }

    /// Follows the run for as long as the page is shown. The run continues
    /// without it.
    fn follow(self) {
        let Some((id, place)) = self.underway.get() else {
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
            return self.underway.set(None);
        };
        if let Some(id) = created {
            // Its page shows what becomes of it; the card shows the rest.
            self.created.set(true);
            return self.router.replace(Route::Detail(id));
        }
        self.form.busy.set(is_active);
        // Nothing was created: the form says so, as for a single half.
        if let Some(error) = failure {
            self.form.refused.set(Some(error));
            self.underway.set(None);
            self.form.busy.set(false);
            self.runner.dismiss(id);
            dom::focus_wrong(&place);
        }
    }
}

fn peering(created: Option<Object>) -> Option<PeeringId> {
    match created {
        Some(Object::Peering(id)) => Some(id),
        _ => None,
    }
}

/// The network of the other field, unless it is the same one.
fn other_than(one: Option<NetworkId>, other: Option<NetworkId>) -> Option<NetworkId> {
    other.filter(|other| Some(*other) != one)
}
