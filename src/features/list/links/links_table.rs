//! The table of links. A row has a line for each half; the ends are drawn once,
//! as the first half sees them.

use std::sync::Arc;

use domain::{
    address::route::Route,
    api::feature::Feature,
    link::{Difference, Link},
    model::{ids::PeeringId, row::Row, state::ConfiguredStatus},
    status::missing_half::MissingHalf,
};

use crate::{
    components::{
        PooledRow, ViewRow, Viewport, VisibleRows, drawn_line, label_chips, local_end, peer_end,
        state_mark, virtual_rows,
    },
    data::SharedSnapshot,
    features::list::table::remember_scroll,
    host::settings::Settings,
    reactive::prelude::*,
    router::link,
};

#[component]
pub(crate) fn LinksTable(
    links: Memo<Arc<Vec<Link>>>,
    snapshot: Memo<SharedSnapshot>,
    /// Whether the links are about to be replaced by those of another filter.
    busy: Signal<bool>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let viewport = Viewport::new(frame);
    remember_scroll(frame, viewport);
    let count = Memo::new(move |_| links.with(|links| links.len()));
    let table = Owner::current();
    let rows = virtual_rows(
        viewport,
        move |focused| {
            let id = |link: &Link| link.one.peering.id;
            links.with(|links| VisibleRows::of(viewport, focused, links, id))
        },
        Box::new(move |place| {
            let view = |place| link_row(place, links, snapshot);
            let row = ViewRow::new(table.as_ref()?, place, view)?;
            Some(Box::new(row) as Box<dyn PooledRow>)
        }),
    );
    view! {
        <div
            class="table links"
            // Firefox would make the frame a tab stop without a name. Its links scroll it.
            tabindex="-1"
            node_ref=frame
            on:scroll=handler(move |_| viewport.scrolled())
            aria-busy=move || busy.get().to_string()
        >
            <table
                role="table"
                aria-label="Links"
                aria-rowcount=move || (count.get() + 1).to_string()
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">
                        {heads()}
                    </tr>
                </thead>
                {rows}
            </table>
        </div>
    }
}

fn heads() -> AnyView {
    let head = |class: &'static str, title: &'static str| {
        view! {
            <th role="columnheader" scope="col" class=class>
                {title}
            </th>
        }
        .into_any()
    };
    view! {
        {head("name", "Names")}
        {head("state", "States")}
        {head("local", "Local network")}
        <th role="columnheader" scope="col" class="link">
            <span class="visually-hidden">"Link"</span>
        </th>
        {head("peer", "Peer network")}
        {head("status", "Configured")}
        {head("labels", "Labels and differences")}
    }
    .into_any()
}

/// The second line of a row: the other half, or why it is missing.
#[derive(Clone, PartialEq)]
enum OtherHalfCell {
    Exists(PeeringId),
    Missing(MissingHalf),
}

/// The row of the link at this index of the list.
fn link_row(
    place: RwSignal<usize>,
    links: Memo<Arc<Vec<Link>>>,
    snapshot: Memo<SharedSnapshot>,
) -> AnyView {
    let shown = Memo::new(move |_| links.with(|links| links.get(place.get()).cloned()));
    let id = Memo::new(move |_| shown.with(|link| link.as_ref().map(|link| link.one.peering.id)));
    let missing = Memo::new(move |_| {
        shown.with(|link| {
            let link = link.as_ref()?;
            snapshot.with(|snapshot| link.missing_half(snapshot))
        })
    });
    let second = Memo::new(move |_| match missing.get() {
        Some(missing) => Some(OtherHalfCell::Missing(missing)),
        None => shown.with(|link| {
            let two = link.as_ref().and_then(Link::two);
            two.map(|two| OtherHalfCell::Exists(two.peering.id))
        }),
    });
    // The anchors stay the same elements while the row shows this link, so that
    // they keep the focus.
    let first_name = move || shown.with(|link| link.as_ref().map(|link| name(&link.one)));
    let second_name =
        move || shown.with(|link| link.as_ref().and_then(Link::two).map(|two| name(two)));
    let settings = expect_context::<Settings>();
    let second_line = move || match second.get() {
        None => ().into_any(),
        Some(OtherHalfCell::Exists(id)) => view! {
            <div class="half" title=second_name>
                {link("", Route::Detail(id), second_name)}
            </div>
        }
        .into_any(),
        Some(OtherHalfCell::Missing(missing)) => {
            let (words, sentence) = (missing.words(), missing.sentence());
            let content = match missing {
                MissingHalf::Create(form) if settings.has(Feature::Create) => {
                    link("create", Route::New(form), words)
                }
                _ => view! { <span class="none">{words}</span> }.into_any(),
            };
            view! {
                <div class="half" title=sentence>
                    {content}
                </div>
            }
            .into_any()
        }
    };
    let cells = move || shown.get().map(|link| cells(&link, missing.get().as_ref()));
    view! {
        <tr role="row" data-row="" aria-rowindex=move || (place.get() + 2).to_string()>
            <td role="cell" class="name">
                <div class="half" title=first_name>
                    {move || id.get().map(|id| link("", Route::Detail(id), first_name))}
                </div>
                {second_line}
            </td>
            {cells}
        </tr>
    }
    .into_any()
}

fn name(row: &Row) -> String {
    row.peering.name.clone()
}

fn cells(link: &Link, missing: Option<&MissingHalf>) -> AnyView {
    let one = &link.one.peering;
    let two = link.two().map(|row| &row.peering);
    let differences = link.differences();
    let statuses_differ = differences.contains(&Difference::ConfiguredStatus);
    let state = |row: &Row| state_mark(&row.peering.state, row.group());
    let other_state = match (link.two(), missing) {
        (Some(two), _) => state(two),
        (None, Some(missing)) => view! { <span class="none">{missing.state()}</span> }.into_any(),
        (None, None) => ().into_any(),
    };
    view! {
        <td role="cell" class="state">
            <div class="half">{state(&link.one)}</div>
            <div class="half">{other_state}</div>
        </td>
        <td role="cell" class="local">{local_end(link.one.local_end())}</td>
        <td role="cell" class="link">{drawn_line(link.drawing())}</td>
        <td role="cell" class="peer">{peer_end(link.one.peer_end())}</td>
        <td role="cell" class="status" class:differs=statuses_differ>
            <div class="half">{one.configured_status.to_string()}</div>
            <div class="half">{two.map(|two| two.configured_status.to_string())}</div>
        </td>
        <td role="cell" class="labels">{labels(link, &differences)}</td>
    }
    .into_any()
}

/// The labels that both halves have, and below them the differences. Differing
/// states are visible already, and follow from the rest.
fn labels(link: &Link, differences: &[Difference]) -> AnyView {
    let texts: Vec<String> = differences
        .iter()
        .filter_map(|difference| difference_text(link, difference))
        .collect();
    if texts.is_empty() {
        return label_chips(&link.one.peering.labels);
    }
    let shared = link.shared_labels();
    let shared = (!shared.is_empty())
        .then(|| view! { <div class="half">{label_chips(&shared)}</div> }.into_any());
    let text = texts.join(" · ");
    let title = text.clone();
    view! {
        {shared}
        <div class="half differs" title=title>
            {text}
        </div>
    }
    .into_any()
}

fn difference_text(link: &Link, difference: &Difference) -> Option<String> {
    let status = |status: &ConfiguredStatus| status.to_string();
    let (what, one, two) = match difference {
        Difference::State => return None,
        Difference::ConfiguredStatus => (
            "configured",
            Some(status(&link.one.peering.configured_status)),
            link.two().map(|two| status(&two.peering.configured_status)),
        ),
        Difference::Label { key, one, two } => (key.as_str(), one.clone(), two.clone()),
    };
    let value = |value: Option<String>| match value {
        None => "none".to_owned(),
        Some(value) if value.is_empty() => "empty".to_owned(),
        Some(value) => value,
    };
    Some(format!("{what}: {} ≠ {}", value(one), value(two)))
}
