//! What the browser stores of a run while it lasts: enough to find out later what
//! became of a run that was cut off, and nothing else. There are no names, labels,
//! addresses or credentials in it.
//!
//! A journal has two texts. The *plan* says what the run was to do, and hardly ever
//! changes. The *marks*, one character for each step, change with every request: they
//! always have the same length, so that a full storage cannot refuse them.

mod outcome;
mod text;
mod words;

pub use self::outcome::{Finding, Findings, Outcome, SETTLE_TIME};
use super::{
    plan::{Plan, PlannedStep, Step, StepOutcome},
    run::{Item, Run},
};
use crate::model::{
    ids::{NetworkId, PeeringId, RouterId},
    object::Object,
    state::ConfiguredStatus,
};

/// A run whose plan is longer is not recorded: all journals together must leave room in
/// a storage of five million characters. It is enough for deleting 6,500 peerings.
pub const MAX_PLAN: usize = 600_000;
/// More journals than this are not kept: the oldest goes.
pub const MAX_JOURNALS: usize = 6;
/// Older journals are dropped, in milliseconds: 30 days.
const MAX_AGE: u64 = 30 * 24 * 60 * 60 * 1000;

/// Whose change it is: nobody else is shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The address of the API, as configured.
    pub api: String,
    pub username: String,
}

/// The journal of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    pub owner: Owner,
    /// When the run started, in milliseconds since 1970.
    pub started: u64,
    /// When a step was last recorded.
    pub changed: u64,
    pub steps: Vec<JournalStep>,
}

/// A step that writes. Waits send nothing that could be cut off, so they are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalStep {
    pub task: Task,
    pub mark: Mark,
}

/// What a step was to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    Enable(PeeringId),
    Disable(PeeringId),
    /// Set a configured status that this console does not know.
    SetStatus(PeeringId),
    Relabel(PeeringId),
    Delete(PeeringId),
    Create {
        local: NetworkId,
        peer: NetworkId,
        created: Option<PeeringId>,
    },
    CreateRouter(Option<RouterId>),
    DeleteRouter(RouterId),
    /// To this router, or to one that the run was to create.
    Attach(NetworkId, Option<RouterId>),
    Detach(NetworkId),
}

/// What is recorded of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    NotSent,
    /// It was sent, and no answer is recorded.
    Sent,
    Done,
    Refused,
    /// An answer came, or none in time, and did not prove what became of it.
    Unclear,
}

impl Journal {
    /// The journal of a run at this time.
    #[must_use]
    pub fn of(run: &Run, owner: Owner, started: u64, changed: u64) -> Self {
        let plans = run.items().iter().map(|item: &Item| &item.plan);
        Self {
            owner,
            started,
            changed,
            steps: plans.flat_map(Plan::entries).filter_map(step).collect(),
        }
    }

    /// Whether it is too old to be kept at this time. A clock that was set wrong makes it
    /// no older than one that was set right.
    #[must_use]
    pub fn is_expired(&self, now: u64) -> bool {
        now.abs_diff(self.started) > MAX_AGE
    }

    /// Whether every step succeeded.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.steps.iter().all(|step| step.mark == Mark::Done)
    }

    /// Whether it changes networks or routers, not only peerings.
    #[must_use]
    pub fn touches_networks(&self) -> bool {
        let is_other = |step: &JournalStep| {
            matches!(
                step.task.object(),
                Some(Object::Network(_) | Object::Router(_))
            )
        };
        self.steps.iter().any(is_other)
    }

    /// The peerings that have to be read to find out what became of the run, each once.
    #[must_use]
    pub fn unproven_peerings(&self) -> Vec<PeeringId> {
        let unproven = self.steps.iter().filter(|step| step.mark != Mark::Done);
        let mut ids: Vec<PeeringId> = unproven
            .filter_map(|step| match step.task.object() {
                Some(Object::Peering(id)) => Some(id),
                _ => None,
            })
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

impl Task {
    /// The object it changes, or created.
    #[must_use]
    pub fn object(self) -> Option<Object> {
        match self {
            Self::Enable(id)
            | Self::Disable(id)
            | Self::SetStatus(id)
            | Self::Relabel(id)
            | Self::Delete(id) => Some(Object::Peering(id)),
            Self::Create { created, .. } => created.map(Object::Peering),
            Self::CreateRouter(created) => created.map(Object::Router),
            Self::DeleteRouter(id) => Some(Object::Router(id)),
            Self::Attach(network, _) | Self::Detach(network) => Some(Object::Network(network)),
        }
    }
}

fn step(entry: &PlannedStep) -> Option<JournalStep> {
    let task = match &entry.step {
        Step::Switch { peering, to, .. } => match to {
            ConfiguredStatus::Active => Task::Enable(*peering),
            ConfiguredStatus::Disabled => Task::Disable(*peering),
            ConfiguredStatus::Other(_) => Task::SetStatus(*peering),
        },
        Step::Relabel { peering, .. } => Task::Relabel(*peering),
        Step::Delete(peering) => Task::Delete(*peering),
        Step::Create(draft) => Task::Create {
            local: draft.local,
            peer: draft.peer,
            created: match entry.created {
                Some(Object::Peering(id)) => Some(id),
                _ => None,
            },
        },
        Step::CreateRouter(_) => Task::CreateRouter(match entry.created {
            Some(Object::Router(id)) => Some(id),
            _ => None,
        }),
        Step::DeleteRouter(router) => Task::DeleteRouter(*router),
        Step::Attach(network, router) => Task::Attach(*network, *router),
        Step::Detach(network) => Task::Detach(*network),
        Step::AwaitDisabled(_) => return None,
    };
    let mark = match &entry.outcome {
        StepOutcome::Pending => Mark::NotSent,
        StepOutcome::Running => Mark::Sent,
        StepOutcome::Done => Mark::Done,
        StepOutcome::Failed(error) if error.outcome_unknown() => Mark::Unclear,
        StepOutcome::Failed(_) => Mark::Refused,
    };
    Some(JournalStep { task, mark })
}
