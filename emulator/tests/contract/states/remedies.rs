//! Taking the remedies that the console offers.

use std::sync::Arc;

use domain::{
    api::{decode, label_filter::LabelFilter, request},
    change::plan::{Plan, Step},
    model::{object::Object, peering::Peering, row::Row, state::State},
    snapshot::{Coverage, Networks, Snapshot, Sources},
    status::remedy::{Remedy, diagnose},
};

use super::link::{Event, Link, Status, create};
use crate::api::Api;

/// What an account sees, as the console decodes it.
pub(super) async fn snapshot_of(by: &Api) -> Snapshot {
    let networks = by.networks().await.into_iter();
    let networks: Networks = networks.map(|n| (n.id, Arc::new(n))).collect();
    let routers = by.call(request::routers(), decode::routers).await;
    let peerings = by.peerings(&LabelFilter::default()).await.into_iter();
    Snapshot::new(Sources {
        peerings: peerings
            .map(|peering| Arc::new(Row::new(peering, &networks)))
            .collect(),
        peerings_read: Coverage::Complete,
        routers: routers.expect("a list").items,
        routers_read: Coverage::Complete,
        networks: Arc::new(networks),
        networks_read: Coverage::Complete,
        ..Sources::default()
    })
}

/// Takes the first remedy that can be taken.
pub(super) async fn take_first_remedy(link: &Link, this: &Peering) {
    let snapshot = snapshot_of(&link.you).await;
    for remedy in diagnose(&snapshot, this).remedies {
        if let Some(plan) = remedy.plan(&snapshot) {
            return run_plan(&link.you, plan).await;
        }
        match remedy {
            Remedy::Wait => return link.apply(Event::Settle).await,
            Remedy::CreateOtherHalf(query) => {
                let (local, peer) = (query.local.expect("a network"), query.peer.expect("one"));
                return create(&link.you, local, peer, Status::On).await;
            }
            Remedy::Invite(handshake) => {
                // Without a router the creation is refused.
                let theirs = link.owner.create(&handshake.draft()).await;
                let code = theirs.err().and_then(|error| error.code);
                let refused = code.is_none_or(|code| code == "LOCAL_NETWORK_NO_ROUTER");
                assert!(refused, "the form is filled in right");
                return;
            }
            // Their own console offers them the remedy.
            Remedy::Send(_) if this.state != State::ConflictSubnet => {
                let theirs = link.other().await.expect("their half");
                let snapshot = snapshot_of(&link.owner).await;
                let first = diagnose(&snapshot, &theirs).remedies.into_iter().next();
                let plan = first.and_then(|remedy| remedy.plan(&snapshot));
                return run_plan(&link.owner, plan.expect("a plan")).await;
            }
            _ => {}
        }
    }
}

pub(super) async fn run_plan(by: &Api, mut plan: Plan) {
    while let Some(step) = plan.start_next() {
        let made = match (step.request(), &step) {
            (Some(request), Step::CreateRouter(_)) => {
                let router = by.call(request, decode::router).await.expect("created");
                Some(Object::Router(router.id))
            }
            (Some(request), _) => {
                by.call(request, |_| Ok(())).await.expect("a step taken");
                None
            }
            (None, Step::AwaitDisabled(id)) => {
                assert!(by.get(*id).await.expect("it").deletable());
                None
            }
            (None, step) => unreachable!("nothing is sent for {step:?}"),
        };
        plan.complete(made);
    }
    assert!(plan.is_done() && !plan.is_empty());
}
