//! Overlapping ranges, against looking at each address.

use std::net::{Ipv4Addr, Ipv6Addr};

use domain::model::cidr::{Range, overlaps};
use proptest::{collection::vec, prelude::*};

/// A range of the last eight bits of a family's addresses: small enough to
/// look at each. `bits` is the address, with host bits or without.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Small {
    pub(crate) v6: bool,
    pub(crate) bits: u8,
    pub(crate) prefix: u8,
}

impl Small {
    pub(crate) fn range(self) -> Range {
        let host = u32::from(self.bits);
        if self.v6 {
            let address = Ipv6Addr::from(0xfc02_c4f3 << 96 | u128::from(host));
            Range::new(format!("{address}/{}", 120 + self.prefix))
        } else {
            let address = Ipv4Addr::from(10 << 24 | host);
            Range::new(format!("{address}/{}", 24 + self.prefix))
        }
    }

    pub(crate) fn holds(self, host: u8) -> bool {
        let mask = u8::MAX.checked_shl(8 - u32::from(self.prefix)).unwrap_or(0);
        host & mask == self.bits & mask
    }
}

/// Whether two networks of these ranges share an address, looked at one by one.
pub(crate) fn share_an_address(one: &[Small], two: &[Small]) -> bool {
    let holds = |ranges: &[Small], v6, host| {
        let mut ranges = ranges.iter();
        ranges.any(|range| range.v6 == v6 && range.holds(host))
    };
    let shared = |v6| (0..=u8::MAX).any(|host| holds(one, v6, host) && holds(two, v6, host));
    shared(false) || shared(true)
}

pub(crate) fn small() -> impl Strategy<Value = Small> {
    (any::<bool>(), any::<u8>(), 0..=8_u8).prop_map(|(v6, bits, prefix)| Small { v6, bits, prefix })
}

proptest! {
    #[test]
    fn ranges_overlap_where_they_share_an_address(one in small(), two in small()) {
        let shared = one.v6 == two.v6 && (0..=u8::MAX).any(|host| one.holds(host) && two.holds(host));
        prop_assert_eq!(one.range().overlaps(&two.range()), shared);
        prop_assert_eq!(two.range().overlaps(&one.range()), shared);
    }

    #[test]
    fn every_pair_that_overlaps_is_found(
        local in vec(small(), 0..4),
        peer in vec(small(), 0..4),
    ) {
        let ranges = |small: &[Small]| small.iter().map(|s| s.range()).collect::<Vec<_>>();
        let (local, peer) = (ranges(&local), ranges(&peer));
        let mut expected = Vec::new();
        for one in &local {
            for two in &peer {
                if one.overlaps(two) {
                    expected.push((one, two));
                }
            }
        }
        prop_assert_eq!(overlaps(&local, &peer), expected);
    }

    #[test]
    fn what_is_no_range_is_kept_and_overlaps_nothing(text in any::<String>(), other in small()) {
        let range = Range::new(text.as_str());
        prop_assert_eq!(range.as_str(), text);
        prop_assert!(range.net().is_some() || !range.overlaps(&other.range()));
    }
}

#[test]
fn the_extremes_are_ranges_too() {
    let all = |text| Range::new(text).overlaps(&Range::new("10.0.0.0/8"));
    assert!(all("0.0.0.0/0") && all("10.255.255.255/32"));
    assert!(!all("::/0") && !all("11.0.0.0/8") && !all("10.0.0.0/33") && !all("10.0.0.1"));
}
