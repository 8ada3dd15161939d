//! Whether one network reaches another.

use domain::snapshot::{Coverage, Sources, network_lookup};

use crate::{
    components::{button, warning},
    data::{Inventory, Peerings, polled},
    features::{
        common::{networks_warning, page_title},
        reachability::{Endpoint, EndpointField, ReachAnswer, ReachInput},
    },
    reactive::prelude::*,
};

const UNREAD_NETWORKS: &str = "The networks could not be read, so enter UUIDs instead of names.";

/// The question in the address, and its answer.
#[component]
pub(crate) fn ReachabilityPage() -> impl IntoView {
    let inventory = expect_context::<Inventory>();
    let listing = expect_context::<Peerings>().listing;
    let snapshot = polled();
    let input = ReachInput::new();
    let lookup = move |end: Endpoint| {
        Memo::new(move |_| {
            input.question.with(|query| {
                snapshot.with(|snapshot| network_lookup::look_up(snapshot, end.of(query)))
            })
        })
    };
    let (from, to) = (lookup(Endpoint::From), lookup(Endpoint::To));
    let reading = move || {
        let peerings_failed = listing.with(|listing| listing.error.is_some());
        let networks_failed = inventory.networks_error.with(Option::is_some);
        snapshot.with(|snapshot| is_reading(snapshot.sources(), peerings_failed, networks_failed))
    };
    let networks_warning = move || networks_warning(inventory, UNREAD_NETWORKS);
    let peerings_warning = move || {
        listing.with(|listing| {
            let error = listing.error.as_ref()?.in_a_line();
            Some(peerings_warning(&error, listing.read_at.is_some()))
        })
    };
    let is_empty = input.question.with_untracked(|query| query.from.is_empty());
    view! {
        {page_title("Reachability")}
        {warning(networks_warning)}
        {warning(peerings_warning)}
        <div class="panel reach-input" role="group" aria-label="Can one network reach another?">
            <EndpointField
                label="From"
                input
                end=Endpoint::From
                lookup=from
                snapshot
                autofocus=is_empty
            />
            {button("", "Swap", move || input.swap())}
            <EndpointField
                label="To"
                input
                end=Endpoint::To
                lookup=to
                snapshot
                autofocus=false
            />
        </div>
        <ReachAnswer from to snapshot reading=Signal::derive(reading) />
    }
}

/// Whether data for the answer is still being read. What failed is not waited for.
fn is_reading(sources: &Sources, peerings_failed: bool, networks_failed: bool) -> bool {
    (sources.peerings_read == Coverage::Unknown && !peerings_failed)
        || (sources.networks_read == Coverage::Unknown && !networks_failed)
}

fn peerings_warning(error: &str, has_peerings: bool) -> String {
    if has_peerings {
        format!(
            "This may be out of date: reading the peerings again failed. {error} \
             Retrying automatically."
        )
    } else {
        format!("The peerings could not be read, so the answer considers only routers. {error}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_waits_for_both_kinds_unless_they_failed() {
        let sources = |peerings_read, networks_read| Sources {
            peerings_read,
            networks_read,
            ..Sources::default()
        };
        let complete = sources(Coverage::Complete, Coverage::Partial);
        assert!(!is_reading(&complete, false, false));
        let nothing = sources(Coverage::Unknown, Coverage::Unknown);
        assert!(is_reading(&nothing, false, false));
        assert!(is_reading(&nothing, true, false));
        assert!(is_reading(&nothing, false, true));
        assert!(!is_reading(&nothing, true, true));
        let forbidden = sources(Coverage::Unknown, Coverage::Forbidden);
        assert!(is_reading(&forbidden, false, true));
    }

    #[test]
    fn warnings_say_whether_older_data_is_shown() {
        assert!(peerings_warning("Why.", true).contains("out of date"));
        assert!(peerings_warning("Why.", false).contains("only routers. Why."));
    }
}
