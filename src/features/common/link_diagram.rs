//! A peering as a diagram: two ends, joined by a line that shows the state. Rows of
//! the list show the same in small.

use std::sync::Arc;

use domain::{
    model::{
        ids::NetworkId,
        invitation::Invitation,
        known::{KnownNetwork, Source},
        network::Network,
        row::Row,
        state::{Group, State},
    },
    snapshot::{Snapshot, known::Presence},
};

use crate::{
    components::{copy_text, link_line, term},
    data::SharedSnapshot,
    reactive::prelude::*,
};

const NOT_YET_SHOWN: &str = "Shown once both halves exist";

/// An end of the diagram, and what else may say something of its network.
#[derive(Clone, PartialEq)]
pub(crate) struct DiagramEnd {
    pub(crate) network: NetworkId,
    /// The peering, where it exists.
    pub(crate) row: Option<Arc<Row>>,
    /// The invitation to peer with this network.
    pub(crate) invitation: Option<Invitation>,
}

/// The diagram of a peering, existing or not yet created.
#[component]
pub(crate) fn LinkDiagram(
    /// The local network, once chosen.
    #[prop(into)]
    local: Signal<Option<DiagramEnd>>,
    /// The same for the peer network.
    #[prop(into)]
    peer: Signal<Option<DiagramEnd>>,
    /// The state that the line shows, and its group; none for a new peering.
    #[prop(into)]
    state: Signal<Option<(State, Group)>>,
    snapshot: Memo<SharedSnapshot>,
) -> impl IntoView {
    view! {
        <div class="link-diagram">
            <EndCard title="Local network" uuid="local network UUID" end=local snapshot />
            <div class="between">{move || state.with(|state| link_line(state.as_ref().map(|(state, group)| (state, *group))))}</div>
            <EndCard title="Peer network" uuid="peer network UUID" end=peer snapshot />
        </div>
    }
}

#[component]
fn EndCard(
    title: &'static str,
    /// What the button that copies the UUID calls it.
    uuid: &'static str,
    end: Signal<Option<DiagramEnd>>,
    snapshot: Memo<SharedSnapshot>,
) -> impl IntoView {
    let content = move || match end.get() {
        Some(end) => snapshot.with(|snapshot| chosen_end(snapshot, title, uuid, &end)),
        None => view! {
            <h2>{title}</h2>
            <p class="none">"Not chosen yet"</p>
        }
        .into_any(),
    };
    let is_unknown = move || {
        end.with(|end| {
            let read = |end: &DiagramEnd| snapshot.with(|of| of.network(end.network).is_some());
            !end.as_ref().is_some_and(read)
        })
    };
    view! {
        <section class="end-card" class:unknown=is_unknown aria-label=title>
            {content}
        </section>
    }
}

fn chosen_end(
    snapshot: &Snapshot,
    title: &'static str,
    uuid: &'static str,
    end: &DiagramEnd,
) -> AnyView {
    let id = end.network;
    let peering = end.row.as_ref().map(|row| &row.peering);
    let known = snapshot.known_with(id, peering, end.invitation.as_ref());
    let presence = snapshot.presence(id);
    let name = match known.name {
        Some((name, _)) => name,
        None => presence.title(),
    };
    let deleted = known.name.filter(|_| known.deleted);
    let deleted = deleted.map(|_| view! { <p class="none">{Presence::Deleted.title()}</p> });
    view! {
        <p class="end-title">{title}</p>
        <h2>{name.to_owned()}</h2>
        {deleted}
        {ranges(snapshot, &known, presence)}
        <dl>
            {term("Zone", zone(snapshot, &known))}
            {term("Router", router(snapshot, known.network))}
            {term("UUID", copy_text(id.to_string(), uuid))}
        </dl>
    }
    .into_any()
}

fn unknown() -> AnyView {
    view! { <span class="none">"Unknown"</span> }.into_any()
}

fn zone(snapshot: &Snapshot, known: &KnownNetwork<'_>) -> AnyView {
    let Some((zone, source)) = known.zone else {
        return unknown();
    };
    let mut zones = snapshot.sources().zones.iter();
    let text = match zones.find(|other| other.id == zone) {
        Some(zone) => format!("{} · {}", zone.id, zone.description),
        None => zone.to_owned(),
    };
    view! {
        {text}
        " "
        {origin(snapshot, source)}
    }
    .into_any()
}

fn router(snapshot: &Snapshot, network: Option<&Network>) -> AnyView {
    match network.map(|network| network.router) {
        None => unknown(),
        Some(Some(router)) => snapshot.router_name(router).into_any(),
        Some(None) => view! { <span class="needs-you">"none attached"</span> }.into_any(),
    }
}

fn ranges(snapshot: &Snapshot, known: &KnownNetwork<'_>, presence: Presence) -> AnyView {
    let shown = match known.ranges {
        Some((ranges, source)) => {
            let ranges = ranges.iter();
            let ranges =
                ranges.map(|range| view! { <span class="address">{range.to_string()}</span> });
            view! { {ranges.collect_view()} {origin(snapshot, source)} }.into_any()
        }
        None => {
            let text = match presence {
                Presence::OtherAccount | Presence::NotListed => NOT_YET_SHOWN,
                Presence::Own | Presence::Deleted | Presence::Unknown(_) => "Range unknown",
            };
            view! { <span class="none">{text}</span> }.into_any()
        }
    };
    view! { <p class="ranges">{shown}</p> }.into_any()
}

/// Where something is known from, if neither the network nor the peering itself says it.
fn origin(snapshot: &Snapshot, source: Source) -> AnyView {
    let text = match source {
        Source::Networks | Source::Peering => return ().into_any(),
        Source::OtherPeering(id) => {
            let mut rows = snapshot.sources().peerings.iter();
            let by = rows.find(|row| row.peering.id == id);
            let name = by.map_or_else(|| id.to_string(), |row| row.peering.name.clone());
            format!("from {name}")
        }
        Source::Invitation => "from the invitation, not verified".to_owned(),
    };
    view! { <span class="none">{text}</span> }.into_any()
}
