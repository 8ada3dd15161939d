//! What became of each step of a run that was cut off. A recorded success counts. All
//! else is decided by what the API holds now, because the browser may have lost the
//! latest marks with the power.

use std::collections::HashMap;

use super::{Journal, JournalStep, Mark, Task};
use crate::model::{
    ids::{NetworkId, PeeringId, RouterId},
    state::ConfiguredStatus,
};

/// For so long after a step was recorded as sent, its request may still arrive at the
/// server, in milliseconds: twice as long as the console waits for an answer.
pub const SETTLE_TIME: u64 = 60_000;

/// What was read after the run was cut off. What could not be read is not in it.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The configured status of each peering; none if it does not exist.
    pub peerings: HashMap<PeeringId, Option<ConfiguredStatus>>,
    /// The networks, local and peer, that a peering connects; none unless every peering
    /// was read.
    pub pairs: Option<Vec<(NetworkId, NetworkId)>>,
    /// The router of each network.
    pub networks: HashMap<NetworkId, Option<RouterId>>,
    /// The routers; none unless every one was read.
    pub routers: Option<Vec<RouterId>>,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    NotKnown,
    NotDone,
    Done,
}

/// An outcome and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    pub outcome: Outcome,
    pub reason: &'static str,
}

/// What the API shows of a step.
enum Shown {
    /// The step is carried out, by whomever.
    Change,
    NoChange,
    /// The API cannot show it.
    Nothing,
    /// The object of the step does not exist.
    NoObject,
    /// Something like what the step creates.
    Similar,
    Unread,
}

impl Journal {
    /// What became of each step, in their order, by what was read at this time.
    #[must_use]
    pub fn outcomes(&self, findings: &Findings, now: u64) -> Vec<Finding> {
        let is_settled = now
            .checked_sub(self.changed)
            .is_some_and(|age| age >= SETTLE_TIME);
        let steps = self.steps.iter();
        steps
            .map(|step| finding(*step, findings, is_settled))
            .collect()
    }
}

fn finding(step: JournalStep, findings: &Findings, is_settled: bool) -> Finding {
    let found = |outcome, reason| Finding { outcome, reason };
    let not_known = |reason| found(Outcome::NotKnown, reason);
    if step.mark == Mark::Done {
        return found(Outcome::Done, "The API confirmed it.");
    }
    let may_arrive = matches!(step.mark, Mark::Sent | Mark::Unclear) && !is_settled;
    match (shown(step.task, findings), step.mark) {
        (Shown::Change, _) => found(Outcome::Done, "The API shows the change."),
        (Shown::Unread, _) => not_known("The API couldn't be read."),
        (_, Mark::Refused) => found(Outcome::NotDone, "The API refused it."),
        (Shown::NoChange | Shown::Nothing, _) if may_arrive => {
            not_known("The request may still be in progress. Check again in a minute.")
        }
        (Shown::NoChange, Mark::NotSent) => found(
            Outcome::NotDone,
            "No request is recorded, and the API shows no change.",
        ),
        (Shown::NoChange, _) => found(
            Outcome::NotDone,
            "No answer is recorded, and the API shows no change.",
        ),
        (Shown::NoObject, _) => not_known("The object doesn't exist any more."),
        (Shown::Similar, _) => {
            not_known("Such a peering exists. It isn't known whether this change created it.")
        }
        (Shown::Nothing, Mark::NotSent) => {
            not_known("No request is recorded, and the API can't show whether it was made.")
        }
        (Shown::Nothing, _) => {
            not_known("No answer is recorded, and the API can't show whether it was made.")
        }
    }
}

fn shown(task: Task, findings: &Findings) -> Shown {
    let is_change = |is_so: bool| {
        if is_so {
            Shown::Change
        } else {
            Shown::NoChange
        }
    };
    let status = |id: PeeringId, to: &ConfiguredStatus| match findings.peerings.get(&id) {
        None => Shown::Unread,
        Some(None) => Shown::NoObject,
        Some(Some(status)) => is_change(status == to),
    };
    let router = |network: NetworkId, is_so: &dyn Fn(Option<RouterId>) -> bool| {
        let held = findings.networks.get(&network);
        held.map_or(Shown::Unread, |router| is_change(is_so(*router)))
    };
    match task {
        Task::Enable(id) => status(id, &ConfiguredStatus::Active),
        Task::Disable(id) => status(id, &ConfiguredStatus::Disabled),
        Task::Delete(id) => match findings.peerings.get(&id) {
            None => Shown::Unread,
            Some(held) => is_change(held.is_none()),
        },
        Task::Create { local, peer, .. } => match &findings.pairs {
            None => Shown::Unread,
            Some(pairs) if pairs.contains(&(local, peer)) => Shown::Similar,
            Some(_) => Shown::NoChange,
        },
        Task::DeleteRouter(id) => match &findings.routers {
            None => Shown::Unread,
            Some(routers) => is_change(!routers.contains(&id)),
        },
        Task::Attach(network, Some(to)) => router(network, &|held| held == Some(to)),
        // To a router whose UUID is not recorded: any may be the one.
        Task::Attach(network, None) => match findings.networks.get(&network) {
            Some(Some(_)) => Shown::Nothing,
            _ => router(network, &|held| held.is_some()),
        },
        Task::Detach(network) => router(network, &|held| held.is_none()),
        Task::SetStatus(_) | Task::Relabel(_) | Task::CreateRouter(_) => Shown::Nothing,
    }
}
