//! The invitation that the owner of the peer network needs to create their half.

use domain::{address::route::Route, model::cidr::Range, share::handshake::Handshake};
use leptos::prelude::*;

use super::equivalents::Equivalents;
use crate::{
    components::{CopyText, copy_block},
    dom,
    features::common::api_address,
    reactive::{Memo, Signal, expect_context},
    router::Router,
};

/// The card for the other owner, if something is to be requested.
#[component]
pub(crate) fn HandshakeCard(handshake: Memo<Option<Handshake>>) -> impl IntoView {
    let card = move || {
        handshake
            .get()
            .map(|handshake| view! { <Card handshake /> }.into_any())
    };
    view! { {card} }
}

#[component]
fn Card(handshake: Handshake) -> impl IntoView {
    let router = expect_context::<Router>();
    let address = dom::absolute(&router.link(&Route::New(handshake.query())));
    // Without the part that the message appends.
    let console = address.strip_suffix(&handshake.href()).unwrap_or_default();
    let message = handshake.message(console, &api_address());
    let ranges: Vec<&str> = handshake.our_ranges.iter().map(Range::as_str).collect();
    let ranges = if ranges.is_empty() {
        view! { <span class="none">"unknown"</span> }.into_any()
    } else {
        view! { <CopyText text=ranges.join(", ") what="ranges" /> }.into_any()
    };
    let title = dom::fresh_id();
    let labelled_by = title.clone();
    view! {
        <section class="panel handshake" aria-labelledby=labelled_by>
            <h2 id=title>"Invite the peer network's owner"</h2>
            <p>
                "Traffic starts once they create their half. The invitation contains no secrets."
            </p>
            <dl>
                <dt>"Their local network"</dt>
                <dd>
                    <CopyText text=handshake.their_network.to_string() what="their local network" />
                </dd>
                <dt>"Their peer network"</dt>
                <dd>
                    <CopyText text=handshake.our_network.to_string() what="their peer network" />
                </dd>
                <dt>"Ranges of their peer network"</dt>
                <dd>{ranges}</dd>
                <dt>"Invitation link"</dt>
                <dd>
                    <CopyText text=address what="invitation link" />
                </dd>
            </dl>
            <details>
                <summary>"Message to send"</summary>
                {copy_block("Message", Signal::stored(message))}
            </details>
            <Equivalents drafts=Signal::stored(vec![handshake.draft()]) />
        </section>
    }
}
