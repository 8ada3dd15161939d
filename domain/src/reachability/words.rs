//! What is wrong with one direction of a link, in words.

use super::{Break, Direction};
use crate::{explain::explain, ids::PeeringId, mend::facts, snapshot::Snapshot, state::State};

impl Direction {
    /// What is wrong with it, in a few words; none where it works.
    #[must_use]
    pub fn trouble(&self, snapshot: &Snapshot) -> Option<String> {
        Some(match self.broken.as_ref()? {
            Break::Missing => "There is no peering in this direction".into(),
            Break::NotSeen => "This account cannot see whether there is a peering".into(),
            Break::SwitchedOff(_) => "Switched off".into(),
            Break::State(id, _) => why(snapshot, self, *id).into(),
        })
    }
}

/// The same in a sentence of its own.
pub(super) fn sentence(snapshot: &Snapshot, half: &Direction) -> String {
    let (from, to) = (snapshot.name(half.from), snapshot.name(half.to));
    match &half.broken {
        Some(Break::Missing) => format!("There is no peering from {from} to {to}."),
        Some(Break::SwitchedOff(_)) => format!("The peering from {from} to {to} is switched off."),
        Some(Break::State(id, _)) => format!(
            "The peering from {from} to {to} does not work: {}.",
            lower(why(snapshot, half, *id))
        ),
        Some(Break::NotSeen) | None => String::new(),
    }
}

fn why(snapshot: &Snapshot, half: &Direction, id: PeeringId) -> &'static str {
    let mut held = snapshot.between(half.from, half.to);
    held.find(|row| row.peering.id == id)
        .map_or("Its state is not known", |row| {
            explain(&row.peering, &facts(snapshot, &row.peering)).title
        })
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// Whether all that is wrong with a half is said of the other one already.
pub(super) fn is_blamed_on_the_other(half: &Direction, broken: &[&Direction]) -> bool {
    let other = broken.iter().find(|other| other.from == half.to);
    matches!(
        (&half.broken, other.and_then(|other| other.broken.as_ref())),
        (
            Some(Break::State(_, State::PendingPeer)),
            Some(Break::Missing)
        ) | (
            Some(Break::State(_, State::PeerDisabled)),
            Some(Break::SwitchedOff(_))
        )
    )
}
