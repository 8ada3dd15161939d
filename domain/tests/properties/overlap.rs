//! Looking ranges up among many, against looking at each address.

use domain::{
    model::{cidr::Range, ids::NetworkId},
    snapshot::overlap::{Index, is_between},
};
use proptest::{collection::vec, prelude::*};

use crate::{
    cidr::{Small, small},
    world::{self, world},
};

fn shares(one: &[Small], two: &[Small]) -> bool {
    let holds =
        |side: &[Small], v6, host| side.iter().any(|range| range.v6 == v6 && range.holds(host));
    [false, true]
        .into_iter()
        .any(|v6| (0..=u8::MAX).any(|host| holds(one, v6, host) && holds(two, v6, host)))
}

proptest! {
    #[test]
    fn the_index_finds_whom_looking_at_each_address_finds(
        networks in vec(vec(small(), 0..4), 0..20),
        asked in vec(small(), 0..3),
    ) {
        let ranges = |side: &[Small]| side.iter().map(|s| s.range()).collect::<Vec<Range>>();
        let held: Vec<(NetworkId, Vec<Range>)> = (0..)
            .zip(&networks)
            .map(|(number, side)| (world::id(number), ranges(side)))
            .collect();
        let index = Index::new(held.iter().map(|(id, ranges)| (*id, ranges.as_slice())));
        let expected: Vec<NetworkId> = (0..)
            .zip(&networks)
            .filter(|(_, side)| shares(side, &asked))
            .map(|(number, _)| world::id(number))
            .collect();
        prop_assert_eq!(index.overlapping(&ranges(&asked)), expected);
    }

    #[test]
    fn networks_overlap_where_they_share_an_address(world in world()) {
        let snapshot = world.whole();
        for one in 0..world::NETWORKS {
            for two in 0..world::NETWORKS {
                let overlaps = is_between(&snapshot, world::id(one), world::id(two));
                prop_assert_eq!(overlaps, world.share_an_address(one, two));
            }
        }
    }
}

#[test]
fn what_is_no_range_is_in_no_index() {
    let ranges = ["10.0.0.0/8", "all of it"].map(Range::new);
    let index = Index::new([(world::id(1), ranges.as_slice())].into_iter());
    assert_eq!(
        index.overlapping(&[Range::new("10.9.0.1/32")]),
        [world::id(1)]
    );
    assert_eq!(index.overlapping(&[Range::new("all of it")]), []);
}
