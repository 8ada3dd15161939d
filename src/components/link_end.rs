//! One end of a peering in a row: zone, network and range. The range is next to the line.

use std::borrow::Cow;

use domain::model::{cidr::Range, row::RowEnd};

use crate::reactive::prelude::*;

pub(crate) fn local_end(end: RowEnd<'_>) -> AnyView {
    let [ranges, name, zone] = parts(end);
    view! { <div class="end local">{zone} {name} {ranges}</div> }.into_any()
}

pub(crate) fn peer_end(end: RowEnd<'_>) -> AnyView {
    let [ranges, name, zone] = parts(end);
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

/// What a row shows as the ranges of a network, and its class.
pub(crate) fn end_ranges<'a>(end: RowEnd<'a>) -> (&'static str, Cow<'a, str>) {
    match end.ranges() {
        _ if end.is_deleted() => ("none range", Cow::Borrowed("deleted network")),
        [] => ("none range", Cow::Borrowed("range unknown")),
        ranges => ("address range", ranges_text(ranges)),
    }
}

/// The ranges, the network and the zone, as far as known.
fn parts(end: RowEnd<'_>) -> [AnyView; 3] {
    let (class, text) = end_ranges(end);
    let ranges = span(class, text.clone().into_owned(), text.into_owned());
    match end.network {
        Some(network) => [
            ranges,
            span("network", network.name.clone(), network.name.clone()),
            span("zone", network.zone.clone(), String::new()),
        ],
        None => [
            ranges,
            span("network address", end.id().short(), end.id().to_string()),
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
