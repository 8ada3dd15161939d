//! One end of a peering in a row: zone, network and range. The range is next to the line.

use std::borrow::Cow;

use domain::model::{cidr::Range, network::Network, peering::End};

use crate::reactive::prelude::*;

/// The local end. The network is none if the account cannot read it.
pub(crate) fn local_end(end: &End, network: Option<&Network>) -> AnyView {
    let [ranges, name, zone] = parts(end, network);
    view! { <div class="end local">{zone} {name} {ranges}</div> }.into_any()
}

pub(crate) fn peer_end(end: &End, network: Option<&Network>) -> AnyView {
    let [ranges, name, zone] = parts(end, network);
    view! { <div class="end">{ranges} {name} {zone}</div> }.into_any()
}

/// The ranges, separated by commas.
pub(crate) fn ranges_text(ranges: &[Range]) -> Cow<'_, str> {
    match ranges {
        [range] => Cow::Borrowed(range.as_str()),
        ranges => {
            let ranges: Vec<&str> = ranges.iter().map(Range::as_str).collect();
            Cow::Owned(ranges.join(", "))
        }
    }
}

/// The ranges, the network and the zone, as far as known.
fn parts(end: &End, network: Option<&Network>) -> [AnyView; 3] {
    let ranges = if end.ranges.is_empty() {
        span("none range", "range unknown".into(), String::new())
    } else {
        let text = ranges_text(&end.ranges).into_owned();
        span("address range", text.clone(), text)
    };
    match network {
        Some(network) => [
            ranges,
            span("network", network.name.clone(), network.name.clone()),
            span("zone", network.zone.clone(), String::new()),
        ],
        None => [
            ranges,
            span(
                "network address",
                end.network.short(),
                end.network.to_string(),
            ),
            ().into_any(),
        ],
    }
}

fn span(class: &'static str, text: String, title: String) -> AnyView {
    view! {
        <span class=class title=title>
            {text}
        </span>
    }
    .into_any()
}
