//! Which step of a run starts next.

use std::{collections::HashSet, time::Duration};

use super::{Item, Run, Stage};
use crate::{api::error::ApiError, change::plan::Step, model::ids::NetworkId};

impl Run {
    /// The networks that requests under way may lock.
    pub(super) fn busy_networks(&self) -> impl Iterator<Item = NetworkId> {
        let running = self
            .running
            .iter()
            .filter_map(|place| self.items.get(*place));
        running.flat_map(|item| item.plan.networks().iter().copied())
    }

    /// Starts a step that is due, on networks that are not busy: looks come
    /// first, the one that is due longest before the others. The networks of a
    /// look that is blocked become busy, or other steps could block it for ever.
    pub(super) fn start_next(
        &mut self,
        now: Duration,
        busy: &mut HashSet<NetworkId>,
    ) -> Option<(usize, Step)> {
        if self.is_stopped() {
            return None;
        }
        let over = |item: &Item| item.stage().is_over();
        while self.items.get(self.first_open).is_some_and(over) {
            self.first_open += 1;
        }
        let open = || self.items.iter().enumerate().skip(self.first_open);
        let mut looks: Vec<(Duration, usize)> = open()
            .filter_map(|(place, item)| Some((item.next_look()?, place)))
            .filter(|(at, _)| *at <= now)
            .collect();
        looks.sort_unstable();
        let pending = open().filter(|(_, item)| item.stage() == Stage::Pending);
        let due = looks.iter().map(|(_, place)| (*place, true));
        let mut due = due.chain(pending.map(|(place, _)| (place, false)));
        let place = due.find_map(|(place, is_look)| {
            let networks = self.items.get(place)?.plan.networks();
            let is_free = !networks.iter().any(|held| busy.contains(held));
            if is_look && !is_free {
                busy.extend(networks);
            }
            is_free.then_some(place)
        })?;
        let step = self.with(place, |item| item.start(now)).flatten()?;
        self.running.push(place);
        Some((place, step))
    }

    /// When the next look at something that is waited for is due.
    pub(super) fn next_look(&self, now: Duration) -> Option<Duration> {
        if self.is_stopped() {
            return None;
        }
        let open = self.items.get(self.first_open..).unwrap_or_default();
        let looks = open.iter().filter_map(Item::next_look);
        looks.filter(|at| *at > now).min()
    }

    /// The API asked to wait instead of carrying out the step of this item, which starts
    /// again after that. Where that is longer than [`WAIT_LIMIT`](super::WAIT_LIMIT), the
    /// item fails and the run stops: the others would fare no better.
    pub fn postpone(&mut self, place: usize, error: ApiError, now: Duration) {
        let stopped = self.is_stopped();
        let mut failed = false;
        self.end_step(place, |item| {
            item.postpone(error, now);
            failed = item.stage() == Stage::Failed;
            if stopped && !failed {
                item.put_back();
            }
        });
        if failed && !stopped && !self.is_over() {
            self.stop();
        }
    }
}
