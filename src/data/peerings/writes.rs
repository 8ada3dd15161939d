//! When each peering was last written: an answer to an older read says nothing
//! about it.

use std::collections::HashMap;

use domain::model::ids::PeeringId;

use crate::{dom, reactive::StoredValue};

/// The latest moment, and when each peering was written, in milliseconds since
/// 1970. A machine's clock may be set back; these moments only grow, or every
/// answer until the clock has caught up would pass for older than the write.
#[derive(Clone, Copy)]
pub(super) struct Writes(StoredValue<(f64, HashMap<PeeringId, f64>)>);

impl Writes {
    pub(super) fn new() -> Self {
        Self(StoredValue::new((0.0, HashMap::new())))
    }

    /// The present: later than all that came before.
    pub(super) fn now(self) -> f64 {
        let next = self.0.try_update_value(|(latest, _)| {
            *latest = dom::now().max(*latest + 0.01);
            *latest
        });
        next.unwrap_or_default()
    }

    /// It has just been written.
    pub(super) fn note(self, id: PeeringId) {
        let now = self.now();
        self.0
            .try_update_value(|(_, written)| written.insert(id, now));
    }

    /// Whether it was written since then.
    pub(super) fn since(self, id: PeeringId, time: f64) -> bool {
        let written = self
            .0
            .try_with_value(|(_, written)| written.get(&id).is_some_and(|at| *at >= time));
        written.unwrap_or(true)
    }
}
