//! When each peering was last written. The answer to a read that began before
//! is outdated.

use std::collections::HashMap;

use domain::model::ids::PeeringId;

use crate::{dom, reactive::StoredValue};

/// The latest time, and when each peering was written, in milliseconds since
/// 1970. These times only grow: if the machine's clock is set back, every
/// answer would otherwise seem older than the write until the clock caught up.
#[derive(Clone, Copy, Default)]
pub(super) struct WriteTimes(StoredValue<(f64, HashMap<PeeringId, f64>)>);

impl WriteTimes {
    /// The present: later than every time before.
    pub(super) fn now(self) -> f64 {
        let next = self.0.try_update_value(|(latest, _)| {
            *latest = dom::now().max(*latest + 0.01);
            *latest
        });
        next.unwrap_or_default()
    }

    /// Notes that a peering was written now.
    pub(super) fn note(self, id: PeeringId) {
        let now = self.now();
        self.0.try_update_value(|(_, times)| times.insert(id, now));
    }

    /// Whether a peering was written since then.
    pub(super) fn is_since(self, id: PeeringId, time: f64) -> bool {
        let written = self
            .0
            .try_with_value(|(_, times)| times.get(&id).is_some_and(|at| *at >= time));
        written.unwrap_or(true)
    }
}
