//! What the host has decided, for the parts of one console. Some of it can change
//! while the console is mounted.

use domain::api::feature::{Feature, Features};

use super::{callbacks::Host, options::Options};
use crate::reactive::{RwSignal, StoredValue};

/// The settings of one console.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    host: StoredValue<Host>,
    features: RwSignal<Features>,
}

impl Settings {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            host: StoredValue::new(options.host.clone()),
            features: RwSignal::new(options.features),
        }
    }

    /// The page around the console.
    pub(crate) fn host(self) -> Host {
        self.host
            .try_with_value(Host::clone)
            .unwrap_or_else(Host::none)
    }

    /// Whether something may be done. Whoever asks learns of changes.
    pub(crate) fn has(self, feature: Feature) -> bool {
        self.features
            .try_with(|features| features.has(feature))
            .unwrap_or(false)
    }

    /// Whether what needs that feature, or none, may be done.
    pub(crate) fn allows(self, needed: Option<Feature>) -> bool {
        needed.is_none_or(|needed| self.has(needed))
    }

    /// The same of one feature, without being told of changes.
    pub(crate) fn has_untracked(self, feature: Feature) -> bool {
        self.features
            .try_with_untracked(|features| features.has(feature))
            .unwrap_or(false)
    }

    pub(crate) fn set_features(self, features: Features) {
        self.features.try_set(features);
    }
}
