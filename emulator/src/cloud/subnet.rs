//! Address ranges: the rules for private networks, and overlap.

use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net};

use super::{codes, failure::Failure};

/// Allowed prefix lengths for IPv4 ranges of private networks (UpCloud OpenAPI).
const PREFIXES: std::ops::RangeInclusive<u8> = 8..=29;

/// Ranges that private networks must not overlap: carrier NAT, loopback, multicast and link-local
/// (UpCloud OpenAPI).
const RESERVED: [([u8; 4], u8); 4] = [
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([224, 0, 0, 0], 4),
    ([169, 254, 0, 0], 16),
];

/// Parses the range of a private network. Host bits are kept: the API shows the text that was sent
/// (recorded traffic).
///
/// # Errors
/// `ADDRESS_INVALID` for text that is not a range, for a size or range that is not allowed, and for
/// the wrong family.
pub fn parse_private(address: &str, family: &str) -> Result<IpNet, Failure> {
    let invalid = || {
        Failure::new(
            codes::ADDRESS_INVALID,
            format!("The address {address} is invalid."),
        )
    };
    let range: IpNet = address.parse().map_err(|_| invalid())?;
    let allowed = match range {
        IpNet::V4(v4) => {
            family == "IPv4"
                && PREFIXES.contains(&v4.prefix_len())
                && !RESERVED.iter().any(|&(start, length)| {
                    Ipv4Net::new(Ipv4Addr::from(start), length)
                        .is_ok_and(|reserved| overlap(&IpNet::V4(reserved), &range))
                })
        }
        IpNet::V6(v6) => family == "IPv6" && v6.prefix_len() <= 64 && !v6.addr().is_loopback(),
    };
    if allowed { Ok(range) } else { Err(invalid()) }
}

/// Ranges of different families never overlap.
#[must_use]
pub fn overlap(one: &IpNet, other: &IpNet) -> bool {
    one.contains(other) || other.contains(one)
}

/// The first host address, which is the default gateway (recorded traffic).
#[must_use]
pub fn first_host(range: &IpNet) -> IpAddr {
    match range {
        IpNet::V4(v4) => IpAddr::V4(Ipv4Addr::from_bits(
            v4.network().to_bits().saturating_add(1),
        )),
        IpNet::V6(v6) => IpAddr::V6(v6.network().to_bits().saturating_add(1).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{first_host, overlap, parse_private};

    #[test]
    fn private_ranges_have_sizes_8_to_29_and_avoid_reserved_ones() {
        for address in [
            "10.0.0.0/8",
            "10.1.2.0/29",
            "192.168.0.0/16",
            "172.16.0.0/12",
        ] {
            assert!(parse_private(address, "IPv4").is_ok(), "{address}");
        }
        for address in [
            "10.0.0.0/30",
            "8.0.0.0/7",
            "10.0.0.0",
            "",
            "100.64.1.0/24",
            "127.0.0.0/8",
            "225.0.0.0/24",
            "169.254.0.0/17",
            "fd00::/64",
        ] {
            assert!(parse_private(address, "IPv4").is_err(), "{address}");
        }
        let with_host_bits = parse_private("192.168.86.1/24", "IPv4");
        assert!(with_host_bits.is_ok_and(|range| range.to_string() == "192.168.86.1/24"));
        assert!(parse_private("2a04:3540:1000:310::/64", "IPv6").is_ok());
        assert!(parse_private("10.0.0.0/24", "IPv6").is_err());
    }

    #[test]
    fn ranges_overlap_when_one_contains_the_other() -> Result<(), ipnet::AddrParseError> {
        for (one, other, expected) in [
            ("10.0.0.0/22", "10.0.2.0/24", true),
            ("10.0.0.0/24", "10.0.1.0/24", false),
            ("0.0.0.0/0", "::/0", false),
            ("fd00::/48", "fd00:0:0:1::/64", true),
            ("192.168.86.1/24", "192.168.86.200/24", true),
            ("192.168.86.255/24", "192.168.87.0/24", false),
        ] {
            for (a, b) in [(one, other), (other, one)] {
                assert_eq!(overlap(&a.parse()?, &b.parse()?), expected, "{a} {b}");
            }
        }
        assert_eq!(first_host(&"10.0.4.0/24".parse()?).to_string(), "10.0.4.1");
        Ok(())
    }
}
