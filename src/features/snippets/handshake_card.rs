//! The invitation that the owner of the peer network needs to create their half.

use domain::{address::route::Route, share::handshake::Handshake};

use super::equivalents::Equivalents;
use crate::{
    components::{copy_block, copy_text, ranges_text, term},
    dom,
    features::common::api_address,
    reactive::prelude::*,
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
    let ranges = if handshake.our_ranges.is_empty() {
        view! { <span class="none">"unknown"</span> }.into_any()
    } else {
        copy_text(ranges_text(&handshake.our_ranges).into_owned(), "ranges")
    };
    let theirs = copy_text(handshake.their_network.to_string(), "their local network");
    let ours = copy_text(handshake.our_network.to_string(), "their peer network");
    view! {
        <section class="panel handshake" aria-label="Invite the peer network's owner">
            <h2>"Invite the peer network's owner"</h2>
            <p>
                "Traffic starts once they create their half. The invitation contains no secrets."
            </p>
            <dl>
                {term("Their local network", theirs)}
                {term("Their peer network", ours)}
                {term("Ranges of their peer network", ranges)}
                {term("Invitation link", copy_text(address, "invitation link"))}
            </dl>
            <details>
                <summary>"Message to send"</summary>
                {copy_block("Message", Signal::stored(message))}
            </details>
            <Equivalents drafts=Signal::stored(vec![handshake.draft()]) />
        </section>
    }
}
