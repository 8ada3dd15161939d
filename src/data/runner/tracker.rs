//! Tracks changes: after each one its peerings are read until they reach the
//! state they were meant to reach, or until nothing more is to be expected, on
//! whichever page the user is.

use std::time::Duration;

use domain::{
    change::plan::{Plan, PlannedStep, Step, Titles},
    model::{
        ids::{NetworkId, PeeringId},
        object::Object,
        peering::Peering,
        row::RowEnd,
        state::State,
    },
    snapshot::Snapshot,
    status::{
        explain::Facts,
        progress::{Goal, Progress, progress},
    },
};
use leptos::prelude::*;

use crate::{
    data::{Peerings, RefreshScheduler, snapshot},
    dom,
    reactive::{RwSignal, effect, spawn},
};

/// How often the peerings of a change are read.
const POLL_INTERVAL: Duration = Duration::from_secs(3);
/// A change of more peerings is not tracked: reading each of them every few
/// seconds would be too much, and the list shows them.
const MAX_TRACKED: usize = 4;

/// The tracked changes of one console.
#[derive(Clone, Copy)]
pub(crate) struct ChangeTracker {
    peerings: Peerings,
    refresh: RefreshScheduler,
    pub(crate) changes: RwSignal<Vec<TrackedChange>>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TrackedChange {
    /// The entry of the activity whose change it is.
    pub(crate) key: u32,
    pub(crate) peerings: Vec<TrackedPeering>,
    /// Such as "Disabling a", if the change is not over before the state shows it.
    pub(crate) running_title: Option<String>,
    /// When it was made, as [`dom::monotonic_now`] counts.
    made_at: Duration,
}

/// A peering of a change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TrackedPeering {
    pub(crate) id: PeeringId,
    pub(crate) name: String,
    pub(crate) goal: Goal,
    pub(crate) progress: Progress,
}

impl TrackedChange {
    /// Whether nothing more is to be expected of it.
    pub(crate) fn is_over(&self) -> bool {
        self.peerings
            .iter()
            .all(|tracked| tracked.progress.is_end())
    }

    /// Whether all that was meant to work does.
    pub(crate) fn works(&self) -> bool {
        let works = |tracked: &TrackedPeering| {
            tracked.goal == Goal::Works && tracked.progress == Progress::Reached
        };
        self.peerings.iter().all(works)
    }

    /// The peerings that are not at their end.
    fn open(&self) -> Vec<PeeringId> {
        let open = self.peerings.iter();
        open.filter(|tracked| !tracked.progress.is_end())
            .map(|tracked| tracked.id)
            .collect()
    }
}

impl ChangeTracker {
    pub(crate) fn new(peerings: Peerings, refresh: RefreshScheduler) -> Self {
        Self {
            peerings,
            refresh,
            changes: RwSignal::new(Vec::new()),
        }
    }

    /// Updates the changes whenever their peerings are read, by whatever reads
    /// them, for as long as the calling component is shown.
    pub(crate) fn sync(self) {
        effect(move || {
            let keys = self.changes.with(|changes| {
                let keys = changes.iter().map(|change| change.key);
                keys.collect::<Vec<_>>()
            });
            for key in keys {
                self.update(key);
            }
        });
    }

    /// Tracks what a plan has changed, for an entry of the activity.
    pub(crate) fn follow(self, plan: &Plan, entry: u32) {
        let mut ids: Vec<PeeringId> = Vec::new();
        for entry in plan.entries() {
            match (&entry.step, entry.created) {
                (Step::Create(_), Some(Object::Peering(id))) => ids.push(id),
                (Step::Switch { peering, .. }, _) => ids.push(*peering),
                (Step::Attach(network, _), _) => ids.extend(self.lacking_router(*network)),
                _ => {}
            }
        }
        ids.retain(|id| !plan.deletes(Object::Peering(*id)));
        ids.sort_unstable();
        ids.dedup();
        let is_switch = |entry: &PlannedStep| matches!(entry.step, Step::Switch { .. });
        let switches = plan.entries().last().is_some_and(is_switch);
        self.start(&ids, entry, switches.then(|| Titles::of(plan).running));
    }

    /// Tracks these peerings, as they are configured now, for an entry of the activity.
    pub(crate) fn start(self, ids: &[PeeringId], entry: u32, running_title: Option<String>) {
        let peerings: Vec<TrackedPeering> = ids
            .iter()
            .filter_map(|id| untrack(|| self.peerings.get(*id)))
            .map(|row| TrackedPeering {
                id: row.peering.id,
                name: row.peering.name.clone(),
                goal: Goal::of(&row.peering),
                progress: Progress::Deleted,
            })
            .collect();
        if peerings.is_empty() || peerings.len() > MAX_TRACKED {
            return;
        }
        self.changes.try_update(|changes| {
            // A newer change of a peering replaces an older one.
            let is_changed = |tracked: &TrackedPeering| ids.contains(&tracked.id);
            changes.retain(|change| !change.peerings.iter().any(is_changed));
            changes.push(TrackedChange {
                key: entry,
                peerings,
                running_title,
                made_at: dom::monotonic_now(),
            });
        });
        // How far it is now, before anything shows it.
        untrack(|| self.update(entry));
        spawn(self.track(entry));
    }

    /// Stops tracking a change.
    pub(crate) fn dismiss(self, key: u32) {
        self.changes
            .try_update(|changes| changes.retain(|change| change.key != key));
    }

    /// The peerings that do not work because this network has no router.
    fn lacking_router(self, network: NetworkId) -> impl Iterator<Item = PeeringId> {
        let (all, _) = untrack(|| self.peerings.all());
        let lacking = all.into_iter().filter(move |row| {
            let peering = &row.peering;
            match peering.state {
                State::MissingLocalRouter => peering.local.network == network,
                State::MissingPeerRouter => peering.peer.network == network,
                _ => false,
            }
        });
        lacking.map(|row| row.peering.id)
    }

    async fn track(self, key: u32) {
        while let Some(open) = untrack(|| self.update(key)) {
            if open.is_empty() {
                return;
            }
            // If one cannot be read now, the next round tries again.
            self.peerings.read_each(open).await;
            if untrack(|| self.update(key)).is_some_and(|open| !open.is_empty()) {
                self.refresh.wait(POLL_INTERVAL).await;
            }
        }
    }

    /// Updates how far a change is. Returns the peerings that are not at their
    /// end; none if the change is not tracked any more.
    fn update(self, key: u32) -> Option<Vec<PeeringId>> {
        let find = |changes: &Vec<TrackedChange>| {
            let mut changes = changes.iter();
            changes.find(|change| change.key == key).cloned()
        };
        let mut change = self.changes.try_with_untracked(find).flatten()?;
        let elapsed = dom::monotonic_now().saturating_sub(change.made_at);
        let snapshot = snapshot::of(self.peerings, self.peerings.inventory);
        let mut is_changed = false;
        for tracked in &mut change.peerings {
            let progress = self.progress_of(tracked, &snapshot, elapsed);
            is_changed |= tracked.progress != progress;
            tracked.progress = progress;
        }
        let open = change.open();
        if is_changed {
            self.changes.try_update(|changes| {
                if let Some(held) = changes.iter_mut().find(|held| held.key == key) {
                    *held = change;
                }
            });
        }
        Some(open)
    }

    fn progress_of(
        self,
        tracked: &TrackedPeering,
        snapshot: &Snapshot,
        elapsed: Duration,
    ) -> Progress {
        // The end stays: what comes after it is not part of the change.
        if tracked.progress.is_end() && tracked.progress != Progress::Deleted {
            return tracked.progress.clone();
        }
        let row = self.peerings.get(tracked.id);
        let peering: Option<&Peering> = row.as_ref().map(|row| &row.peering);
        let other_half = peering
            .and_then(|peering| snapshot.other_half(peering))
            .map(|row| row.peering.id);
        let facts = row.as_ref().map_or_else(Facts::default, |row| Facts {
            local_name: row.local.as_ref().map(|network| network.name.as_str()),
            peer_name: row.peer.as_ref().map(|network| network.name.as_str()),
            other_half,
            ranges: row.ends().map(RowEnd::ranges),
        });
        progress(peering, &facts, tracked.goal, elapsed)
    }
}
