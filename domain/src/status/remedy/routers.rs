//! How a network gets a router, and what that changes.

use super::kind::Remedy;
use crate::{
    model::{
        ids::{NetworkId, RouterId},
        natural,
        network::{Network, Router},
    },
    snapshot::{
        Snapshot, overlap,
        unknown::{UnknownReason, reason_for, reason_for_network},
    },
};

pub(super) fn routers_or_wait(snapshot: &Snapshot, network: NetworkId) -> Vec<Remedy> {
    let remedies = routers(snapshot, network);
    if remedies.is_empty() {
        // It has one by now, and the state is about to show it.
        return vec![Remedy::Wait];
    }
    remedies
}

/// How a network gets a router. Nothing, where it has one. A new one always
/// fits; the routers that exist only where their zone is known to.
pub fn routers(snapshot: &Snapshot, network: NetworkId) -> Vec<Remedy> {
    if snapshot.router_of(network).is_some() {
        return Vec::new();
    }
    let mut remedies = Vec::new();
    let mut name = "router".to_owned();
    if let Some(Network { zone, .. }) = snapshot.network(network).map(AsRef::as_ref) {
        let routers = fitting_routers(snapshot, zone);
        if !routers.is_empty() {
            remedies.push(Remedy::AttachRouter { network, routers });
        }
        if !zone.is_empty() {
            name = format!("{zone}-router");
        }
    }
    remedies.push(Remedy::CreateRouter { network, name });
    remedies
}

/// The routers that a network of this zone can be attached to: those whose
/// networks are of it, and then those without a network. A router serves one
/// zone, and shows it only by its networks.
fn fitting_routers(snapshot: &Snapshot, zone: &str) -> Vec<RouterId> {
    let is_of_zone = |network| Some(snapshot.network(network)?.zone == zone);
    let mut fitting: Vec<(bool, &Router)> = Vec::new();
    for router in &snapshot.sources().routers {
        let mut zones = snapshot.attached(router.id).map(is_of_zone).peekable();
        let spare = zones.peek().is_none();
        // A network that cannot be read proves nothing; one that is elsewhere
        // rules the router out.
        let zones: Vec<bool> = zones.flatten().collect();
        let serves = !zones.is_empty() && !zones.contains(&false);
        if !router.service && (spare || serves) {
            fitting.push((spare, router));
        }
    }
    fitting.sort_by(|one, two| {
        one.0
            .cmp(&two.0)
            .then_with(|| natural::compare(&one.1.name, &two.1.name))
            .then_with(|| one.1.id.cmp(&two.1.id))
    });
    fitting.into_iter().map(|(_, router)| router.id).collect()
}

/// What attaching a network to a router changes besides giving it one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attaching {
    /// The networks that it and they reach each other from then on.
    pub joins: Vec<NetworkId>,
    /// Those of them whose ranges overlap its own.
    pub overlaps: Vec<NetworkId>,
    /// The same, as a sentence.
    pub text: String,
}

/// What attaching a network to a router changes, to be shown before it is
/// done. None stands for a router that is yet to be created.
pub fn attaching(snapshot: &Snapshot, network: NetworkId, router: Option<RouterId>) -> Attaching {
    let joins: Vec<NetworkId> = router
        .into_iter()
        .flat_map(|router| snapshot.attached(router))
        .filter(|joined| *joined != network)
        .collect();
    let overlaps = joins
        .iter()
        .copied()
        .filter(|joined| overlap::is_between(snapshot, network, *joined))
        .collect();
    let name = snapshot.name(network);
    let text = match joins.as_slice() {
        [] => format!("{name} gets its own router, which connects it to no other network."),
        [one] => format!("{name} and {} will reach each other.", snapshot.name(*one)),
        many => format!(
            "{name} and the {} networks on this router will reach each other.",
            many.len()
        ),
    };
    Attaching {
        joins,
        overlaps,
        text,
    }
}

/// Why the routers that fit a network may be incomplete; none where
/// they are complete.
pub fn routers_unknown(snapshot: &Snapshot, network: NetworkId) -> Option<UnknownReason> {
    if snapshot.network(network).is_none() {
        return Some(reason_for_network(snapshot, network));
    }
    reason_for(snapshot.sources().routers_read)
}
