//! What is wrong with a link, as sentences.

use super::answer::{Answer, Break, Direction, Verdict};
use crate::{
    model::{ids::PeeringId, state::State},
    snapshot::Snapshot,
    status::{explain::explain, remedy::facts},
};

impl Answer {
    /// The status of one of its directions, in a few words.
    pub fn peering_status(&self, half: &Direction, snapshot: &Snapshot) -> String {
        match &half.broken {
            None => "Connected".into(),
            Some(Break::Missing) => "No peering in this direction".into(),
            Some(Break::NotSeen) if self.verdict == Verdict::Yes => {
                "Connected: the other half is active".into()
            }
            Some(Break::NotSeen) => "Unknown whether a peering exists".into(),
            Some(Break::Disabled(_)) => "Disabled".into(),
            Some(Break::State(id, _)) => why(snapshot, half, *id).into(),
        }
    }
}

/// What is wrong with the broken halves of a link, once where it is the same with
/// both.
pub(super) fn sentences(snapshot: &Snapshot, broken: &[&Direction]) -> Vec<String> {
    if let [one, other] = broken {
        let both = format!("{} and {}", snapshot.name(one.from), snapshot.name(one.to));
        match (&one.broken, &other.broken) {
            (Some(Break::Missing), Some(Break::Missing)) => {
                return vec![format!("There is no peering between {both}.")];
            }
            (Some(Break::Disabled(_)), Some(Break::Disabled(_))) => {
                return vec![format!("Both peerings between {both} are disabled.")];
            }
            (Some(Break::State(id, state)), Some(Break::State(_, same))) if state == same => {
                let why = lower(why(snapshot, one, *id));
                return vec![format!("The peerings between {both} do not work: {why}.")];
            }
            _ => {}
        }
    }
    let causes = broken
        .iter()
        .filter(|half| !is_blamed_on_the_other(half, broken));
    causes.map(|half| sentence(snapshot, half)).collect()
}

fn sentence(snapshot: &Snapshot, half: &Direction) -> String {
    let (from, to) = (snapshot.name(half.from), snapshot.name(half.to));
    match &half.broken {
        Some(Break::Missing) => format!("There is no peering from {from} to {to}."),
        Some(Break::Disabled(_)) => format!("The peering from {from} to {to} is disabled."),
        Some(Break::State(id, _)) => format!(
            "The peering from {from} to {to} does not work: {}.",
            lower(why(snapshot, half, *id))
        ),
        Some(Break::NotSeen) | None => String::new(),
    }
}

fn why(snapshot: &Snapshot, half: &Direction, id: PeeringId) -> &'static str {
    let mut rows = snapshot.between(half.from, half.to);
    rows.find(|row| row.peering.id == id)
        .map_or("State unknown", |row| {
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
fn is_blamed_on_the_other(half: &Direction, broken: &[&Direction]) -> bool {
    let other = broken.iter().find(|other| other.from == half.to);
    matches!(
        (&half.broken, other.and_then(|other| other.broken.as_ref())),
        (
            Some(Break::State(_, State::PendingPeer)),
            Some(Break::Missing)
        ) | (
            Some(Break::State(_, State::PeerDisabled)),
            Some(Break::Disabled(_))
        )
    )
}
