//! The list of peerings, filtered as the address says.

mod rows;
mod state;

use domain::{
    address::route::{NewQuery, Route},
    api::{error::ApiError, feature::Feature},
};

use self::{
    rows::ListRows,
    state::{ListState, count_text},
};
use super::lazy_pages::{LazyPages, Part};
use crate::{
    components::{button, clock_time, empty_panel, loading, plain_error, warning},
    data::{Inventory, Peerings, RefreshScheduler},
    features::{
        common::{networks_warning, page_header, when_enabled},
        list::{FilterBar, GroupStrip, LinksProps, ListAddress, PeeringTable, view_toggle},
    },
    reactive::prelude::*,
    router::link,
};

const NO_PEERINGS: &str =
    "A link joins two private networks, each with a router. It needs a peering in each direction.";

const NAMELESS: &str = "The networks could not be read, so their names and zones are missing.";

const UNREADABLE: &str = "The API returned peerings in a form that this console does not know.";

#[component]
pub(crate) fn PeeringListPage(later: LazyPages) -> impl IntoView {
    let peerings = expect_context::<Peerings>();
    let address = ListAddress::new();
    let labels = Memo::new(move |_| address.with(|query| query.labels.clone()));
    effect(move || {
        let labels = labels.get();
        spawn_scoped(peerings.watch_list(labels));
    });
    spawn_scoped(expect_context::<Inventory>().keep_reading());

    let rows = ListRows::new(peerings, address, later);
    let state = rows.state(peerings, address);
    let busy = Memo::new(move |_| labels.with(|labels| !peerings.is_listed_by(labels)));
    let counts = move || rows.counts(state.get());
    let total = move || counts().map(|counts| counts.all.to_string());
    let groups = Signal::derive(move || counts().map(|counts| counts.groups));
    let count = Signal::derive(move || match rows.only.get() {
        Some(only) => format!("{} selected", only.len()),
        None => count_text(state.get(), counts()),
    });
    let tokens = later.part(Part::Filters(address, rows.all.into()));
    let body = move || match state.get() {
        ListState::Links => later.page(Part::Links(LinksProps {
            rows: rows.matching.into(),
            address,
            busy: busy.into(),
            counts: rows.links,
        })),
        // The links say themselves that they could not be loaded.
        ListState::Table => view! {
            {later.missing()}
            <PeeringTable rows=rows.shown.into() address busy />
        }
        .into_any(),
        state => no_rows(state, address),
    };
    view! {
        {page_header(
            Signal::stored("Peerings".to_owned()),
            view! {
                <span class="count">{total}</span>
                {view_toggle(address)}
                <span class="push"></span>
                {refresh_tools()}
                {later.part(Part::Tools(address, rows.shown.into()))}
                {create_link("New peering")}
            },
        )}
        {later.part(Part::CutOff)}
        <GroupStrip counts=groups address />
        <FilterBar address tokens count />
        <Warnings />
        {move || body()}
        {later.part(Part::Bulk(rows.shown.into(), rows.only))}
    }
}

/// When the list was read, and the button that reads it again.
fn refresh_tools() -> impl IntoView {
    let listing = expect_context::<Peerings>().listing;
    let inventory = expect_context::<Inventory>();
    let scheduler = expect_context::<RefreshScheduler>();
    let read_at = move || {
        let at = listing.with(|listing| listing.read_at);
        at.map(|at| format!("Updated {}", clock_time(at)))
    };
    let refresh = move || {
        scheduler.wake();
        spawn_scoped(inventory.read());
    };
    view! {
        <span class="updated">{read_at}</span>
        {button("", "Refresh", refresh)}
    }
}

fn create_link(text: &'static str) -> AnyView {
    when_enabled(Feature::Create, move || {
        link("button primary", Route::New(NewQuery::default()), text)
    })
}

/// What replaces the table while there are no rows.
fn no_rows(state: ListState, address: ListAddress) -> AnyView {
    match state {
        ListState::Failed => view! { <Failed /> }.into_any(),
        // The warning above says how many.
        ListState::Unreadable => {
            let wake = expect_context::<RefreshScheduler>();
            let again = button("", "Try again", move || wake.wake());
            empty_panel("No peering could be read", UNREADABLE, again)
        }
        ListState::Empty => {
            let create = create_link("Create your first peering");
            empty_panel("No peerings yet", NO_PEERINGS, create)
        }
        ListState::NoMatch => {
            let clear = button("", "Show all peerings", move || address.clear_filters());
            empty_panel(
                "No matching peerings",
                "No peering passes these filters.",
                clear,
            )
        }
        ListState::Loading | ListState::Table | ListState::Links => loading("Loading peerings…"),
    }
}

#[component]
fn Failed() -> impl IntoView {
    let listing = expect_context::<Peerings>().listing;
    let scheduler = expect_context::<RefreshScheduler>();
    move || {
        let error = listing.with(|listing| listing.error.clone())?;
        let again = button("", "Try again", move || scheduler.wake());
        Some(plain_error("Reading the peerings failed", &error, again))
    }
}

/// What is wrong although there are rows to show.
#[component]
fn Warnings() -> impl IntoView {
    let listing = expect_context::<Peerings>().listing;
    let inventory = expect_context::<Inventory>();
    let stale =
        move || listing.with(|listing| Some(stale_text(listing.read_at?, listing.error.as_ref()?)));
    let nameless = move || networks_warning(inventory, NAMELESS);
    let unreadable = move || match listing.with(|listing| listing.unreadable) {
        0 => None,
        1 => Some("1 object in the API's answer couldn't be read and isn't shown.".to_owned()),
        count => Some(format!(
            "{count} objects in the API's answer couldn't be read and aren't shown."
        )),
    };
    view! {
        {warning(stale)}
        {warning(nameless)}
        {warning(unreadable)}
    }
}

fn stale_text(read_at: f64, error: &ApiError) -> String {
    format!(
        "Last updated at {}. Refreshing failed. {} Retrying automatically.",
        clock_time(read_at),
        error.in_a_line()
    )
}
