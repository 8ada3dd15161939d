//! What became of a change in a few words, for one peering or several.

use super::{Goal, Progress};
use crate::status::explain::Actor;

/// Where a change stands, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It has got to where it was meant to.
    Reached,
    /// It was deleted meanwhile.
    Deleted,
    /// UpCloud is at work.
    UnderWay,
    /// Somebody else must act.
    WaitsForOther,
    /// You must act.
    NeedsYou,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// That of the peering which is worst off.
    pub standing: Standing,
    /// That peering's, such as "Ranges overlap. Action required". Empty where "Disabled" has
    /// said all.
    pub text: String,
}

const STOPPING: &str = "Traffic may stop at any moment";

/// The outline of these peerings' progress; none without a peering.
pub fn outline<'a>(peerings: impl IntoIterator<Item = (Goal, &'a Progress)>) -> Option<Outline> {
    let outlines = peerings.into_iter().map(|(goal, progress)| Outline {
        standing: standing(progress),
        text: text(goal, progress),
    });
    outlines.max_by_key(|outline| outline.standing)
}

fn standing(progress: &Progress) -> Standing {
    let actor = match progress {
        Progress::Reached => return Standing::Reached,
        Progress::Deleted => return Standing::Deleted,
        Progress::Waiting { actor, .. } => *actor,
        // Nothing more comes by itself, and nobody watches any more.
        Progress::Stopped { .. } | Progress::Overdue { .. } => return Standing::NeedsYou,
    };
    match actor {
        Actor::You => Standing::NeedsYou,
        Actor::PeerOwner => Standing::WaitsForOther,
        Actor::Nobody | Actor::UpCloud => Standing::UnderWay,
    }
}

fn text(goal: Goal, progress: &Progress) -> String {
    match progress {
        Progress::Reached if goal == Goal::Works => "Connected".into(),
        Progress::Reached => String::new(),
        Progress::Deleted => "Deleted since".into(),
        Progress::Waiting {
            actor: Actor::UpCloud,
            ..
        } if goal != Goal::Works => STOPPING.into(),
        Progress::Waiting {
            actor: Actor::UpCloud,
            title,
            ..
        } => (*title).into(),
        Progress::Waiting {
            actor: Actor::You,
            title,
            ..
        }
        | Progress::Stopped {
            actor: Actor::You,
            title,
            ..
        } => {
            format!("{title}. {}", Actor::You.title())
        }
        // Their titles say who must act.
        Progress::Waiting { title, .. } | Progress::Stopped { title, .. } => (*title).into(),
        Progress::Overdue { title, .. } => {
            format!("{title}: not finished within 15 minutes, no longer watched")
        }
    }
}
