//! The inverse of what a plan has done.

use super::{Plan, PlannedStep, Step, StepOutcome};
use crate::model::{object::Object, state::ConfiguredStatus};

impl Plan {
    /// The plan that undoes what this one did, last step first. None if nothing
    /// was done, or if something was, or may have been, deleted: that cannot be
    /// undone.
    #[must_use]
    pub fn undo(&self) -> Option<Self> {
        let has_effect = |entry: &&PlannedStep| match &entry.outcome {
            StepOutcome::Done => true,
            StepOutcome::Failed(error) => error.outcome_unknown(),
            StepOutcome::Pending | StepOutcome::Running => false,
        };
        let mut plan = Self {
            networks: self.networks.clone(),
            ..Self::default()
        };
        for entry in self.entries.iter().rev().filter(has_effect) {
            match (&entry.step, entry.created) {
                (Step::Delete(_) | Step::DeleteRouter(_), _) => return None,
                (Step::Create(draft), Some(Object::Peering(id))) => {
                    if draft.configured_status != ConfiguredStatus::Disabled {
                        let step = Step::Switch {
                            peering: id,
                            from: draft.configured_status.clone(),
                            to: ConfiguredStatus::Disabled,
                        };
                        plan.push(step, &entry.name);
                    }
                    plan.push(Step::AwaitDisabled(id), &entry.name);
                    plan.push(Step::Delete(id), &entry.name);
                }
                (Step::CreateRouter(_), Some(Object::Router(id))) => {
                    plan.push(Step::DeleteRouter(id), &entry.name);
                }
                (Step::Attach(network, _), _) => {
                    plan.push(Step::Detach(*network), &entry.name);
                }
                (Step::Switch { peering, from, to }, _) => {
                    let step = Step::Switch {
                        peering: *peering,
                        from: to.clone(),
                        to: from.clone(),
                    };
                    plan.push(step, &entry.name);
                }
                (
                    Step::Relabel {
                        peering,
                        from,
                        change,
                    },
                    _,
                ) => {
                    let step = Step::Relabel {
                        peering: *peering,
                        from: change.apply(from),
                        change: change.reverse(from),
                    };
                    plan.push(step, &entry.name);
                }
                // Nothing was created, or nothing that this plan may delete.
                (Step::Create(_) | Step::CreateRouter(_), _)
                | (Step::AwaitDisabled(_) | Step::Detach(_), _) => {}
            }
        }
        (!plan.is_empty()).then_some(plan)
    }
}
