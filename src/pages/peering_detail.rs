//! The page of one peering: the diagram, what its state means, and every property.

use std::sync::Arc;

use domain::{
    address::route::Route,
    api::{error::ApiError, feature::Feature},
    model::{
        ids::PeeringId,
        peering::End,
        row::Row,
        state::{Group, State},
    },
    share::handshake::Handshake,
    status::remedy::{Diagnosis, Remedy, diagnose},
};

use crate::{
    components::{
        Timestamp, button, copy_text, error_notice, label_chips, loading, state_mark, term, warning,
    },
    data::{Inventory, Peerings, RefreshScheduler, Runner, snapshot},
    features::{
        common::{DiagramEnd, LinkDiagram, breadcrumb, page_header, page_title, when_enabled},
        detail::{DeleteDialog, OtherHalf, StatePanel, StatusSwitch, Switch},
        preflight::ExistingChecks,
        snippets::{HandshakeCard, PeeringEquivalents},
    },
    reactive::prelude::*,
    router::{Router, link},
};

const CHANGE_RUNNING: &str = "A change is running. Stop it before making another.";

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
        {breadcrumb(())}
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
    let switch = Switch::new(row, snapshot);
    let name =
        Signal::derive(move || of_row(row, |row| row.peering.name.clone()).unwrap_or_default());
    let state = Signal::derive(move || of_row(row, |row| (row.peering.state.clone(), row.group())));
    let end = move |end: fn(&Row) -> &End| Signal::derive(move || Some(shown_end(row.get()?, end)));
    let local = end(|row| &row.peering.local);
    let peer = end(|row| &row.peering.peer);
    let peering = Signal::derive(move || of_row(row, |row| row.peering.clone()));
    let handshake = Memo::new(move |_| {
        let row = row.get()?;
        invitation(snapshot.with(|snapshot| diagnose(snapshot, &row.peering)))
    });
    let outdated = move || {
        let error = error.get()?.in_a_line();
        Some(format!(
            "This may be out of date: reading it again failed. {error} Retrying automatically."
        ))
    };
    let locked = move || runner.is_touching(id).then(|| CHANGE_RUNNING.to_owned());
    view! {
        {page_header(name, actions(id, switch, deleting, state))}
        {warning(outdated)}
        {warning(locked)}
        <div class="panel">
            <LinkDiagram local peer state snapshot />
            <StatePanel switch snapshot deleting />
        </div>
        <HandshakeCard handshake />
        <div class="side-by-side">
            <Properties row />
            <OtherHalf switch snapshot />
        </div>
        <ExistingChecks row snapshot />
        <section class="panel more" aria-label="Equivalent commands">
            <PeeringEquivalents peering />
        </section>
        <DeleteDialog open=deleting switch />
    }
}

fn of_row<T>(row: Signal<Option<Arc<Row>>>, read: impl FnOnce(&Row) -> T) -> Option<T> {
    row.with(|row| row.as_deref().map(read))
}

/// What the diagram shows of an end.
fn shown_end(row: Arc<Row>, end: fn(&Row) -> &End) -> DiagramEnd {
    DiagramEnd {
        network: end(&row).network,
        row: Some(row),
        invitation: None,
    }
}

/// The invitation for the peer network's owner, if their half is what is missing.
fn invitation(diagnosis: Diagnosis) -> Option<Handshake> {
    let mut remedies = diagnosis.remedies.into_iter();
    remedies.find_map(|remedy| match remedy {
        Remedy::Invite(handshake) => Some(handshake),
        _ => None,
    })
}

/// The state and the buttons beside the title.
fn actions(
    id: PeeringId,
    switch: Switch,
    deleting: RwSignal<bool>,
    state: Signal<Option<(State, Group)>>,
) -> AnyView {
    let runner = expect_context::<Runner>();
    let modify = move || {
        if runner.is_touching(id) {
            switch.button("", "Modify", || {})
        } else {
            link("button", Route::Edit(id), "Modify")
        }
    };
    view! {
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
            switch.button("danger quiet", "Delete…", move || deleting.set(true))
        })}
    }
    .into_any()
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

            // A missing time means never only if the API reports times at all.
            let never = if peering.created_at.is_some() {
                "never"
            } else {
                "unknown"
            };
            view! {
                <section class="panel properties" aria-label="Peering">
                    <h2>"Peering"</h2>
                    <dl>
                        {term("UUID", copy_text(peering.id.to_string(), "peering UUID"))}
                        {term("Name", peering.name)}
                        {term("Configured status", peering.configured_status.to_string())}
                        {term("State", state_mark(&peering.state, row.group()))}
                        {term("Labels", label_chips(&peering.labels))}
                        {term("Created", time(peering.created_at, "unknown"))}
                        {term("Modified", time(peering.updated_at, never))}
                    </dl>
                </section>
            }
            .into_any()
        })
    };
    view! { {move || properties()} }
}

/// Replaces the page of a peering that does not exist. If the user has just deleted it,
/// `deleted` is its name.
fn gone(id: PeeringId, deleted: Option<String>) -> AnyView {
    let (title, before, after) = match deleted {
        Some(name) => (
            format!("You deleted {name}"),
            "Peering ",
            " no longer exists. The other half, if there is one, was not deleted.",
        ),
        None => (
            "This peering does not exist".to_owned(),
            "There is no peering ",
            " in this account. It was deleted, or belongs to another account.",
        ),
    };
    let list = expect_context::<Router>().list();
    view! {
        {page_title(&title)}
        <div class="panel empty">
            <p>{before} <span class="address">{id.to_string()}</span> {after}</p>
            {link("button primary", list, "Go to the list of peerings")}
        </div>
    }
    .into_any()
}

#[component]
fn Unknown(error: RwSignal<Option<ApiError>>) -> impl IntoView {
    let refresh = expect_context::<RefreshScheduler>();
    view! {
        {page_title("Peering")}
        {move || match error.get() {
            Some(error) => {
                let again = button("", "Try again", move || refresh.wake());
                error_notice("Reading the peering failed", &error, Some(again))
            }
            None => loading("Loading the peering…"),
        }}
    }
}
