//! Snapshots: what the rules of the `domain` crate see of the stored data.

use std::{ops::Deref, sync::Arc, time::Duration};

use domain::{
    api::label_filter::LabelFilter,
    model::network::Account,
    snapshot::{Coverage, Snapshot, Sources},
};

use super::{inventory::Inventory, peerings::Peerings, refresh::RefreshScheduler};
use crate::{reactive::prelude::*, session::Session};

/// How often a polled snapshot reads networks and routers again.
const POLL_INTERVAL: Duration = Duration::from_secs(31);

/// A snapshot that is cheap to clone. Two are equal if they are the same one.
#[derive(Clone)]
pub(crate) struct SharedSnapshot(Arc<Snapshot>);

impl Deref for SharedSnapshot {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.0
    }
}

impl PartialEq for SharedSnapshot {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The snapshot of the account. Reads what the calling page may lack.
pub(crate) fn snapshot() -> Memo<SharedSnapshot> {
    let peerings = expect_context::<Peerings>();
    let inventory = expect_context::<Inventory>();
    spawn_scoped(async move {
        peerings.read_all().await;
        inventory.read_usage().await;
    });
    current()
}

/// The same, read periodically while the calling page is shown: for a page that
/// shows the present state and sends nothing.
pub(crate) fn polled() -> Memo<SharedSnapshot> {
    let scheduler = expect_context::<RefreshScheduler>();
    let peerings = expect_context::<Peerings>();
    let inventory = expect_context::<Inventory>();
    spawn_scoped(peerings.watch_list(LabelFilter::default()));
    spawn_scoped(async move {
        loop {
            inventory.refresh().await;
            scheduler.wait(POLL_INTERVAL).await;
        }
    });
    current()
}

/// The snapshot of what is stored. It stays the same until its content changes,
/// however often that is read.
pub(crate) fn current() -> Memo<SharedSnapshot> {
    let session = expect_context::<Session>();
    let peerings = expect_context::<Peerings>();
    let inventory = expect_context::<Inventory>();
    Memo::new(move |last: Option<&SharedSnapshot>| {
        let sources = sources(peerings, inventory, session.account());
        match last {
            Some(last) if *last.sources() == sources => last.clone(),
            _ => SharedSnapshot(Arc::new(Snapshot::new(sources))),
        }
    })
}

/// The snapshot at this moment; not tracked.
pub(super) fn of(peerings: Peerings, inventory: Inventory) -> Snapshot {
    Snapshot::new(untrack(|| sources(peerings, inventory, None)))
}

/// The snapshot at this moment, of what was read just now; not tracked. What could not
/// be read counts as unknown, so that an older reading proves nothing.
pub(super) fn fresh(
    peerings: Peerings,
    inventory: Inventory,
    are_peerings_read: bool,
    is_inventory_read: bool,
) -> Snapshot {
    let mut sources = untrack(|| sources(peerings, inventory, None));
    if !are_peerings_read {
        sources.peerings_read = Coverage::Unknown;
    }
    let fresh = inventory.fresh.get_value();
    if !(is_inventory_read && fresh.routers) {
        sources.routers_read = Coverage::Unknown;
    }
    if !(is_inventory_read && fresh.networks) {
        sources.networks_read = Coverage::Unknown;
    }
    Snapshot::new(sources)
}

fn sources(peerings: Peerings, inventory: Inventory, account: Option<Account>) -> Sources {
    let (all, peerings_read) = peerings.all();
    let networks = inventory.networks.get();
    inventory.others.with(|others| Sources {
        peerings: all,
        peerings_read,
        networks,
        networks_read: others.networks_read,
        routers: others.routers.clone(),
        routers_read: others.routers_read,
        zones: others.zones.clone(),
        account,
        peerings_used: others.peerings_used,
    })
}
