//! What peerings say of networks that the account cannot read: the ranges that one
//! peering shows are those of every peering with that network, and a network that was
//! deleted was deleted for all of them.

use std::{collections::HashMap, sync::Arc};

use crate::model::{
    ids::{NetworkId, PeeringId},
    known::Reported,
    peering::End,
    row::Row,
    state::State,
};

/// What is said of each network about which it adds anything.
pub type Reports = HashMap<NetworkId, Arc<Reported>>;

/// Which of several peerings counts: what one says of its own local network comes
/// before what one says of its peer network.
type Claim = (bool, NetworkId, PeeringId);

/// What was found about one network so far.
#[derive(Default)]
struct Evidence<'a> {
    best: Option<(Claim, &'a End)>,
    deleted: bool,
}

/// What the rows say of one another's networks.
pub(super) fn reports<'a>(rows: impl Iterator<Item = &'a Arc<Row>> + Clone) -> Reports {
    let mut found: HashMap<NetworkId, Evidence<'_>> = HashMap::new();
    for row in rows.clone() {
        for (end, ..) in unread_ends(row) {
            if end.ranges.is_empty() {
                found.entry(end.network).or_default();
            }
        }
        if row.peering.state == State::DeletedPeerNetwork {
            found.entry(row.peering.peer.network).or_default().deleted = true;
        }
    }
    if found.is_empty() {
        return Reports::new();
    }
    for row in rows {
        for (end, claim) in unread_ends(row) {
            if !end.ranges.is_empty()
                && let Some(Evidence { best, .. }) = found.get_mut(&end.network)
                && best.is_none_or(|(before, _)| claim < before)
            {
                *best = Some((claim, end));
            }
        }
    }
    let reported = found
        .into_iter()
        .map(|(network, Evidence { best, deleted })| {
            let ranges = best.map(|((.., by), end)| (end.ranges.clone(), by));
            (network, Arc::new(Reported { ranges, deleted }))
        });
    reported.collect()
}

/// What these reports add to a row.
pub(super) fn added(row: &Row, reports: &Reports) -> [Option<Arc<Reported>>; 2] {
    let peering = &row.peering;
    [&peering.local, &peering.peer].map(|end| reports.get(&end.network).cloned())
}

/// The ends whose networks show no ranges.
fn unread_ends(row: &Row) -> impl Iterator<Item = (&End, Claim)> {
    let (local, peer, id) = (&row.peering.local, &row.peering.peer, row.peering.id);
    let ends = [
        (local, &row.local, (false, peer.network, id)),
        (peer, &row.peer, (true, local.network, id)),
    ];
    ends.into_iter().filter_map(|(end, network, claim)| {
        let is_read = network
            .as_ref()
            .is_some_and(|network| !network.ranges.is_empty());
        (!is_read).then_some((end, claim))
    })
}
