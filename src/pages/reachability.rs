//! Whether one network reaches another.

use domain::snapshot::{Coverage, network_lookup};
use leptos::prelude::*;

use crate::{
    components::{Warning, button},
    data::{Inventory, Peerings, polled},
    features::{
        common::page_title,
        reachability::{Endpoint, EndpointField, ReachAnswer, ReachInput},
    },
    reactive::{Memo, Signal, expect_context},
};

/// The question in the address, and its answer.
#[component]
pub(crate) fn ReachabilityPage() -> impl IntoView {
    let surroundings = expect_context::<Inventory>();
    let listing = expect_context::<Peerings>().listing;
    let snapshot = polled();
    let question = ReachInput::new();
    let means = move |end: Endpoint| {
        Memo::new(move |_| {
            question.asked.with(|query| {
                snapshot.with(|snapshot| network_lookup::look_up(snapshot, end.of(query)))
            })
        })
    };
    let (from, to) = (means(Endpoint::From), means(Endpoint::To));
    let reading = move || {
        let failed = listing.with(|listing| listing.error.is_some());
        let blind = surroundings.networks_error.with(Option::is_some);
        snapshot.with(|snapshot| {
            let sources = snapshot.sources();
            (sources.peerings_read == Coverage::Unknown && !failed)
                || (sources.networks_read == Coverage::Unknown && !blind)
        })
    };
    let nameless = move || {
        let error = surroundings.networks_error.get()?.in_a_line();
        let held = snapshot.with(|snapshot| !snapshot.sources().networks.is_empty());
        Some(if held {
            format!("The networks may be out of date: reading them again failed. {error}")
        } else {
            format!(
                "The networks could not be read, so none is found by its name: ask with UUIDs. The answer knows less. {error}"
            )
        })
    };
    let stale = move || {
        let error = listing.with(|listing| listing.error.clone())?.in_a_line();
        let read = listing.with(|listing| listing.read_at.is_some());
        Some(if read {
            format!(
                "This may be out of date: reading the peerings again failed. {error} It is tried again by itself."
            )
        } else {
            format!("The peerings could not be read, so the answer knows only of routers. {error}")
        })
    };
    let begins_with_typing = question.asked.with_untracked(|query| query.from.is_empty());
    view! {
        {page_title("Reachability")}
        <Warning text=Signal::derive(nameless) />
        <Warning text=Signal::derive(stale) />
        <div class="panel reach-input" role="group" aria-label="Can one network reach another?">
            <EndpointField label="From" question end=Endpoint::From asked=from snapshot autofocus=begins_with_typing />
            {button("", "Swap", move || question.swap())}
            <EndpointField label="To" question end=Endpoint::To asked=to snapshot autofocus=false />
        </div>
        <ReachAnswer from to snapshot reading=Signal::derive(reading) />
    }
}
