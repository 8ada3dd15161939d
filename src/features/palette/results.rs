//! The results of the quick actions, in sections.

use std::sync::Arc;

use domain::{
    model::{ids::NetworkId, network::Network},
    palette::{PaletteItem, Section, shortcut::keys_of},
};

use super::{search::PaletteSearch, shortcuts_dialog::key_caps};
use crate::{
    components::{ranges_text, state_mark},
    data::Shortcuts,
    reactive::prelude::*,
};

/// The options of the list box. Choosing one calls `choose`.
pub(super) fn results(
    search: PaletteSearch,
    shortcuts: Shortcuts,
    choose: impl Fn(&PaletteItem) + Copy + Send + 'static,
) -> AnyView {
    let sections = move || {
        let mut positions = 0..;
        let section = |Section { title, entries }| {
            let options: Vec<AnyView> = entries
                .into_iter()
                .zip(&mut positions)
                .map(|(item, position)| {
                    let content = item_view(&item, shortcuts);
                    search.list.option(position, content, move || choose(&item))
                })
                .collect();
            view! {
                <p aria-hidden="true">{title}</p>
                <ul role="group" aria-label=title>
                    {options}
                </ul>
            }
            .into_any()
        };
        search
            .found
            .get()
            .sections
            .into_iter()
            .map(section)
            .collect_view()
    };
    view! { {sections} }.into_any()
}

/// The content of one result.
fn item_view(entry: &PaletteItem, shortcuts: Shortcuts) -> AnyView {
    match entry {
        PaletteItem::Peering(row) => {
            let name = |network: &Option<Arc<Network>>, id: NetworkId| {
                let name = network.as_ref().map(|network| network.name.clone());
                name.unwrap_or_else(|| id.short())
            };
            let ends = format!(
                "{} → {}",
                name(&row.local, row.peering.local.network),
                name(&row.peer, row.peering.peer.network)
            );
            view! {
                <span>{row.peering.name.clone()}</span>
                <span class="zone">{ends}</span>
                {state_mark(&row.peering.state, row.group())}
            }
            .into_any()
        }
        PaletteItem::Network(network) => view! {
            <span>{network.name.clone()}</span>
            <span class="address">{ranges_text(&network.ranges).into_owned()}</span>
            <span class="zone">{network.zone.clone()}</span>
        }
        .into_any(),
        PaletteItem::Action(action) => {
            let keys = keys_of(*action).filter(|_| shortcuts.are_on_untracked());
            view! {
                <span>{action.title()}</span>
                <span class="keys" aria-hidden="true">
                    {keys.map(key_caps)}
                </span>
            }
            .into_any()
        }
    }
}
