//! The networks, routers and zones of the account. The pages work without them:
//! what cannot be read is shown as unknown.

use std::{sync::Arc, time::Duration};

use domain::{
    api::{
        decode::Listed,
        error::{ApiError, ErrorKind},
    },
    model::{
        ids::{NetworkId, RouterId},
        network::{Network, Router, Zone},
    },
    snapshot::{Coverage, Networks},
};
use futures::future::join3;

use super::refresh::RefreshScheduler;
use crate::{
    api::Api,
    dom,
    reactive::{RwSignal, StoredValue, boxed},
};

/// A page that opens reads the inventory again if it is older than this, in
/// milliseconds.
const STALE: f64 = 30_000.0;
/// How long to wait after a failure.
const RETRY_INTERVAL: Duration = Duration::from_secs(30);

#[derive(Default)]
pub(crate) struct RoutersAndZones {
    pub(crate) routers: Vec<Router>,
    pub(crate) routers_read: Coverage,
    pub(crate) zones: Vec<Zone>,
    pub(crate) networks_read: Coverage,
    /// How many peerings count towards the account's limit, once it was read.
    pub(crate) peerings_used: Option<u64>,
}

#[derive(Clone, Copy)]
pub(crate) struct Inventory {
    api: Api,
    scheduler: RefreshScheduler,
    pub(crate) networks: RwSignal<Arc<Networks>>,
    pub(crate) others: RwSignal<RoutersAndZones>,
    /// Why the networks could not be read the last time.
    pub(crate) networks_error: RwSignal<Option<ApiError>>,
    read_at: StoredValue<f64>,
    pub(super) fresh: StoredValue<Fresh>,
}

/// Whether the last attempts to read succeeded.
#[derive(Clone, Copy, Default)]
pub(super) struct Fresh {
    pub(super) networks: bool,
    pub(super) routers: bool,
}

impl Inventory {
    pub(crate) fn new(api: Api, scheduler: RefreshScheduler) -> Self {
        Self {
            api,
            scheduler,
            networks: RwSignal::default(),
            others: RwSignal::default(),
            networks_error: RwSignal::default(),
            read_at: StoredValue::default(),
            fresh: StoredValue::default(),
        }
    }

    /// Reads everything, unless it was read a moment ago.
    pub(crate) async fn refresh(self) {
        if dom::now() - self.read_at.get_value() > STALE {
            self.read().await;
        }
    }

    /// The same for a page that stays open: retries what failed, for as long as
    /// the future is polled.
    pub(crate) async fn keep_reading(self) {
        self.refresh().await;
        // A permission that is missing will be missing in half a minute.
        let failed = |error: &Option<ApiError>| {
            let error = error.as_ref();
            error.is_some_and(|error| error.kind != ErrorKind::Forbidden)
        };
        while self.networks_error.with_untracked(failed) {
            self.scheduler.wait(RETRY_INTERVAL).await;
            self.read().await;
        }
    }

    /// Reads everything, while the account is shown: a write may have outlasted it.
    pub(crate) async fn read(self) {
        if !self.is_shown() {
            return;
        }
        let started = dom::now();
        let api = self.api;
        let (networks, routers, zones) = join3(
            boxed(async move { api.networks().await }),
            boxed(async move { api.routers().await }),
            boxed(async move { api.zones().await }),
        )
        .await;
        if !self.is_shown() {
            return;
        }
        self.fresh.set_value(Fresh {
            networks: networks.is_ok(),
            routers: routers.is_ok(),
        });
        self.others.update(|others| {
            others.routers_read = coverage(&routers, others.routers_read);
            others.networks_read = coverage(&networks, others.networks_read);
            // What could not be read stays as it was.
            if let Ok(listed) = zones {
                others.zones = listed.items;
            }
            if let Ok(listed) = routers {
                others.routers = listed.items;
            }
        });
        match networks {
            Ok(listed) => {
                let networks: Networks = listed
                    .items
                    .into_iter()
                    .map(|network| (network.id, Arc::new(network)))
                    .collect();
                if self
                    .networks
                    .with_untracked(|current| **current != networks)
                {
                    self.networks.set(Arc::new(networks));
                }
                self.networks_error.set(None);
                // Only now: if the read failed, or was dropped with its page, the
                // next page reads again.
                self.read_at.set_value(started);
            }
            // A dialog asks to sign in again.
            Err(error)
                if error.kind == ErrorKind::Unauthorized && self.read_at.get_value() > 0.0 => {}
            Err(error) => self.networks_error.set(Some(error)),
        }
    }

    /// Stores a network as the API returned it.
    pub(crate) fn put(self, network: Network) {
        self.networks.try_update(|networks| {
            Arc::make_mut(networks).insert(network.id, Arc::new(network));
        });
    }

    /// Reads how much of the account's limit is used. If it fails, the pages
    /// know less.
    pub(crate) async fn read_usage(self) {
        if let Ok(used) = self.api.peerings_used().await {
            self.others.update(|others| others.peerings_used = used);
        }
    }

    /// The routers that were read; not tracked.
    pub(super) fn known_routers(self) -> Vec<Router> {
        let known = self
            .others
            .try_with_untracked(|others| others.routers.clone());
        known.unwrap_or_default()
    }

    /// Whether the account is still shown.
    pub(super) fn is_shown(self) -> bool {
        self.others.try_with_untracked(|_| ()).is_some()
    }

    /// The name of a router, if it can be read.
    pub(crate) fn router_name(self, id: RouterId) -> Option<String> {
        self.others.with(|others| {
            let router = others.routers.iter().find(|router| router.id == id);
            router.map(|router| router.name.clone())
        })
    }

    /// The name of a network, or its UUID if it cannot be read.
    pub(crate) fn name(self, id: NetworkId) -> String {
        self.network(id)
            .map_or_else(|| id.to_string(), |network| network.name.clone())
    }

    /// A network, if it can be read.
    pub(crate) fn network(self, id: NetworkId) -> Option<Arc<Network>> {
        self.networks.with(|networks| networks.get(&id).cloned())
    }
}

/// How much of one kind is known after an answer. An error other than 403 says
/// nothing about it.
fn coverage<T>(answer: &Result<Listed<T>, ApiError>, before: Coverage) -> Coverage {
    match answer {
        Ok(listed) if listed.unreadable.is_empty() => Coverage::Complete,
        Ok(_) => Coverage::Partial,
        Err(error) if error.kind == ErrorKind::Forbidden => Coverage::Forbidden,
        Err(_) => before,
    }
}
