//! What stands above a form that was filled in from another owner's link.

use domain::{
    address::route::{Invitation, NewQuery},
    model::{cidr::Range, ids::NetworkId},
    snapshot::Coverage,
};
use leptos::prelude::*;

use crate::{
    components::Warning,
    data::SharedSnapshot,
    reactive::{Memo, Signal},
};

/// Where the form's values came from, and what to check of them.
#[component]
pub(crate) fn InvitationNote(start: NewQuery, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let local = start.local;
    let amiss = Signal::derive(move || {
        let not_ours = snapshot.with(|snapshot| {
            snapshot.sources().networks_read == Coverage::Complete
                && local.is_some_and(|local| snapshot.network(local).is_none())
        });
        not_ours.then(|| {
            "The local network of the link is not in this account. Are you signed in as its owner?"
                .to_owned()
        })
    });
    start.invitation.map(|told| {
        view! {
            <section class="invitation" aria-label="Where these values came from">
                <h2>"Filled in from a link"</h2>
                <p>
                    "The owner of the peer network sent you these values. Anybody can write such a link: check with the owner, by another way than the link came, that they are right before you create anything."
                </p>
                {facts(start.peer, &told)}
                <Warning text=amiss />
            </section>
        }
        .into_any()
    })
}

fn facts(peer: Option<NetworkId>, told: &Invitation) -> AnyView {
    let ranges: Vec<&str> = told.ranges.iter().map(Range::as_str).collect();
    let facts = [
        ("Peer network", peer.map(|peer| peer.to_string())),
        (
            "Its ranges",
            (!ranges.is_empty()).then(|| ranges.join(", ")),
        ),
        (
            "Its zone",
            Some(told.zone.clone()).filter(|zone| !zone.is_empty()),
        ),
    ];
    let facts = facts.into_iter().map(|(name, value)| {
        let value = match value {
            Some(value) => view! { <span class="address">{value}</span> }.into_any(),
            None => view! { <span class="none">"not told"</span> }.into_any(),
        };
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    });
    view! { <dl class="facts">{facts.collect_view()}</dl> }.into_any()
}
