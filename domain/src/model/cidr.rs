//! Address ranges.

use std::fmt;

use ipnet::IpNet;

/// An address range of a network, as the API writes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Range {
    text: Box<str>,
    net: Option<IpNet>,
}

impl Range {
    /// The range of that text. A text that is no CIDR is kept and shown, and
    /// overlaps nothing.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let net = text.parse().ok().map(|net: IpNet| net.trunc());
        Self { text, net }
    }

    /// The text as the API wrote it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The range as numbers, without host bits, where the text is one.
    pub fn net(&self) -> Option<IpNet> {
        self.net
    }

    /// Whether the two ranges share an address. Ranges of different families
    /// never do.
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self.net(), other.net()) {
            (Some(one), Some(two)) => one.contains(&two) || two.contains(&one),
            _ => false,
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Range({})", self.text)
    }
}

/// The pairs of ranges, one of each side, that share an address.
pub fn overlaps<'a>(local: &'a [Range], peer: &'a [Range]) -> Vec<(&'a Range, &'a Range)> {
    local
        .iter()
        .flat_map(|one| {
            peer.iter()
                .filter(|two| one.overlaps(two))
                .map(move |two| (one, two))
        })
        .collect()
}
