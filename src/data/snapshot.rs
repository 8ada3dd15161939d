//! What the rules of the `domain` crate see, put together from what was read.

use std::{ops::Deref, sync::Arc, time::Duration};

use domain::{
    filter::LabelFilter,
    network::Account,
    snapshot::{Snapshot, Sources},
};
use leptos::prelude::*;

use super::{Peerings, Pulse, Surroundings};
use crate::{
    reactive::{Memo, expect_context, run_here},
    session::Session,
};

/// How long networks and routers are taken to be what they were.
const AGAIN: Duration = Duration::from_secs(31);

/// A snapshot, shared by whoever asks it.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Snapshot>);

impl Deref for Shared {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.0
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The snapshot of the account. Reads what the page that calls this may lack.
pub(crate) fn snapshot() -> Memo<Shared> {
    let peerings = expect_context::<Peerings>();
    let surroundings = expect_context::<Surroundings>();
    run_here(async move {
        peerings.read_all().await;
        surroundings.read_usage().await;
    });
    as_read()
}

/// The same, read again and again for as long as the page is shown that calls
/// this: for one that tells what is, and from which nothing is sent.
pub(crate) fn watched() -> Memo<Shared> {
    let pulse = expect_context::<Pulse>();
    let peerings = expect_context::<Peerings>();
    let surroundings = expect_context::<Surroundings>();
    run_here(peerings.watch_list(LabelFilter::default()));
    run_here(async move {
        loop {
            surroundings.refresh().await;
            pulse.wait(AGAIN).await;
        }
    });
    as_read()
}

/// The snapshot of the account as far as it is read, made anew when something
/// that it holds has changed. What was only read again leaves it as it is.
pub(crate) fn as_read() -> Memo<Shared> {
    let session = expect_context::<Session>();
    let peerings = expect_context::<Peerings>();
    let surroundings = expect_context::<Surroundings>();
    Memo::new(move |last: Option<&Shared>| {
        let sources = sources(peerings, surroundings, session.account());
        match last {
            Some(last) if *last.sources() == sources => last.clone(),
            _ => Shared(Arc::new(Snapshot::new(sources))),
        }
    })
}

/// The snapshot as it stands, for a moment's decision.
pub(super) fn of(peerings: Peerings, surroundings: Surroundings) -> Snapshot {
    Snapshot::new(untrack(|| sources(peerings, surroundings, None)))
}

fn sources(peerings: Peerings, surroundings: Surroundings, account: Option<Account>) -> Sources {
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
