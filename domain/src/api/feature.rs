//! What the console may do, where a host has disabled something.

use super::request::{Method, Request};

/// Something a host can disable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// New peerings.
    Create,
    /// Changing peerings, and the networks and routers that they need.
    Modify,
    /// Deleting peerings.
    Delete,
    /// The same for many peerings at once.
    Bulk,
    /// Saving peerings as a file.
    Export,
    /// The page that answers whether one network reaches another.
    Reachability,
}

impl Feature {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Create,
        Self::Modify,
        Self::Delete,
        Self::Bulk,
        Self::Export,
        Self::Reachability,
    ];

    /// As a host names it.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Modify => "modify",
            Self::Delete => "delete",
            Self::Bulk => "bulk",
            Self::Export => "export",
            Self::Reachability => "reachability",
        }
    }

    /// What has to be allowed for this call; none for one that only reads.
    #[must_use]
    pub fn needed(request: &Request) -> Option<Self> {
        let is_peering = request.path.starts_with("/network-peering");
        match (request.method, is_peering) {
            (Method::Get, _) => None,
            (Method::Post, true) => Some(Self::Create),
            (Method::Delete, true) => Some(Self::Delete),
            _ => Some(Self::Modify),
        }
    }
}

/// Which features are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// A bit for each that is off, in the order of [`Feature::ALL`].
    off: u8,
}

impl Features {
    /// Everything.
    pub const ALL: Self = Self { off: 0 };

    /// Everything but those that the text names, with blanks between them. An unknown
    /// name may forbid anything, so it switches everything off. Without changing nothing
    /// can be deleted either: the API deletes only what was disabled before.
    #[must_use]
    pub fn without(names: &str) -> Self {
        let off = names
            .split_whitespace()
            .map(|name| {
                let feature = Feature::ALL.into_iter().find(|one| one.slug() == name);
                match feature {
                    Some(Feature::Modify) => {
                        Self::bit(Feature::Modify) | Self::bit(Feature::Delete)
                    }
                    Some(feature) => Self::bit(feature),
                    None => u8::MAX,
                }
            })
            .fold(0, |off, bits| off | bits);
        Self { off }
    }

    /// Whether this one is on.
    #[must_use]
    pub const fn has(self, feature: Feature) -> bool {
        self.off & Self::bit(feature) == 0
    }

    const fn bit(feature: Feature) -> u8 {
        1 << feature as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        api::{label_filter::LabelFilter, request},
        edit::patch::Patch,
        model::ids::{NetworkId, PeeringId, RouterId},
    };

    #[test]
    fn only_what_is_named_is_off() {
        let features = Features::without("create delete");
        let on = Feature::ALL.map(|feature| features.has(feature));
        assert_eq!(on, [false, true, false, true, true, true]);
        assert!(!Features::without("modify").has(Feature::Delete));
        assert_eq!(Features::without(""), Features::ALL);
        assert!(Feature::ALL.into_iter().all(|one| Features::ALL.has(one)));
    }

    #[test]
    fn an_unknown_name_switches_everything_off() {
        for names in ["nonsense", "create nonsense", "Modify"] {
            let features = Features::without(names);
            assert!(
                Feature::ALL.into_iter().all(|one| !features.has(one)),
                "{names}"
            );
        }
    }

    #[test]
    fn each_call_that_writes_needs_a_feature_and_no_other_does() {
        let (peering, network, router) = (
            PeeringId::from_u128(1),
            NetworkId::from_u128(2),
            RouterId::from_u128(3),
        );
        let calls = [
            (request::account(), None),
            (request::peerings(&LabelFilter::default()), None),
            (
                request::modify(peering, &Patch::default()),
                Some(Feature::Modify),
            ),
            (request::delete(peering), Some(Feature::Delete)),
            (request::create_router("r"), Some(Feature::Modify)),
            (request::delete_router(router), Some(Feature::Modify)),
            (
                request::attach(network, Some(router)),
                Some(Feature::Modify),
            ),
        ];
        for (call, feature) in calls {
            assert_eq!(Feature::needed(&call), feature, "{call:?}");
        }
    }
}
