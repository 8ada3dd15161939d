//! Zones, and which of them can be peered.

use serde::{Deserialize, Serialize};

/// A data centre (recorded traffic; `parent_zone` from UpCloud's Go SDK).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Such as `Helsinki #1`.
    pub description: String,
    /// Such as `fi-hel1`.
    pub id: String,
    /// The public zone that a private one belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_zone: Option<String>,
    /// `yes` or `no`.
    pub public: String,
}

/// Whether networks in these zones can be peered. The real rules are unpublished: pairs within
/// Europe were seen to work, and Europe with the United States, Singapore or Sydney to be refused
/// (reported by users). Grouping by country prefix is inferred.
#[must_use]
pub fn can_peer(one: &str, other: &str) -> bool {
    continent(one) == continent(other)
}

fn continent(zone: &str) -> &str {
    match zone.split_once('-').map_or(zone, |(country, _)| country) {
        "fi" | "se" | "no" | "dk" | "de" | "nl" | "uk" | "es" | "pl" => "europe",
        country => country,
    }
}
