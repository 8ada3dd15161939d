//! The runs of one console, and which of their steps starts next.

use std::{collections::HashSet, time::Duration};

use super::{Run, Stage, limits::MAX_REQUESTS};
use crate::{
    change::plan::Step,
    model::{ids::NetworkId, object::Object},
};

/// Names a run of [`Runs`].
pub type RunId = u32;

/// The runs of one console. At most [`MAX_REQUESTS`] requests of them are under
/// way, and never two on one network: UpCloud locks what a change touches
/// (inferred).
#[derive(Clone, Debug, Default)]
pub struct Runs {
    runs: Vec<(RunId, Run)>,
    last: RunId,
}

/// What the caller has to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Execute this step of the item at this place, and report how it went.
    Execute(RunId, usize, Step),
    /// Ask again when a step ends, and at this time at the latest.
    Wait(Option<Duration>),
    /// Nothing: every run is over or stopped.
    Nothing,
}

impl Runs {
    /// Adds a run, whose first step [`Runs::next`] starts.
    pub fn add(&mut self, run: Run) -> RunId {
        self.last += 1;
        self.runs.push((self.last, run));
        self.last
    }

    /// The runs, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (RunId, &Run)> {
        self.runs.iter().map(|(id, run)| (*id, run))
    }

    /// The run of that name.
    #[must_use]
    pub fn get(&self, id: RunId) -> Option<&Run> {
        self.iter()
            .find(|(held, _)| *held == id)
            .map(|(_, run)| run)
    }

    /// The run of that name.
    pub fn get_mut(&mut self, id: RunId) -> Option<&mut Run> {
        let mut runs = self.runs.iter_mut();
        runs.find(|(held, _)| *held == id).map(|(_, run)| run)
    }

    /// The bulk change, the last one if there are several.
    #[must_use]
    pub fn bulk(&self) -> Option<(RunId, &Run)> {
        self.iter().filter(|(_, run)| run.is_bulk()).last()
    }

    /// Takes a run out. What becomes of a request under way is reported to
    /// nobody.
    pub fn remove(&mut self, id: RunId) -> Option<Run> {
        let place = self.runs.iter().position(|(held, _)| *held == id)?;
        Some(self.runs.remove(place).1)
    }

    /// Whether an active run touches this object.
    #[must_use]
    pub fn is_touching(&self, object: Object) -> bool {
        self.runs.iter().any(|(_, run)| run.is_touching(object))
    }

    /// The session has ended: every run stops.
    pub fn end_session(&mut self) {
        for (_, run) in &mut self.runs {
            run.end_session();
        }
    }

    /// What to do at this time. Runs with fewer requests under way come first,
    /// so that a small change does not wait for a bulk change to end.
    pub fn next(&mut self, now: Duration) -> Next {
        let requests: usize = self.iter().map(|(_, run)| run.count(Stage::Running)).sum();
        let mut busy: HashSet<NetworkId> = self
            .iter()
            .flat_map(|(_, run)| run.busy_networks())
            .collect();
        let mut active: Vec<&mut (RunId, Run)> = self.runs.iter_mut().collect();
        active.retain(|(_, run)| run.is_active());
        if active.is_empty() {
            return Next::Nothing;
        }
        active.sort_by_key(|(_, run)| run.count(Stage::Running));
        if requests < MAX_REQUESTS {
            for (id, run) in &mut active {
                if let Some((place, step)) = run.start_next(now, &mut busy) {
                    return Next::Execute(*id, place, step);
                }
            }
        }
        Next::Wait(
            active
                .iter()
                .filter_map(|(_, run)| run.next_look(now))
                .min(),
        )
    }
}
