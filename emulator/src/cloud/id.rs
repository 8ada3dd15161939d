//! Ids like those of the API: of objects and of responses.

use uuid::{Builder, Uuid};

use crate::cloud::moment::Moment;

/// The kind of object that an id names: its first two hex digits (recorded traffic).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Server = 0x00,
    Network = 0x03,
    Router = 0x04,
    Peering = 0x0f,
}

/// A version 4 UUID; equal bits give equal ids.
#[must_use]
pub fn typed(kind: Kind, bits: u128) -> Uuid {
    let mut bytes = bits.to_be_bytes();
    if let Some(first) = bytes.first_mut() {
        *first = kind as u8;
    }
    Builder::from_random_bytes(bytes).into_uuid()
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The correlation id of a response, a ULID: 48 bits of time and 80 random bits, in Crockford's
/// Base32.
#[must_use]
pub fn ulid(now: Moment, random_bits: u128) -> String {
    let value = u128::from(now.0 & 0xffff_ffff_ffff) << 80 | random_bits >> 48;
    let digit = |place: u32| {
        let index = usize::try_from(value >> (5 * place) & 31).unwrap_or(0);
        CROCKFORD.get(index).copied().map_or('0', char::from)
    };
    (0..26).rev().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, typed, ulid};
    use crate::cloud::moment::Moment;

    #[test]
    fn ids_have_the_prefix_version_and_variant_of_real_ones() {
        let id = typed(Kind::Peering, u128::MAX).to_string();
        assert_eq!(id, "0fffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn correlation_ids_start_with_the_time() {
        let id = ulid(Moment(1_768_916_641_410), u128::MAX);
        assert_eq!(id, "01KFDTBSM2ZZZZZZZZZZZZZZZZ");
        assert_eq!(ulid(Moment(0), 0), "0".repeat(26));
    }
}
