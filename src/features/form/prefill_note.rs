//! The note above a form that was prefilled from an address that anyone can write.

use domain::{
    address::route::{Invitation, NewQuery},
    model::{cidr::Range, ids::NetworkId},
    share::prefill::PeerOwner,
    snapshot::Coverage,
};
use leptos::prelude::*;

use crate::{
    components::Warning,
    data::SharedSnapshot,
    reactive::{Memo, RwSignal, Signal},
};

const CONFIRM: &str = "Anyone can create a link like this. Confirm these values with the owner of \
    the peer network through another channel first.";

/// Says where the values came from, and what to check: above a form with a peer network
/// from the address, unless it is the account's own.
#[component]
pub(crate) fn PrefillNote(
    start: NewQuery,
    peer: RwSignal<Option<NetworkId>>,
    snapshot: Memo<SharedSnapshot>,
) -> impl IntoView {
    let NewQuery {
        local,
        peer: named,
        invitation,
        ..
    } = start;
    let is_invitation = invitation.is_some();
    let not_ours = Signal::derive(move || {
        let not_ours = snapshot.with(|snapshot| {
            snapshot.sources().networks_read == Coverage::Complete
                && local.is_some_and(|local| snapshot.network(local).is_none())
        });
        (is_invitation && not_ours).then(|| {
            "The local network is not in this account. Sign in to the account that owns it."
                .to_owned()
        })
    });
    let owner = Memo::new(move |_| {
        let named = named.filter(|named| peer.get() == Some(*named))?;
        let warning = snapshot.with(|snapshot| PeerOwner::of(snapshot, named).warning())?;
        Some(warning.to_owned())
    });
    let (label, title) = if is_invitation {
        ("Invitation", "Prefilled from an invitation")
    } else {
        ("Prefilled values", "Prefilled from a link")
    };
    let facts = facts(named, &invitation.unwrap_or_default());
    view! {
        <section
            class="invitation"
            aria-label=label
            hidden=move || !is_invitation && owner.with(Option::is_none)
        >
            <h2>{title}</h2>
            <Warning text=Signal::derive(move || owner.get()) />
            <p>{CONFIRM}</p>
            {facts}
            <Warning text=not_ours />
        </section>
    }
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
