//! Following a peering after a change, until it is where it was meant to get
//! or no further progress is expected: what it waits for, and who must act.

mod outline;

use std::time::Duration;

pub use self::outline::{Outline, Standing, outline};
use super::explain::{Actor, Explanation, Facts, explain};
use crate::{
    change::run::WAIT_LIMIT,
    model::{
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
};

/// Where a change is meant to lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Traffic passes: the state `active`.
    Works,
    /// It is off: the state `disabled`.
    Off,
    /// It does not exist any more.
    Gone,
}

impl Goal {
    /// What a peering is meant to get to as it is configured.
    pub fn of(peering: &Peering) -> Self {
        match peering.configured_status {
            ConfiguredStatus::Disabled => Self::Off,
            ConfiguredStatus::Active | ConfiguredStatus::Other(_) => Self::Works,
        }
    }
}

/// How far a change is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is there. For a link that works, [`NEXT_STEPS`] is what is left.
    Reached,
    /// Under way, or waiting for somebody.
    Waiting {
        actor: Actor,
        /// What it waits for.
        title: &'static str,
        /// The same in sentences.
        text: String,
    },
    /// It will not complete by itself: somebody must fix it.
    Stopped {
        actor: Actor,
        /// What is wrong, in a few words.
        title: &'static str,
        /// The same in sentences.
        text: String,
    },
    /// It was deleted meanwhile.
    Deleted,
    /// The time is over. It may still get there, and is not followed further.
    Overdue {
        actor: Actor,
        /// What it waited for last, in a few words.
        title: &'static str,
    },
}

impl Progress {
    /// Whether it is followed no further.
    pub fn is_end(&self) -> bool {
        !matches!(self, Self::Waiting { .. })
    }
}

/// How far a change is, `elapsed` after it was made: a change is followed for
/// [`WAIT_LIMIT`]. None is a peering that does not exist.
pub fn progress(
    peering: Option<&Peering>,
    facts: &Facts<'_>,
    goal: Goal,
    elapsed: Duration,
) -> Progress {
    let Some(peering) = peering else {
        return match goal {
            Goal::Gone => Progress::Reached,
            Goal::Works | Goal::Off => Progress::Deleted,
        };
    };
    match goal {
        Goal::Works if works(peering) => return Progress::Reached,
        Goal::Off if peering.state == State::Disabled => return Progress::Reached,
        Goal::Works | Goal::Off | Goal::Gone => {}
    }
    let Explanation {
        title, text, actor, ..
    } = explain(peering, facts);
    if is_final(peering, goal) {
        return Progress::Stopped { actor, title, text };
    }
    // The state it still shows is no matter any more.
    let (actor, title, text) = match goal {
        Goal::Works => (actor, title, text),
        Goal::Off | Goal::Gone if actor == Actor::UpCloud => (actor, title, text),
        Goal::Off | Goal::Gone => (Actor::UpCloud, OFF, OFF_TEXT.into()),
    };
    if elapsed >= WAIT_LIMIT {
        return Progress::Overdue { actor, title };
    }
    Progress::Waiting { actor, title, text }
}

const OFF: &str = "Disabling";
const OFF_TEXT: &str = "The peering is configured as disabled, but its state has not changed yet. \
    Traffic may stop at any moment.";

fn works(peering: &Peering) -> bool {
    peering.state == State::Active && peering.configured_status != ConfiguredStatus::Disabled
}

/// Whether waiting leads nowhere. Where a person has to do something that they
/// can, such as creating the other half, it is worth waiting.
fn is_final(peering: &Peering, goal: Goal) -> bool {
    let switched_off = peering.configured_status == ConfiguredStatus::Disabled;
    match (goal, &peering.state) {
        // The last of them: nobody knows where it leads.
        (
            Goal::Works,
            State::ConflictSubnet | State::DeletedPeerNetwork | State::Error | State::Other(_),
        ) => true,
        // Somebody switched it the other way meanwhile.
        (Goal::Works, _) => switched_off,
        (Goal::Off, _) => !switched_off,
        (Goal::Gone, _) => false,
    }
}

/// Something that is left to do inside the servers once a link works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    pub title: &'static str,
    pub text: &'static str,
}

/// What is left to do on the servers once a link works: the API does none
/// of it and does not report whether it was done.
pub const NEXT_STEPS: [NextStep; 2] = [
    NextStep {
        title: "Renew DHCP leases on existing servers",
        text: "Servers started before the peering learn the route to the other network when they renew \
         their DHCP lease. Renew it in both networks, or restart the servers.",
    },
    NextStep {
        title: "Filter traffic on the servers",
        text: "The server firewall does not filter private networks, so every server in the other network \
         can reach yours. Block unwanted traffic on the servers.",
    },
];
