//! Changes that are followed to their end: after each one its peerings are
//! read until they are where they were meant to get, or until nothing more is
//! to be expected, on whichever page the user is.

use std::time::Duration;

use domain::{
    change::plan::{Plan, Step},
    model::{ids::PeeringId, peering::Peering, state::State},
    preflight::Object,
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
    reactive::{RwSignal, StoredValue, effect, spawn},
};

/// How often the peerings of a change are read.
const POLL_INTERVAL: Duration = Duration::from_secs(3);
/// The peerings of a change that touches more are not followed: reading each
/// of them every few seconds would be too much, and the list tells.
const MAX_TRACKED: usize = 4;

/// The changes that are followed in one console.
#[derive(Clone, Copy)]
pub(crate) struct ChangeTracker {
    peerings: Peerings,
    pulse: RefreshScheduler,
    pub(crate) held: RwSignal<Vec<TrackedChange>>,
    count: StoredValue<u32>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TrackedChange {
    pub(crate) key: u32,
    pub(crate) watched: Vec<TrackedPeering>,
    /// When it was made, in milliseconds since 1970.
    started: f64,
}

/// A peering of a change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TrackedPeering {
    pub(crate) id: PeeringId,
    pub(crate) name: String,
    goal: Goal,
    pub(crate) progress: Progress,
}

impl TrackedChange {
    /// Whether nothing more is to be expected of it.
    pub(crate) fn is_over(&self) -> bool {
        self.watched.iter().all(|watched| watched.progress.is_end())
    }

    /// Whether all that was meant to work does.
    pub(crate) fn works(&self) -> bool {
        let works = |watched: &TrackedPeering| {
            watched.goal == Goal::Works && watched.progress == Progress::Reached
        };
        self.watched.iter().all(works)
    }
}

impl ChangeTracker {
    pub(crate) fn new(peerings: Peerings, pulse: RefreshScheduler) -> Self {
        Self {
            peerings,
            pulse,
            held: RwSignal::new(Vec::new()),
            count: StoredValue::new(0),
        }
    }

    /// Takes note of what others read of the peerings, for as long as the
    /// component that calls it is shown.
    pub(crate) fn sync(self) {
        effect(move || {
            let keys: Vec<u32> = self
                .held
                .with(|held| held.iter().map(|watch| watch.key).collect());
            for key in keys {
                self.update(key);
            }
        });
    }

    /// Follows what a plan has changed.
    pub(crate) fn follow(self, plan: &Plan) {
        let mut ids: Vec<PeeringId> = Vec::new();
        for entry in plan.entries() {
            match (&entry.step, entry.created) {
                (Step::Create(_), Some(Object::Peering(id))) => ids.push(id),
                (Step::Switch { peering, .. }, _) => ids.push(*peering),
                (Step::Attach(network, _), _) => {
                    let (all, _) = untrack(|| self.peerings.all());
                    let lacking = all.iter().map(|row| &row.peering).filter(|peering| {
                        let lacks = match peering.state {
                            State::MissingLocalRouter => peering.local.network,
                            State::MissingPeerRouter => peering.peer.network,
                            _ => return false,
                        };
                        lacks == *network
                    });
                    ids.extend(lacking.map(|peering| peering.id));
                }
                _ => {}
            }
        }
        let deleted = |id: &PeeringId| {
            let mut steps = plan.entries().iter().map(|entry| &entry.step);
            steps.any(|step| *step == Step::Delete(*id))
        };
        ids.retain(|id| !deleted(id));
        ids.sort_unstable();
        ids.dedup();
        self.start(&ids);
    }

    /// Follows these peerings, as they are configured now.
    pub(crate) fn start(self, ids: &[PeeringId]) {
        let watched: Vec<TrackedPeering> = ids
            .iter()
            .filter_map(|id| untrack(|| self.peerings.get(*id)))
            .map(|row| TrackedPeering {
                id: row.peering.id,
                name: row.peering.name.clone(),
                goal: Goal::of(&row.peering),
                progress: Progress::Deleted,
            })
            .collect();
        if watched.is_empty() || watched.len() > MAX_TRACKED {
            return;
        }
        let key = self.count.try_update_value(|count| {
            *count += 1;
            *count
        });
        let key = key.unwrap_or_default();
        self.held.try_update(|held| {
            // A newer change of a peering takes the place of an older one.
            held.retain(|watch| !watch.watched.iter().any(|held| ids.contains(&held.id)));
            held.push(TrackedChange {
                key,
                watched,
                started: dom::now(),
            });
        });
        spawn(self.watch(key));
    }

    /// Follows a change no further.
    pub(crate) fn dismiss(self, key: u32) {
        self.held
            .try_update(|held| held.retain(|watch| watch.key != key));
    }

    async fn watch(self, key: u32) {
        while let Some(ahead) = untrack(|| self.update(key)) {
            if ahead.is_empty() {
                return;
            }
            // An answer that does not come says nothing; the next one may.
            self.peerings.read_each(ahead).await;
            if untrack(|| self.update(key)).is_some_and(|ahead| !ahead.is_empty()) {
                self.pulse.wait(POLL_INTERVAL).await;
            }
        }
    }

    /// Notes how far a change is, and tells what is still to be followed; none
    /// where it is followed no more.
    fn update(self, key: u32) -> Option<Vec<PeeringId>> {
        let find = |held: &Vec<TrackedChange>| held.iter().find(|watch| watch.key == key).cloned();
        let mut watch = self.held.try_with_untracked(find).flatten()?;
        let elapsed = (dom::now() - watch.started).clamp(0.0, 1e9);
        let elapsed = Duration::from_secs_f64(elapsed / 1000.0);
        let snapshot = snapshot::of(self.peerings, self.peerings.inventory);
        let mut changed = false;
        for watched in &mut watch.watched {
            let progress = self.progress_of(watched, &snapshot, elapsed);
            changed |= watched.progress != progress;
            watched.progress = progress;
        }
        if watch.watched.iter().all(is_quiet) {
            // That it is off was told when it was switched off.
            self.dismiss(key);
            return None;
        }
        let ahead = watch.watched.iter().filter(|held| !held.progress.is_end());
        let ahead = ahead.map(|watched| watched.id).collect();
        if changed {
            self.held.try_update(|held| {
                if let Some(held) = held.iter_mut().find(|held| held.key == key) {
                    *held = watch;
                }
            });
        }
        Some(ahead)
    }

    fn progress_of(
        self,
        watched: &TrackedPeering,
        snapshot: &Snapshot,
        elapsed: Duration,
    ) -> Progress {
        // The end is kept: what comes after it is no part of the change.
        if watched.progress.is_end() && watched.progress != Progress::Deleted {
            return watched.progress.clone();
        }
        let row = self.peerings.get(watched.id);
        let peering: Option<&Peering> = row.as_ref().map(|row| &row.peering);
        let other_half = peering
            .and_then(|peering| snapshot.other_half(peering))
            .map(|row| row.peering.id);
        let facts = row.as_ref().map_or_else(Facts::default, |row| Facts {
            local_name: row.local.as_ref().map(|network| network.name.as_str()),
            peer_name: row.peer.as_ref().map(|network| network.name.as_str()),
            other_half,
        });
        progress(peering, &facts, watched.goal, elapsed)
    }
}

fn is_quiet(watched: &TrackedPeering) -> bool {
    watched.goal != Goal::Works && watched.progress == Progress::Reached
}
