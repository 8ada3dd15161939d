//! The list of peerings.

use std::sync::Arc;

use domain::{
    address::route::{ListQuery, NewQuery, Route},
    api::{error::ApiError, feature::Feature},
    list,
    model::state::Group,
};
use leptos::prelude::*;

use super::{LazyPages, lazy_pages::SharedRows};
use crate::{
    components::{Warning, button, clock_time, plain_error},
    data::{Inventory, Peerings, Preferences, RefreshScheduler},
    features::{
        common::{page_header, when_enabled},
        list::{FilterBar, Filters, GroupStrip, LinksOf, ListCounts, PeeringTable, view_toggle},
    },
    reactive::{Memo, RwSignal, Signal, StoredValue, effect, expect_context, spawn_scoped},
    router::{Router, link},
};

/// The pictures that the page can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListState {
    /// Nothing was read yet.
    Loading,
    /// Nothing could be read.
    Failed,
    /// The account has no peerings.
    Empty,
    /// It has some, but none passes the filters.
    NoMatch,
    /// Rows.
    Table,
    /// Rows of links, or what stands in the place of none.
    Links,
}

/// The list of peerings, filtered as the address says.
#[component]
pub(crate) fn PeeringListPage(later: LazyPages) -> impl IntoView {
    let router = expect_context::<Router>();
    let peerings = expect_context::<Peerings>();
    let surroundings = expect_context::<Inventory>();
    let pulse = expect_context::<RefreshScheduler>();

    let query = Memo::new(move |last: Option<&ListQuery>| match router.route() {
        Route::List(query) => query,
        _ => last.cloned().unwrap_or_default(),
    });
    if let Some(completed) = query.with_untracked(Preferences::completed) {
        router.replace(Route::List(completed));
    }
    let labels = Memo::new(move |_| query.with(|query| query.labels.clone()));
    let text = RwSignal::new(query.with_untracked(|query| query.text.clone()));
    // Back and Forward change the address under the text box.
    effect(move || {
        let address = query.with(|query| query.text.clone());
        if text.with_untracked(|text| *text != address) {
            text.set(address);
        }
    });
    effect(move || {
        let labels = labels.get();
        spawn_scoped(peerings.watch_list(labels));
    });
    spawn_scoped(surroundings.keep_reading());

    let listing = peerings.listing;
    let all = Memo::new(move |_| peerings.listed());
    let met = later.filtered_rows(all.into(), query.into());
    let matching = Memo::new(move |_| met.get().unwrap_or_default());
    let groups = Memo::new(move |_| matching.with(|rows| list::count_groups(rows)));
    let group = Signal::derive(move || query.with(|query| query.group));
    let sort = Memo::new(move |_| query.with(|query| query.sort.clone()));
    let sorted = Memo::new(move |_| sort.with(|sort| matching.with(|rows| sort.apply(rows))));
    let last = StoredValue::new(None::<LastSearch>);
    let shown = Memo::new(move |_| {
        let (rows, group) = (sorted.get(), group.get());
        text.with(|text| {
            if text.trim().is_empty() && group.is_none() {
                return rows;
            }
            // Whoever types on looks among what was found.
            let among = last.with_value(|last| {
                last.as_ref()
                    .and_then(|last| last.still_holds(&rows, text, group))
            });
            let among = among.unwrap_or_else(|| Arc::clone(&rows));
            let found = Arc::new(list::search_rows(&among, text, group));
            last.set_value(Some(LastSearch {
                rows,
                text: text.clone(),
                group,
                found: Arc::clone(&found),
            }));
            found
        })
    });
    // Links are counted where they are put together.
    let links = RwSignal::new(None::<ListCounts>);
    let shows_links = Memo::new(move |_| query.with(ListQuery::shows_links));
    let error = Signal::derive(move || listing.with(|listing| listing.error.clone()));
    let busy = Memo::new(move |_| labels.with(|labels| !peerings.is_listed_by(labels)));
    let picture = Memo::new(move |_| {
        let (read, failed) =
            listing.with(|listing| (listing.read_at.is_some(), listing.error.is_some()));
        let any = all.with(|all| !all.is_empty());
        let filtered = query.with(|query| !query.labels.is_empty());
        match (read, failed) {
            (false, true) => ListState::Failed,
            (false, false) => ListState::Loading,
            _ if !any && !filtered => ListState::Empty,
            _ if met.with(Option::is_none) => ListState::Loading,
            _ if shows_links.get() => ListState::Links,
            _ if shown.with(|shown| shown.is_empty()) => ListState::NoMatch,
            _ => ListState::Table,
        }
    });
    // None where there is nothing to count yet.
    let counted = move || match picture.get() {
        ListState::Loading | ListState::Failed => None,
        ListState::Links => links.get(),
        ListState::Empty | ListState::NoMatch | ListState::Table => Some(ListCounts {
            shown: shown.with(|shown| shown.len()),
            all: all.with(|all| all.len()),
            groups: groups.get(),
        }),
    };
    let head_count = move || counted().map(|counted| counted.all.to_string());
    let count = move || match (counted(), picture.get()) {
        (Some(ListCounts { shown, all, .. }), _) => format!("{shown} of {all}"),
        (None, ListState::Failed) => String::new(),
        (None, _) => "Loading…".to_owned(),
    };
    let in_groups = move || counted().map(|counted| counted.groups);
    let read_at = move || {
        listing
            .with(|listing| listing.read_at)
            .map(|at| format!("Updated {}", clock_time(at)))
    };
    let refresh = move || {
        pulse.wake();
        spawn_scoped(surroundings.read());
    };
    let clear = move || {
        text.set(String::new());
        router.open(Route::List(query.with_untracked(ListQuery::unfiltered)));
    };
    let stale = move || {
        error
            .get()
            .filter(|_| listing.with(|listing| listing.read_at.is_some()))
    };
    let body = move || {
        match picture.get() {
        ListState::Loading => view! { <p class="panel empty" role="status">"Loading the peerings…"</p> }.into_any(),
        ListState::Failed => error
            .get()
            .map(|error| view! { <Failed error /> })
            .into_any(),
        ListState::Empty => view! {
            <div class="panel empty">
                <h2>"No peerings yet"</h2>
                <p>"A peering links two private networks, each with a router. It takes one on each side."</p>
                {when_enabled(Feature::Create, || link("button primary", Route::New(NewQuery::default()), "Create the first peering"))}
            </div>
        }
        .into_any(),
        ListState::NoMatch => view! {
            <div class="panel empty">
                <h2>"No peering matches"</h2>
                <p>"There are peerings, but none that passes these filters."</p>
                {button("", "Show all peerings", clear)}
            </div>
        }
        .into_any(),
        ListState::Links => later.links(LinksOf {
            rows: matching.into(),
            query: query.into(),
            text,
            busy: busy.into(),
            counted: links,
        }),
        ListState::Table => view! { <PeeringTable rows=shown.into() query=query.into() text busy /> }.into_any(),
    }
    };
    let filters = Filters {
        query: query.into(),
        text,
        rows: all.into(),
    };
    let beside = view! {
        <span class="count">{move || head_count()}</span>
        {view_toggle(query.into(), text)}
        <span class="push"></span>
        <span class="updated">{move || read_at()}</span>
        {button("", "Refresh", refresh)}
        {later.table(query.into(), text)}
        {later.export(shown.into())}
        {when_enabled(Feature::Create, || link("button primary", Route::New(NewQuery::default()), "New peering"))}
    };
    view! {
        {page_header(Signal::stored("Peerings".to_owned()), beside)}
        <GroupStrip counts=Signal::derive(in_groups) query=query.into() text />
        <FilterBar query=query.into() text tokens=later.filters(filters) count=Signal::derive(count) />
        <Warnings stale=Signal::derive(stale) />
        {move || body()}
        {later.bulk(shown.into())}
    }
}

/// What was found last.
struct LastSearch {
    /// Among these.
    rows: SharedRows,
    text: String,
    group: Option<Group>,
    found: SharedRows,
}

impl LastSearch {
    /// What was found, where everything that is looked for now is among it.
    fn still_holds(
        &self,
        rows: &SharedRows,
        text: &str,
        group: Option<Group>,
    ) -> Option<SharedRows> {
        let same = Arc::ptr_eq(&self.rows, rows) && self.group == group;
        (same && text.starts_with(&self.text)).then(|| Arc::clone(&self.found))
    }
}

#[component]
fn Failed(error: ApiError) -> impl IntoView {
    let pulse = expect_context::<RefreshScheduler>();
    let again = button("", "Try again", move || pulse.wake());
    plain_error("Reading the peerings failed", &error, again)
}

/// What is not as it should be although there are rows to show.
#[component]
fn Warnings(stale: Signal<Option<ApiError>>) -> impl IntoView {
    let peerings = expect_context::<Peerings>();
    let surroundings = expect_context::<Inventory>();
    let listing = peerings.listing;
    let stale = move || {
        stale.get().map(|error| {
            let at = listing.with(|listing| listing.read_at).map(clock_time).unwrap_or_default();
            format!("What you see is as of {at}: reading it again failed. {} It is tried again by itself.", error.in_a_line())
        })
    };
    let nameless = move || {
        let error = surroundings.networks_error.get()?;
        Some(format!(
            "The networks could not be read, so their names and zones are missing. {}",
            error.in_a_line()
        ))
    };
    let unreadable = move || match listing.with(|listing| listing.unreadable) {
        0 => None,
        count => Some(format!(
            "{count} of the API's objects could not be read and are not shown."
        )),
    };
    view! {
        <Warning text=Signal::derive(stale) />
        <Warning text=Signal::derive(nameless) />
        <Warning text=Signal::derive(unreadable) />
    }
}
