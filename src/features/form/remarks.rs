//! What the network picker says about each network before it is picked.

use domain::{
    model::{ids::NetworkId, network::Network},
    preflight::{CheckOutcome, Clash, Mark, Marker},
    snapshot::Snapshot,
};

pub(super) type Remark = (CheckOutcome, String);

/// The remarks on each of the networks, in their order.
pub(super) fn remarks<'a>(
    snapshot: &Snapshot,
    picks_local: bool,
    opposite: Option<NetworkId>,
    networks: impl Iterator<Item = &'a Network>,
) -> Vec<Vec<Remark>> {
    let mut networks = networks.peekable();
    if networks.peek().is_none() {
        return Vec::new();
    }
    // One marker for all of them: creating it visits every network.
    let marker = Marker::new(snapshot, picks_local, opposite);
    let other = opposite.map(|id| snapshot.name(id)).unwrap_or_default();
    networks
        .map(|network| describe(snapshot, &other, &marker.mark(network)))
        .collect()
}

fn describe(snapshot: &Snapshot, other: &str, mark: &Mark) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if mark.routerless {
        remarks.push((CheckOutcome::Warn, "no router".into()));
    }
    match &mark.clash {
        Some(Clash::Peers { other: range, .. }) => {
            remarks.push((CheckOutcome::Fail, format!("overlaps {range} of {other}")));
        }
        Some(Clash::OtherReaches(network)) => {
            let name = snapshot.name(*network);
            remarks.push((
                CheckOutcome::Warn,
                format!("overlaps {name}, which {other} reaches"),
            ));
        }
        Some(Clash::Reaches(network)) => {
            let name = snapshot.name(*network);
            remarks.push((
                CheckOutcome::Warn,
                format!("reaches {name}, which overlaps {other}"),
            ));
        }
        None => {}
    }
    if mark.existing.is_some() {
        remarks.push((CheckOutcome::Fail, format!("already peered with {other}")));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::{model::cidr::Range, snapshot::Sources};

    use super::*;

    const HERE: NetworkId = NetworkId::from_u128(1);
    const THERE: NetworkId = NetworkId::from_u128(2);

    fn network(id: NetworkId, name: &str, range: &str) -> Arc<Network> {
        Arc::new(Network {
            id,
            name: name.into(),
            private: true,
            zone: "fi-hel1".into(),
            router: None,
            ranges: vec![Range::new(range)],
        })
    }

    #[test]
    fn an_overlap_and_a_missing_router_are_named() {
        let here = network(HERE, "web", "10.1.0.0/24");
        let there = network(THERE, "db", "10.1.0.0/16");
        let networks = [&here, &there].map(|network| (network.id, Arc::clone(network)));
        let snapshot = Snapshot::new(Sources {
            networks: Arc::new(networks.into_iter().collect()),
            ..Sources::default()
        });
        let found = |opposite| remarks(&snapshot, true, opposite, [&*here].into_iter());
        let no_router = (CheckOutcome::Warn, "no router".to_owned());
        assert_eq!(found(None), [vec![no_router.clone()]]);
        let overlap = (CheckOutcome::Fail, "overlaps 10.1.0.0/16 of db".to_owned());
        assert_eq!(found(Some(THERE)), [vec![no_router, overlap]]);
    }
}
