//! The answer to "can A reach B?".

use crate::{
    address::route::NewQuery,
    model::{
        ids::{NetworkId, PeeringId},
        state::State,
    },
    snapshot::{Coverage, Over, Snapshot, unknown::UnknownReason},
};

/// Whether A reaches B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Yes,
    No,
    /// It cannot be known.
    Unknown(UnknownReason),
}

/// What is wrong with one direction of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// There is no peering in this direction.
    Missing,
    /// Whether there is one cannot be known.
    NotSeen,
    /// It is disabled.
    Disabled(PeeringId),
    /// Its state says why it does not work.
    State(PeeringId, State),
}

/// One direction of a link between two networks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direction {
    /// The network that it leads from.
    pub from: NetworkId,
    /// The network that it leads to.
    pub to: NetworkId,
    /// The peering in this direction, where it is seen.
    pub peering: Option<PeeringId>,
    /// What is wrong with it; none where it works.
    pub broken: Option<Break>,
}

/// The answer to "can A reach B?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub verdict: Verdict,
    pub text: String,
    /// What joins the two, where something does.
    pub over: Vec<Over>,
    /// From A to B and back, where there is a peering or one is missing.
    pub directions: Vec<Direction>,
    /// The networks that are peered with both: peerings are not transitive.
    pub between: Vec<NetworkId>,
    /// The peering that is missing, from A to B or the other way round.
    pub missing: Option<NewQuery>,
}

/// What can be done about a peering that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    Create(NewQuery),
    /// Have the owner of the network that it leads from create it. What they
    /// need stands on the page of this peering, which waits for it.
    AskOwner(PeeringId),
}

impl Answer {
    /// What can be done about the peering that is missing, where one is.
    pub fn offer(&self, snapshot: &Snapshot) -> Option<Offer> {
        let missing = self.missing.clone()?;
        let foreign = |local: &NetworkId| {
            snapshot.network(*local).is_none()
                && snapshot.sources().networks_read == Coverage::Complete
        };
        let owner = missing.local.filter(foreign);
        let waiting = self.directions.iter().find_map(|half| half.peering);
        Some(match owner.zip(waiting) {
            Some((_, waiting)) => Offer::AskOwner(waiting),
            None => Offer::Create(missing),
        })
    }

    pub(super) fn plain(verdict: Verdict, text: String) -> Self {
        Self {
            verdict,
            text,
            over: Vec::new(),
            directions: Vec::new(),
            between: Vec::new(),
            missing: None,
        }
    }
}
