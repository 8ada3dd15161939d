//! What the host decided for one console. Features can change while it is mounted.

use domain::api::feature::{Feature, Features};

use super::{callbacks::Host, options::Options};
use crate::reactive::{RwSignal, StoredValue};

/// The settings of one console.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    host: StoredValue<Host>,
    api_base: StoredValue<String>,
    features: RwSignal<Features>,
}

impl Settings {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            host: StoredValue::new(options.host.clone()),
            api_base: StoredValue::new(options.api_base.clone()),
            features: RwSignal::new(options.features),
        }
    }

    /// The functions of the host.
    pub(crate) fn host(self) -> Host {
        self.host
            .try_with_value(Host::clone)
            .unwrap_or_else(Host::none)
    }

    /// The address of the API, as it was configured.
    pub(crate) fn api_base(self) -> String {
        self.api_base
            .try_with_value(String::clone)
            .unwrap_or_default()
    }

    /// Whether the feature is on; tracked.
    pub(crate) fn has(self, feature: Feature) -> bool {
        self.features
            .try_with(|features| features.has(feature))
            .unwrap_or(false)
    }

    /// Whether an action that needs this feature, or none, may be done; tracked.
    pub(crate) fn allows(self, needed: Option<Feature>) -> bool {
        needed.is_none_or(|needed| self.has(needed))
    }

    /// Whether the feature is on; untracked.
    pub(crate) fn has_untracked(self, feature: Feature) -> bool {
        self.features
            .try_with_untracked(|features| features.has(feature))
            .unwrap_or(false)
    }

    pub(crate) fn set_features(self, features: Features) {
        self.features.try_set(features);
    }
}
