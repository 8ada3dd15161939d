//! What can be checked of a peering before it is created, or of one that exists:
//! a list of checks, each with its outcome and the reason.
//!
//! Only what the API is certain to refuse, or what can never pass traffic,
//! stops the form from being sent. What cannot be known says why it cannot.

pub mod zone;

mod check;
mod mark;
mod networks;
mod other_peerings;
mod ranges;

use crate::snapshot::Snapshot;

pub use self::{
    check::{Check, CheckId, CheckOutcome, Subject},
    mark::{Clash, Mark, Marker},
};

/// All checks, in the order they are shown. Of a peering that exists, those
/// that are about making it are left out.
pub fn preflight(snapshot: &Snapshot, subject: &Subject<'_>) -> Vec<Check> {
    let mut checks = vec![
        networks::private(snapshot, subject),
        networks::router(snapshot, subject, CheckId::LocalRouter),
        networks::router(snapshot, subject, CheckId::PeerRouter),
        ranges::overlap(snapshot, subject),
        ranges::reached_overlap(snapshot, subject),
    ];
    if subject.existing.is_none() {
        checks.push(other_peerings::same_direction(snapshot, subject));
    }
    checks.push(other_peerings::reverse_direction(snapshot, subject));
    checks.push(networks::zones(snapshot, subject));
    if subject.existing.is_none() {
        checks.push(other_peerings::quota(snapshot, subject));
    }
    checks
}

/// The checks that stop the form from being sent: each one's text is the
/// reason. None stops where this is empty.
pub fn blocks(checks: &[Check]) -> Vec<&Check> {
    checks.iter().filter(|check| check.stops).collect()
}
