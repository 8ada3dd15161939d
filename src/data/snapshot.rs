//! What the rules of the `domain` crate see, put together from what was read.

use std::{ops::Deref, sync::Arc, time::Duration};

use domain::{
    api::label_filter::LabelFilter,
    model::network::Account,
    snapshot::{Snapshot, Sources},
};
use leptos::prelude::*;

use super::{inventory::Inventory, peerings::Peerings, refresh::RefreshScheduler};
use crate::{
    reactive::{Memo, expect_context, spawn_scoped},
    session::Session,
};

/// How long networks and routers are taken to be what they were.
const RETRY_INTERVAL: Duration = Duration::from_secs(31);

/// A snapshot, shared by whoever asks it.
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

/// The snapshot of the account. Reads what the page that calls this may lack.
pub(crate) fn snapshot() -> Memo<SharedSnapshot> {
    let peerings = expect_context::<Peerings>();
    let surroundings = expect_context::<Inventory>();
    spawn_scoped(async move {
        peerings.read_all().await;
        surroundings.read_usage().await;
    });
    current()
}

/// The same, read again and again for as long as the page is shown that calls
/// this: for one that tells what is, and from which nothing is sent.
pub(crate) fn polled() -> Memo<SharedSnapshot> {
    let pulse = expect_context::<RefreshScheduler>();
    let peerings = expect_context::<Peerings>();
    let surroundings = expect_context::<Inventory>();
    spawn_scoped(peerings.watch_list(LabelFilter::default()));
    spawn_scoped(async move {
        loop {
            surroundings.refresh().await;
            pulse.wait(RETRY_INTERVAL).await;
        }
    });
    current()
}

/// The snapshot of the account as far as it is read, made anew when something
/// that it holds has changed. What was only read again leaves it as it is.
pub(crate) fn current() -> Memo<SharedSnapshot> {
    let session = expect_context::<Session>();
    let peerings = expect_context::<Peerings>();
    let surroundings = expect_context::<Inventory>();
    Memo::new(move |last: Option<&SharedSnapshot>| {
        let sources = sources(peerings, surroundings, session.account());
        match last {
            Some(last) if *last.sources() == sources => last.clone(),
            _ => SharedSnapshot(Arc::new(Snapshot::new(sources))),
        }
    })
}

/// The snapshot as it stands, for a moment's decision.
pub(super) fn of(peerings: Peerings, surroundings: Inventory) -> Snapshot {
    Snapshot::new(untrack(|| sources(peerings, surroundings, None)))
}

fn sources(peerings: Peerings, surroundings: Inventory, account: Option<Account>) -> Sources {
    let (held, peerings_read) = peerings.all();
    let networks = surroundings.networks.get();
    surroundings.others.with(|others| Sources {
        peerings: held,
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
