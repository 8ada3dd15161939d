//! Which networks' address ranges overlap.
//!
//! Two ranges of addresses either are apart or one holds the other. That makes
//! looking one up among many quick: those that hold it are its ancestors in a
//! tree, and those it holds stand in a row.

use ipnet::IpNet;

use super::Snapshot;
use crate::model::{
    cidr::{self, Range},
    ids::NetworkId,
};

/// Whether a range of the one network overlaps a range of the other, as far as
/// both networks' ranges are known.
pub fn is_between(snapshot: &Snapshot, one: NetworkId, two: NetworkId) -> bool {
    !cidr::overlaps(snapshot.ranges(one), snapshot.ranges(two)).is_empty()
}

/// The ranges of many networks, to be looked up quickly.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// In order: what holds a range stands before it.
    nets: Vec<(IpNet, NetworkId)>,
    /// For each the place of the nearest range before it that holds it.
    holders: Vec<Option<usize>>,
}

impl Index {
    /// The ranges of these networks. What is no range is left out.
    pub fn new<'a>(networks: impl Iterator<Item = (NetworkId, &'a [Range])>) -> Self {
        let mut nets = Vec::new();
        for (id, ranges) in networks {
            nets.extend(ranges.iter().filter_map(|range| Some((range.net()?, id))));
        }
        // By the first address, and of two with the same the larger one first.
        nets.sort_unstable();
        nets.dedup();
        let mut holders: Vec<Option<usize>> = Vec::with_capacity(nets.len());
        for (place, (net, _)) in nets.iter().enumerate() {
            let mut holder = place.checked_sub(1);
            while let Some(at) = holder {
                if nets.get(at).is_some_and(|(outer, _)| outer.contains(net)) {
                    break;
                }
                holder = holders.get(at).copied().flatten();
            }
            holders.push(holder);
        }
        Self { nets, holders }
    }

    /// The networks of which a range shares an address with one of these, in
    /// the order of their UUIDs, each once.
    pub fn overlapping(&self, ranges: &[Range]) -> Vec<NetworkId> {
        let mut found = Vec::new();
        for net in ranges.iter().filter_map(Range::net) {
            let start = self.nets.partition_point(|(other, _)| *other < net);
            let after = self.nets.get(start..).unwrap_or_default();
            let within = after.iter().take_while(|(inner, _)| net.contains(inner));
            found.extend(within.map(|(_, id)| *id));
            let mut holder = start.checked_sub(1);
            while let Some(at) = holder {
                if let Some((outer, id)) = self.nets.get(at)
                    && outer.contains(&net)
                {
                    found.push(*id);
                }
                holder = self.holders.get(at).copied().flatten();
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
