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

use self::check::Ends;
use crate::snapshot::Snapshot;

pub use self::{
    check::{Check, CheckId, CheckOutcome, Subject},
    mark::{Clash, Mark, Marker},
};

/// All checks, in the order they are shown. Of a peering that exists, those
/// that are about making it are left out.
pub fn preflight(snapshot: &Snapshot, subject: &Subject<'_>) -> Vec<Check> {
    let is_new = subject.existing.is_none();
    let ends = subject.local.zip(subject.peer);
    let ends = ends.map(|(local, peer)| (snapshot, subject, local, peer));
    let of_two = |id, check: fn(Ends<'_>) -> Check| ends.map_or(Check::not_chosen(id), check);
    let mut checks = vec![
        of_two(CheckId::Private, networks::private),
        networks::router(snapshot, subject, CheckId::LocalRouter),
        networks::router(snapshot, subject, CheckId::PeerRouter),
        of_two(CheckId::Overlap, ranges::overlap),
        of_two(CheckId::ReachedOverlap, ranges::reached_overlap),
    ];
    checks.extend(is_new.then(|| of_two(CheckId::SameDirection, other_peerings::same_direction)));
    checks.push(of_two(
        CheckId::ReverseDirection,
        other_peerings::reverse_direction,
    ));
    checks.push(of_two(CheckId::Zones, networks::zones));
    checks.extend(is_new.then(|| other_peerings::quota(snapshot, subject, ends)));
    checks
}

/// The checks that stop the form from being sent: each one's text is the
/// reason. None stops where this is empty.
pub fn blocks(checks: &[Check]) -> Vec<&Check> {
    checks.iter().filter(|check| check.stops).collect()
}
