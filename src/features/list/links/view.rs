//! The list as links: their kinds with the counts, and a row for each.

use std::sync::Arc;

use domain::{
    address::route::{ListQuery, Route},
    api::error::ApiError,
    link::{self, Link},
    model::{row::Row, state::Group},
};
use leptos::prelude::*;

use super::{kind_strip::KindStrip, links_table::LinksTable};
use crate::{
    components::{Warning, button},
    data::{Peerings, current},
    reactive::{Memo, RwSignal, Signal, effect, expect_context, spawn_scoped},
    router::Router,
};

/// What the list page lends to its links.
#[derive(Clone, Copy)]
pub(crate) struct LinksOf {
    /// The peerings that passed the server's filter.
    pub(crate) rows: Signal<Arc<Vec<Arc<Row>>>>,
    pub(crate) query: Signal<ListQuery>,
    /// What is typed into the text filter; it is ahead of the address.
    pub(crate) text: RwSignal<String>,
    /// Whether the rows are about to be replaced by those of another filter.
    pub(crate) busy: Signal<bool>,
    /// Where the page learns how many links there are.
    pub(crate) counted: RwSignal<Option<ListCounts>>,
}

/// How many links there are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ListCounts {
    pub(crate) shown: usize,
    pub(crate) all: usize,
    pub(crate) groups: [(Group, usize); 5],
}

/// The links of these peerings.
#[component]
pub(crate) fn LinksView(of: LinksOf) -> impl IntoView {
    let LinksOf {
        rows,
        query,
        text,
        busy,
        counted,
    } = of;
    let peerings = expect_context::<Peerings>();
    let router = expect_context::<Router>();
    // The other halves of a filtered list need not pass the filter.
    let filtered = Memo::new(move |_| query.with(|query| !query.labels.is_empty()));
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
        let rows = rows.get();
        Arc::new(snapshot.with(|snapshot| link::links(&rows, snapshot)))
    });
    let kinds = Memo::new(move |_| links.with(|links| link::count_kinds(links)));
    let groups = Memo::new(move |_| links.with(|links| link::count_groups(links)));
    let chosen = Memo::new(move |_| query.with(|query| (query.group, query.kind())));
    let shown = Memo::new(move |_| {
        let (links, (group, kind)) = (links.get(), chosen.get());
        text.with(|text| {
            if text.trim().is_empty() && group.is_none() && kind.is_none() {
                links
            } else {
                Arc::new(link::filter_links(&links, text, group, kind))
            }
        })
    });
    effect(move || {
        let counts = ListCounts {
            shown: shown.with(|shown| shown.len()),
            all: links.with(|links| links.len()),
            groups: groups.get(),
        };
        counted.set(Some(counts));
    });
    on_cleanup(move || {
        counted.try_set(None);
    });

    let unread = move || {
        failed.get().map(|error| {
            format!(
                "The peerings that the label filter leaves out could not be read, so the other halves among them are not seen. {} It is tried again by itself.",
                error.in_a_line()
            )
        })
    };
    let clear = move || {
        text.set(String::new());
        router.open(Route::List(query.with_untracked(ListQuery::unfiltered)));
    };
    let any = Memo::new(move |_| shown.with(|shown: &Arc<Vec<Link>>| !shown.is_empty()));
    let body = move || {
        if any.get() {
            view! { <LinksTable links=shown snapshot busy /> }.into_any()
        } else {
            view! {
                <div class="panel empty">
                    <h2>"No link matches"</h2>
                    <p>"There are peerings, but no link of them passes these filters."</p>
                    {button("", "Show all links", clear)}
                </div>
            }
            .into_any()
        }
    };
    view! {
        <KindStrip counts=kinds query text />
        <Warning text=Signal::derive(unread) />
        {move || body()}
    }
}
