//! Text to take elsewhere: equivalent commands and invitations.

mod equivalents;
mod handshake_card;

pub(crate) use equivalents::{ChangeEquivalents, Equivalents, PeeringEquivalents, PlanEquivalents};
pub(crate) use handshake_card::HandshakeCard;
