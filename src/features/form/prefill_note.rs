//! The note above a form that was prefilled from an address that anyone can write.

use domain::{
    address::route::NewQuery,
    model::{ids::NetworkId, invitation::Invitation},
    share::prefill::PeerOwner,
    snapshot::Coverage,
};

use crate::{
    components::{fact, ranges_text, warning},
    data::SharedSnapshot,
    reactive::prelude::*,
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
    let foreign = Signal::derive(move || {
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
        let text = snapshot.with(|snapshot| PeerOwner::of(snapshot, named).warning())?;
        Some(text.to_owned())
    });
    let (label, title) = if is_invitation {
        ("Invitation", "Prefilled from an invitation")
    } else {
        ("Prefilled values", "Prefilled from a link")
    };
    let hidden = move || !is_invitation && owner.with(Option::is_none);
    view! {
        <section class="invitation" aria-label=label hidden=hidden>
            <h2>{title}</h2>
            <p>{CONFIRM}</p>
            {facts(named, &invitation.unwrap_or_default())}
            {warning(move || owner.get())}
            {warning(foreign)}
        </section>
    }
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
