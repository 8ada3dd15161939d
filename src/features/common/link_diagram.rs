//! A peering as a diagram: two ends, joined by a line that shows the state. Rows of
//! the list show the same in small.

use domain::model::{
    cidr::Range,
    ids::NetworkId,
    network::Network,
    state::{Group, State},
};

use crate::{
    components::{copy_text, link_line, term},
    data::Inventory,
    reactive::prelude::*,
};

/// The diagram of a peering, existing or not yet created.
#[component]
pub(crate) fn LinkDiagram(
    /// The local network, once chosen, and the ranges the peering shows for it.
    #[prop(into)]
    local: Signal<Option<(NetworkId, Vec<Range>)>>,
    /// The same for the peer network.
    #[prop(into)]
    peer: Signal<Option<(NetworkId, Vec<Range>)>>,
    /// The state that the line shows, and its group; none for a new peering.
    #[prop(into)]
    state: Signal<Option<(State, Group)>>,
) -> impl IntoView {
    view! {
        <div class="link-diagram">
            <EndCard title="Local network" uuid="local network UUID" end=local />
            <div class="between">{move || state.with(|state| link_line(state.as_ref().map(|(state, group)| (state, *group))))}</div>
            <EndCard title="Peer network" uuid="peer network UUID" end=peer />
        </div>
    }
}

#[component]
fn EndCard(
    title: &'static str,
    /// What the button that copies the UUID calls it.
    uuid: &'static str,
    end: Signal<Option<(NetworkId, Vec<Range>)>>,
) -> impl IntoView {
    let inventory = expect_context::<Inventory>();
    let content = move || match end.get() {
        Some((id, ranges)) => chosen_end(inventory, title, uuid, id, ranges),
        None => view! {
            <h2>{title}</h2>
            <p class="none">"Not chosen yet"</p>
        }
        .into_any(),
    };
    let unknown = move || {
        end.with(|end| {
            end.as_ref()
                .is_none_or(|(id, _)| inventory.network(*id).is_none())
        })
    };
    view! {
        <section class="end-card" class:unknown=move || unknown() aria-label=title>
            {move || content()}
        </section>
    }
}

fn chosen_end(
    inventory: Inventory,
    title: &'static str,
    uuid: &'static str,
    id: NetworkId,
    ranges: Vec<Range>,
) -> AnyView {
    let network = inventory.network(id);
    let unknown = || view! { <span class="none">"Unknown"</span> }.into_any();
    let (name, zone, router) = match &network {
        Some(network) => (
            network.name.clone(),
            zone(inventory, network).into_any(),
            router(inventory, network),
        ),
        None => (
            "Network in another account".to_owned(),
            unknown(),
            unknown(),
        ),
    };
    // A network that can be read has its ranges, even where the peering does not show
    // them yet.
    let ranges = match network {
        Some(network) if ranges.is_empty() => network.ranges.clone(),
        _ => ranges,
    };
    view! {
        <p class="end-title">{title}</p>
        <h2>{name}</h2>
        <p class="ranges">{ranges_view(&ranges)}</p>
        <dl>
            {term("Zone", zone)}
            {term("Router", router)}
            {term("UUID", copy_text(id.to_string(), uuid))}
        </dl>
    }
    .into_any()
}

fn zone(inventory: Inventory, network: &Network) -> String {
    match inventory.zone_description(&network.zone) {
        Some(description) => format!("{} · {description}", network.zone),
        None => network.zone.clone(),
    }
}

fn router(inventory: Inventory, network: &Network) -> AnyView {
    match network.router {
        Some(router) => inventory
            .router_name(router)
            .unwrap_or_else(|| router.to_string())
            .into_any(),
        None => view! { <span class="needs-you">"none attached"</span> }.into_any(),
    }
}

fn ranges_view(ranges: &[Range]) -> AnyView {
    if ranges.is_empty() {
        return view! { <span class="none">"Shown once both halves exist"</span> }.into_any();
    }
    ranges
        .iter()
        .map(|range| view! { <span class="address">{range.to_string()}</span> })
        .collect_view()
        .into_any()
}
