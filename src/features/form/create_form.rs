//! The form for a new peering: its input, its checks, and the texts that follow from them.

mod submission;

use domain::{
    address::route::NewQuery,
    change::run::RunId,
    edit::form::{self, Composed, Draft, Edited},
    model::{
        ids::NetworkId,
        state::{Group, State},
    },
    preflight::{Check, CheckId, CheckOutcome, Subject, blocks, preflight},
    share::handshake::Handshake,
    snapshot::Coverage,
};
use web_sys::HtmlElement;

use super::{other_half_fields::OtherHalfInput, peering_fields::PeeringForm};
use crate::{
    data::{Activity, Inventory, Runner, SharedSnapshot, snapshot},
    features::common::networks_warning,
    reactive::prelude::*,
    router::{Router, guard},
};

const UNREAD_NETWORKS: &str = "The networks could not be read, so enter UUIDs instead of \
    names. Some checks can't be made.";

/// The form of one new peering.
#[derive(Clone, Copy)]
pub(crate) struct CreateForm {
    router: Router,
    activity: Activity,
    inventory: Inventory,
    runner: Runner,
    pub(crate) snapshot: Memo<SharedSnapshot>,
    pub(crate) form: PeeringForm,
    pub(crate) local: RwSignal<Option<NetworkId>>,
    pub(crate) peer: RwSignal<Option<NetworkId>>,
    pub(crate) other: OtherHalfInput,
    /// Whether the other half could be created as well.
    pub(crate) can_both: Memo<bool>,
    pub(crate) checks: Memo<Vec<Check>>,
    /// The invitation for the owner of the peer network.
    pub(crate) handshake: Memo<Option<Handshake>>,
    /// The run that creates both halves, and the form element that started it.
    running: RwSignal<Option<(RunId, HtmlElement)>>,
    created: RwSignal<bool>,
}

impl CreateForm {
    /// Starts from the values in the address.
    pub(crate) fn new(start: &NewQuery) -> Self {
        let initial = Edited {
            name: start.name.clone(),
            ..Edited::default()
        };
        let snapshot = snapshot();
        let local = RwSignal::new(start.local);
        let peer = RwSignal::new(start.peer);
        let other = OtherHalfInput::new();
        let ends = ChosenEnds {
            snapshot,
            local,
            peer,
        };
        let can_both = ends.can_create_both();
        let create = Self {
            router: expect_context(),
            activity: expect_context(),
            inventory: expect_context(),
            runner: expect_context(),
            snapshot,
            form: PeeringForm::new(&initial),
            local,
            peer,
            other,
            can_both,
            checks: ends.checks(start, move || can_both.get() && other.wanted.get()),
            handshake: ends.handshake(start),
            running: RwSignal::new(None),
            created: RwSignal::new(false),
        };
        create.guard_input(initial, (start.local, start.peer));
        effect(move || create.follow());
        create
    }

    /// Asks before input is lost, and restores what it was before the session was locked.
    fn guard_input(self, initial: Edited, networks: (Option<NetworkId>, Option<NetworkId>)) {
        let unsent = Signal::derive(move || {
            !self.created.get()
                && (self.form.edited() != initial
                    || (self.local.get(), self.peer.get()) != networks
                    || self.other.is_touched())
        });
        let saved = guard(unsent, move || (self.composed(), self.other.input()));
        if let Some((composed, other)) = saved {
            self.form.restore(&composed.edited);
            self.local.set(composed.local);
            self.peer.set(composed.peer);
            self.other.fill(other);
        }
    }

    /// What creating now would create; nothing while input is missing.
    pub(crate) fn drafts(self) -> Vec<Draft> {
        let Ok(this) = form::check_composed(&self.composed()) else {
            return Vec::new();
        };
        let other = self.other_draft(&this).and_then(Result::ok);
        [Some(this), other].into_iter().flatten().collect()
    }

    /// The suggested name of the other half.
    pub(crate) fn other_name(self) -> String {
        let name = |id: Option<NetworkId>| id.map(|id| self.inventory.name(id));
        match (name(self.peer.get()), name(self.local.get())) {
            (Some(peer), Some(local)) => format!("{peer} to {local}"),
            _ => String::new(),
        }
    }

    /// What will be created, if it is more than one peering.
    pub(crate) fn announced(self) -> Option<String> {
        let drafts = self.drafts();
        let name = |id| self.inventory.name(id);
        let each: Vec<String> = drafts
            .iter()
            .map(|draft| {
                let (from, to) = (name(draft.local), name(draft.peer));
                format!("{}, from {from} to {to}", draft.name)
            })
            .collect();
        (each.len() > 1).then(|| format!("Creates two peerings: {}.", each.join("; ")))
    }

    /// Why the form cannot be submitted now.
    pub(crate) fn reason(self) -> Option<String> {
        if self.running.with(Option::is_some) && !self.form.busy.get() {
            return Some("Creating both halves stopped. Activity shows what was created.".into());
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

    /// The state that the diagram shows if the ranges overlap.
    pub(crate) fn foreseen(self) -> Option<(State, Group)> {
        let overlaps =
            |check: &Check| check.id == CheckId::Overlap && check.outcome == CheckOutcome::Fail;
        let overlap = self.checks.with(|checks| checks.iter().any(overlaps));
        overlap.then_some((State::ConflictSubnet, Group::NeedsYou))
    }

    /// A warning if the networks could not be read.
    pub(crate) fn unread(self) -> Option<String> {
        networks_warning(self.inventory, UNREAD_NETWORKS)
    }

    /// The title of the error message.
    pub(crate) fn tried(self) -> String {
        let name =
            |id: Option<NetworkId>| id.map_or_else(String::new, |id| self.inventory.name(id));
        let (local, peer) = untrack(|| (name(self.local.get()), name(self.peer.get())));
        format!("Creating a peering from {local} to {peer} failed")
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
}

/// What is chosen, and what the account has.
#[derive(Clone, Copy)]
struct ChosenEnds {
    snapshot: Memo<SharedSnapshot>,
    local: RwSignal<Option<NetworkId>>,
    peer: RwSignal<Option<NetworkId>>,
}

impl ChosenEnds {
    /// The local network, and the peer network unless it is the same one: the field says
    /// so then.
    fn get(self) -> (Option<NetworkId>, Option<NetworkId>) {
        let local = self.local.get();
        (local, self.peer.get().filter(|peer| Some(*peer) != local))
    }

    /// Whether the other half could be created as well: both networks are visible, and it
    /// does not exist.
    fn can_create_both(self) -> Memo<bool> {
        Memo::new(move |_| {
            let (Some(local), Some(peer)) = self.get() else {
                return false;
            };
            self.snapshot.with(|snapshot| {
                snapshot.network(local).is_some()
                    && snapshot.network(peer).is_some()
                    && snapshot.between(peer, local).next().is_none()
            })
        })
    }

    fn checks(
        self,
        start: &NewQuery,
        both: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Memo<Vec<Check>> {
        let invited_peer = start.peer;
        let invitation = start.invitation.clone();
        Memo::new(move |_| {
            let (local, peer) = self.get();
            let subject = Subject {
                local,
                peer,
                both: both(),
                existing: None,
                invitation: invitation.as_ref().filter(|_| peer == invited_peer),
            };
            self.snapshot.with(|snapshot| preflight(snapshot, &subject))
        })
    }

    fn handshake(self, start: &NewQuery) -> Memo<Option<Handshake>> {
        let invited_peer = start.peer.filter(|_| start.invitation.is_some());
        Memo::new(move |_| {
            let (Some(local), Some(peer)) = self.get() else {
                return None;
            };
            // The sender of an invitation needs none.
            if Some(peer) == invited_peer {
                return None;
            }
            self.snapshot.with(|snapshot| {
                let is_foreign = snapshot.network(peer).is_none()
                    && snapshot.sources().networks_read != Coverage::Unknown;
                is_foreign.then(|| Handshake::of(snapshot, local, peer))
            })
        })
    }
}
