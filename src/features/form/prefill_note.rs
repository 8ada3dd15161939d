//! The note above a form that was prefilled from another owner's invitation.

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

const CONFIRM: &str = "Anyone can create a link like this. Confirm these values with the owner of \
    the peer network through another channel first.";

/// Says where the values came from, and what to check.
#[component]
pub(crate) fn InvitationNote(start: NewQuery, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let local = start.local;
    let warning = Signal::derive(move || {
        let not_ours = snapshot.with(|snapshot| {
            snapshot.sources().networks_read == Coverage::Complete
                && local.is_some_and(|local| snapshot.network(local).is_none())
        });
        not_ours.then(|| {
            "The local network is not in this account. Sign in to the account that owns it."
                .to_owned()
        })
    });
    start.invitation.map(|invitation| {
        view! {
            <section class="invitation" aria-label="Invitation">
                <h2>"Prefilled from an invitation"</h2>
                <p>
                    {CONFIRM}
                </p>
                {facts(start.peer, &invitation)}
                <Warning text=warning />
            </section>
        }
        .into_any()
    })
}

fn facts(peer: Option<NetworkId>, invitation: &Invitation) -> AnyView {
    let ranges: Vec<&str> = invitation.ranges.iter().map(Range::as_str).collect();
    let facts = [
        ("Peer network", peer.map(|peer| peer.to_string())),
        ("Ranges", (!ranges.is_empty()).then(|| ranges.join(", "))),
        (
            "Zone",
            Some(invitation.zone.clone()).filter(|zone| !zone.is_empty()),
        ),
    ];
    let facts = facts.into_iter().map(|(name, value)| {
        let value = match value {
            Some(value) => view! { <span class="address">{value}</span> }.into_any(),
            None => view! { <span class="none">"unknown"</span> }.into_any(),
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
