//! Looking ranges up among many, against looking at each address.

use domain::{
    model::{cidr::Range, ids::NetworkId},
    snapshot::overlap::{Index, is_between},
};
use proptest::{collection::vec, prelude::*};

use crate::{
    cidr::{Small, share_an_address, small},
    world::{self, world},
};

proptest! {
    #[test]
    fn the_index_finds_whom_looking_at_each_address_finds(
        networks in vec(vec(small(), 0..4), 0..20),
        typed in vec(small(), 0..3),
    ) {
        let ranges = |small: &[Small]| small.iter().map(|s| s.range()).collect::<Vec<Range>>();
        let indexed: Vec<(NetworkId, Vec<Range>)> = (0..)
            .zip(&networks)
            .map(|(number, small)| (world::id(number), ranges(small)))
            .collect();
        let index = Index::new(indexed.iter().map(|(id, ranges)| (*id, ranges.as_slice())));
        let expected: Vec<NetworkId> = (0..)
            .zip(&networks)
            .filter(|(_, ranges)| share_an_address(ranges, &typed))
            .map(|(number, _)| world::id(number))
            .collect();
        prop_assert_eq!(index.overlapping(&ranges(&typed)), expected);
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
