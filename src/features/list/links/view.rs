//! The list as links.

use std::sync::Arc;

use domain::{
    api::error::ApiError,
    link::{self, Link},
    model::{network::Zone, state::Group},
};

use super::{kind_strip::KindStrip, links_table::LinksTable};
use crate::{
    components::{button, empty_panel, warning},
    data::{Peerings, SharedRows, current},
    features::list::address::ListAddress,
    reactive::prelude::*,
};

/// What the view of links needs of the list page.
#[derive(Clone, Copy)]
pub(crate) struct LinksProps {
    /// The peerings that passed the server's filter.
    pub(crate) rows: Signal<SharedRows>,
    pub(crate) address: ListAddress,
    /// Whether the rows are about to be replaced by those of another filter.
    pub(crate) busy: Signal<bool>,
    /// Set to how many links there are.
    pub(crate) counts: RwSignal<Option<ListCounts>>,
}

/// How many rows of the list there are: peerings or links.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ListCounts {
    pub(crate) shown: usize,
    pub(crate) all: usize,
    pub(crate) groups: [(Group, usize); 5],
}

#[component]
pub(crate) fn LinksView(props: LinksProps) -> impl IntoView {
    let address = props.address;
    let peerings = expect_context::<Peerings>();
    // The other halves of a filtered list need not pass the filter.
    let filtered = Memo::new(move |_| address.with(|query| !query.labels.is_empty()));
    let failed = RwSignal::new(None::<ApiError>);
    effect(move || {
        if filtered.get() {
            spawn_scoped(peerings.watch_all(failed));
        } else {
            failed.set(None);
        }
    });

    let snapshot = current();
    let links = Memo::new(move |_| {
        let rows = props.rows.get();
        Arc::new(snapshot.with(|snapshot| link::links(&rows, snapshot)))
    });
    let kinds = Memo::new(move |_| links.with(|links| link::count_kinds(links)));
    let groups = Memo::new(move |_| links.with(|links| link::count_groups(links)));
    let chosen = Memo::new(move |_| address.with(|query| (query.group, query.kind())));
    let shown = Memo::new(move |_| {
        let (links, (group, kind)) = (links.get(), chosen.get());
        address.text.with(|text| {
            if text.trim().is_empty() && group.is_none() && kind.is_none() {
                links
            } else {
                let found = |zones: &[Zone]| link::filter_links(&links, text, group, kind, zones);
                Arc::new(snapshot.with(|snapshot| found(&snapshot.sources().zones)))
            }
        })
    });
    effect(move || {
        let now = ListCounts {
            shown: shown.with(|shown| shown.len()),
            all: links.with(|links| links.len()),
            groups: groups.get(),
        };
        props.counts.set(Some(now));
    });
    on_cleanup(move || {
        props.counts.try_set(None);
    });

    let unread_text = move || {
        failed.get().map(|error| {
            format!(
                "Other halves without these labels couldn't be loaded. {} Retrying automatically.",
                error.in_a_line()
            )
        })
    };
    let any = Memo::new(move |_| shown.with(|shown: &Arc<Vec<Link>>| !shown.is_empty()));
    let body = move || {
        if any.get() {
            view! { <LinksTable links=shown snapshot busy=props.busy /> }.into_any()
        } else {
            let clear = button("", "Show all links", move || address.clear_filters());
            empty_panel("No matching links", "No link passes these filters.", clear)
        }
    };
    view! {
        <KindStrip counts=kinds address />
        {warning(unread_text)}
        {move || body()}
    }
}
