//! One peering: the picture, what its state means, and every field.

use std::sync::Arc;

use domain::{
    address::route::Route,
    api::{error::ApiError, feature::Feature},
    model::{ids::PeeringId, row::Row},
    status::remedy::{Remedy, diagnose},
};
use leptos::prelude::*;

use crate::{
    components::{CopyText, Timestamp, Warning, button, error_notice, label_chips, state_mark},
    data::{Inventory, Peerings, RefreshScheduler, Runner, snapshot},
    features::{
        common::{LinkDiagram, page_header, page_title, when_enabled},
        detail::{DeleteDialog, OtherHalf, StatePanel, StatusSwitch, Switch},
        preflight::ExistingChecks,
        snippets::{HandshakeCard, PeeringEquivalents},
    },
    reactive::{Memo, RwSignal, Signal, expect_context, spawn_scoped},
    router::{Router, link},
};

/// The page of one peering.
#[component]
pub(crate) fn PeeringDetailPage(id: PeeringId) -> impl IntoView {
    let peerings = expect_context::<Peerings>();
    let error = RwSignal::new(None);
    spawn_scoped(peerings.watch(id, error));
    spawn_scoped(expect_context::<Inventory>().keep_reading());

    let row = Memo::new(move |_| peerings.get(id));
    let known = Memo::new(move |_| row.with(Option::is_some));
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            {link("", expect_context::<Router>().list(), "Peerings")}
            " /"
        </nav>
        {move || {
            if known.get() {
                view! { <Known id row=row.into() error /> }.into_any()
            } else if let Some(deleted) = peerings.deleted(id) {
                gone(id, deleted)
            } else {
                view! { <Unknown error /> }.into_any()
            }
        }}
    }
}

/// The peering, as it was last read.
#[component]
fn Known(
    id: PeeringId,
    row: Signal<Option<Arc<Row>>>,
    error: RwSignal<Option<ApiError>>,
) -> impl IntoView {
    let runner = expect_context::<Runner>();
    let snapshot = snapshot();
    let deleting = RwSignal::new(false);
    let switch = Switch::new(row);
    let name = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.peering.name.clone())
                .unwrap_or_default()
        })
    };
    let state = Signal::derive(move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| (row.peering.state.clone(), row.group()))
        })
    });
    let local = Signal::derive(move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| (row.peering.local.network, row.peering.local.ranges.clone()))
        })
    });
    let peer = Signal::derive(move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| (row.peering.peer.network, row.peering.peer.ranges.clone()))
        })
    });
    let stale = move || {
        error.get().map(|error| {
            format!(
                "This may be out of date: reading it again failed. {} It is tried again by itself.",
                error.in_a_line()
            )
        })
    };
    let held = move || {
        let held = "A change of it is under way: the card in the corner shows how far. To change it otherwise, stop that first.";
        runner.is_touching(id).then(|| held.to_owned())
    };
    let modify = move || {
        if runner.is_touching(id) {
            switch.button("", "Modify".into(), || {})
        } else {
            link("button", Route::Edit(id), "Modify")
        }
    };
    // Nobody is asked for what is there, or for what this account can make.
    let handshake = Memo::new(move |_| {
        let row = row.get()?;
        let mending = snapshot.with(|snapshot| diagnose(snapshot, &row.peering));
        mending
            .remedies
            .into_iter()
            .find_map(|remedy| match remedy {
                Remedy::Invite(handshake) => Some(handshake),
                _ => None,
            })
    });
    let peering = Signal::derive(move || row.get().map(|row| row.peering.clone()));
    let beside = view! {
        {move || state.get().map(|(state, group)| state_mark(&state, group))}
        <span class="push"></span>
        {when_enabled(Feature::Modify, move || {
            view! {
                {modify}
                <StatusSwitch switch />
            }
            .into_any()
        })}
        {when_enabled(Feature::Delete, move || {
            switch.button("danger quiet", "Delete…".into(), move || deleting.set(true))
        })}
    };
    view! {
        {page_header(Signal::derive(name), beside)}
        <Warning text=Signal::derive(stale) />
        <Warning text=Signal::derive(held) />
        <div class="panel">
            <LinkDiagram local peer state />
            <StatePanel switch snapshot deleting />
        </div>
        <HandshakeCard handshake />
        <div class="side-by-side">
            <Properties row />
            <OtherHalf switch snapshot />
        </div>
        <ExistingChecks row snapshot />
        <section class="panel more" aria-label="By other means">
            <PeeringEquivalents peering />
        </section>
        <DeleteDialog open=deleting switch />
    }
}

#[component]
fn Properties(row: Signal<Option<Arc<Row>>>) -> impl IntoView {
    let time = |time: Option<String>, none: &'static str| match time {
        Some(text) => view! { <Timestamp text /> }.into_any(),
        None => view! { <span class="none">{none}</span> }.into_any(),
    };
    let properties = move || {
        row.get().map(|row| {
            let peering = row.peering.clone();
            // Whether none means never is only known where times are told at all.
            let never = if peering.created_at.is_some() {
                "never"
            } else {
                "not told"
            };
            view! {
                <section class="panel properties" aria-label="Peering">
                    <h2>"Peering"</h2>
                    <dl>
                        <dt>"UUID"</dt>
                        <dd>
                            <CopyText text=peering.id.to_string() what="peering UUID" />
                        </dd>
                        <dt>"Name"</dt>
                        <dd>{peering.name}</dd>
                        <dt>"Configured status"</dt>
                        <dd>{peering.configured_status.to_string()}</dd>
                        <dt>"State"</dt>
                        <dd>
                            {state_mark(&peering.state, row.group())}
                        </dd>
                        <dt>"Labels"</dt>
                        <dd>
                            {label_chips(&peering.labels)}
                        </dd>
                        <dt>"Created"</dt>
                        <dd>{time(peering.created_at, "not told")}</dd>
                        <dt>"Modified"</dt>
                        <dd>{time(peering.updated_at, never)}</dd>
                    </dl>
                </section>
            }
            .into_any()
        })
    };
    view! { {move || properties()} }
}

/// What stands in the place of a peering that does not exist: one that the user
/// has just deleted, by its name, is no surprise.
fn gone(id: PeeringId, deleted: Option<String>) -> AnyView {
    let (title, before, after) = match deleted {
        Some(name) => (
            format!("You deleted {name}"),
            "Peering ",
            " no longer exists. The other side, if there is one, was not deleted.",
        ),
        None => (
            "This peering does not exist".to_owned(),
            "The API knows no peering ",
            " that this account may see. It was deleted, or belongs to another account.",
        ),
    };
    view! {
        {page_title(&title)}
        <div class="panel empty">
            <p>{before} <span class="address">{id.to_string()}</span> {after}</p>
            {link("button primary", expect_context::<Router>().list(), "Go to the list of peerings")}
        </div>
    }
    .into_any()
}

#[component]
fn Unknown(error: RwSignal<Option<ApiError>>) -> impl IntoView {
    let pulse = expect_context::<RefreshScheduler>();
    view! {
        {page_title("Peering")}
        {move || match error.get() {
            Some(error) => {
                let again = button("", "Try again", move || pulse.wake());
                error_notice("Reading the peering failed", &error, Some(again))
            }
            None => view! { <p class="panel empty" role="status">"Loading the peering…"</p> }.into_any(),
        }}
    }
}
