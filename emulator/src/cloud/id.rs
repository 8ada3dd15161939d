//! Object ids that look like the real ones.

use uuid::{Builder, Uuid};

/// What an id names; the first two hex digits tell it apart in recorded traffic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A server, prefix `00`.
    Server,
    /// A network, prefix `03`.
    Network,
    /// A router, prefix `04`.
    Router,
    /// A network peering, prefix `0f`.
    Peering,
}

/// The version 4 id of this kind made of these bits; equal bits give equal ids.
#[must_use]
pub fn typed(kind: Kind, bits: u128) -> Uuid {
    let prefix = match kind {
        Kind::Server => 0x00,
        Kind::Network => 0x03,
        Kind::Router => 0x04,
        Kind::Peering => 0x0f,
    };
    let mut bytes = bits.to_be_bytes();
    if let Some(first) = bytes.first_mut() {
        *first = prefix;
    }
    Builder::from_random_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::{Kind, typed};

    #[test]
    fn ids_have_the_prefix_version_and_variant_of_real_ones() {
        let id = typed(Kind::Peering, u128::MAX).to_string();
        assert_eq!(id, "0fffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
