//! The checks of other peerings: this direction, the other one, and how many
//! there are.

use super::check::{Check, CheckId, Ends, Subject, because, cannot_read};
use crate::{
    model::{
        object::Object,
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    snapshot::{
        Snapshot,
        unknown::{UnknownReason, reason_for, reason_for_network},
    },
};

pub(super) fn same_direction((snapshot, _, local, peer): Ends<'_>) -> Check {
    let id = CheckId::SameDirection;
    let (from, to) = (snapshot.name(local), snapshot.name(peer));
    if let Some(row) = snapshot.between(local, peer).next() {
        let text = format!(
            "{} already connects {from} to {to}. UpCloud refuses a second peering in the same direction.",
            row.peering.name
        );
        return Check::fail(id, text)
            .naming([Object::Peering(row.peering.id)])
            .stopping(true);
    }
    match reason_for(snapshot.sources().peerings_read) {
        Some(why) => {
            let because = because(why, "the list of peerings");
            Check::unknown(id, why, format!("Can't check: {because}."))
        }
        // The peerings of a network that this account cannot read are not in
        // its list.
        None if snapshot.network(local).is_none() => cannot_read(id, snapshot, local),
        None => Check::pass(id, format!("No peering from {from} to {to} exists yet.")),
    }
}

/// The peering from the peer network back to the local one.
enum Reverse {
    On,
    Off,
    Missing,
    Unknown(UnknownReason),
}

pub(super) fn reverse_direction(ends: Ends<'_>) -> Check {
    let (snapshot, subject, local, peer) = ends;
    let id = CheckId::ReverseDirection;
    let (from, to) = (snapshot.name(peer), snapshot.name(local));
    let check = match reverse(ends) {
        Reverse::On => Check::pass(id, format!("A peering from {from} back to {to} exists.")),
        Reverse::Off => Check::warn(
            id,
            format!(
                "The peering from {from} back to {to} is disabled. No traffic passes until it is enabled."
            ),
        ),
        Reverse::Missing if subject.both => Check::pass(
            id,
            format!("A peering from {from} back to {to} will be created as well."),
        ),
        Reverse::Missing if subject.known(snapshot, peer).deleted => Check::warn(
            id,
            format!(
                "There is no peering back to {to}, and none can be created: {from} was deleted."
            ),
        ),
        Reverse::Missing => Check::warn(
            id,
            format!("No traffic passes until a peering from {from} back to {to} exists."),
        ),
        Reverse::Unknown(why) => {
            let unread = match why {
                UnknownReason::OtherAccount | UnknownReason::Deleted => format!("network {peer}"),
                _ => "the list of peerings".into(),
            };
            let text = format!(
                "Can't check: {}. No traffic passes until a peering from it back to {to} exists.",
                because(why, &unread)
            );
            Check::unknown(id, why, text)
        }
    };
    check.naming(seen(ends).map(|half| Object::Peering(half.id)))
}

/// The other half, where it can be read.
fn seen<'a>((snapshot, subject, local, peer): Ends<'a>) -> Option<&'a Peering> {
    let this = subject.existing.map(|peering| peering.id);
    let mut halves = snapshot.between(peer, local).map(|row| &row.peering);
    halves.find(|half| Some(half.id) != this)
}

fn reverse(ends: Ends<'_>) -> Reverse {
    let (snapshot, subject, _, peer) = ends;
    if let Some(half) = seen(ends) {
        return match half.configured_status {
            ConfiguredStatus::Disabled => Reverse::Off,
            ConfiguredStatus::Active | ConfiguredStatus::Other(_) => Reverse::On,
        };
    }
    match subject.existing.map(|peering| &peering.state) {
        Some(State::PeerDisabled) => return Reverse::Off,
        Some(State::Active | State::MissingPeerRouter | State::ConflictSubnet) => {
            return Reverse::On;
        }
        Some(State::PendingPeer | State::DeletedPeerNetwork) => return Reverse::Missing,
        _ => {}
    }
    if let Some(why) = reason_for(snapshot.sources().peerings_read) {
        Reverse::Unknown(why)
    } else if snapshot.network(peer).is_some() {
        Reverse::Missing
    } else {
        Reverse::Unknown(reason_for_network(snapshot, peer))
    }
}

/// `ends` are missing until both networks are chosen.
pub(super) fn quota(snapshot: &Snapshot, subject: &Subject<'_>, ends: Option<Ends<'_>>) -> Check {
    let id = CheckId::Quota;
    let sources = snapshot.sources();
    let Some(account) = &sources.account else {
        let text = "Can't check: the account couldn't be loaded yet.";
        return Check::unknown(id, UnknownReason::NotYet, text);
    };
    let (Some(limit), Some(used)) = (account.peering_limit, sources.peerings_used) else {
        let text =
            "Can't check: the API doesn't report the limit or the number of peerings in use.";
        return Check::unknown(id, UnknownReason::NotTold, text);
    };
    let reversed = ends.map_or(Reverse::Missing, reverse);
    let left = limit.saturating_sub(used);
    let wanted = match reversed {
        Reverse::Missing if subject.both => 2,
        // One is enough where the other half exists, and two where it does not.
        Reverse::Unknown(why) if subject.both && left == 1 => {
            let text =
                "One more peering is allowed, and it is unknown whether the other half exists.";
            return Check::unknown(id, why, text);
        }
        _ => 1,
    };
    if left >= wanted {
        return Check::pass(id, format!("{used} of {limit} peerings are in use."));
    }
    let text = format!(
        "{used} of {limit} peerings are in use, and this creates {wanted} more. UpCloud will probably refuse."
    );
    Check::warn(id, text)
}
