//! What the owner of a peer network says of it in an invitation link. Anyone can
//! write such a link.

use super::cidr::Range;

/// More ranges than these are left out of a link.
const MAX_RANGES: usize = 16;

/// What the owner of the peer network says of it in an invitation link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitation {
    /// `range`, repeated: its ranges. What is no range is left out.
    pub ranges: Vec<Range>,
    /// `zone`: its zone; empty where it is unknown.
    pub zone: String,
}

impl Invitation {
    /// Without what can be neither a range nor a zone: it is shown to people,
    /// and strangers write it.
    pub(crate) fn sound(mut self) -> Self {
        self.ranges.retain(|range| range.net().is_some());
        self.ranges.truncate(MAX_RANGES);
        let is_zone = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if self.zone.len() > 40 || !self.zone.bytes().all(is_zone) {
            self.zone.clear();
        }
        self
    }
}
