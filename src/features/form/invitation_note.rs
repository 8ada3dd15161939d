//! The note above a form that was prefilled from another owner's invitation.

use domain::{
    address::route::{Invitation, NewQuery},
    model::ids::NetworkId,
    snapshot::Coverage,
};

use crate::{
    components::{fact, ranges_text, warning},
    data::SharedSnapshot,
    reactive::prelude::*,
};

const CONFIRM: &str = "Anyone can create a link like this. Confirm these values with the owner of \
    the peer network through another channel first.";

/// Says where the values came from, and what to check.
#[component]
pub(crate) fn InvitationNote(start: NewQuery, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let local = start.local;
    let foreign = Signal::derive(move || {
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
                {warning(foreign)}
            </section>
        }
        .into_any()
    })
}

fn facts(peer: Option<NetworkId>, invitation: &Invitation) -> AnyView {
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let facts = [
        ("Peer network", peer.map(|peer| peer.to_string())),
        ("Ranges", known(&ranges_text(&invitation.ranges))),
        ("Zone", known(&invitation.zone)),
    ];
    let facts = facts.into_iter().map(|(name, value)| fact(name, value));
    view! { <dl class="facts">{facts.collect_view()}</dl> }.into_any()
}
