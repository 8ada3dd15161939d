//! What was found out about a peering, before it is made or once it exists.

use std::sync::Arc;

use domain::{
    address::route::Route,
    model::{ids::NetworkId, row::Row},
    preflight::{Check, CheckId, CheckOutcome, Object, Subject, preflight},
    snapshot::unknown::UnknownReason,
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::router_dialog::RouterDialog;
use crate::{
    components::{DialogState, button, check_mark, check_words},
    data::SharedSnapshot,
    dom,
    reactive::{Memo, RwSignal, Signal, handler},
    router::link,
};

/// The checks, each with its outcome and reason, and a button where the console
/// can mend it. Those for which a network is yet to be chosen are left out.
#[component]
fn Checks(checks: Memo<Vec<Check>>, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let router_for = DialogState::new();
    let list = move || {
        let checks = checks.get().into_iter().filter(is_listed);
        checks
            .map(|check| one(check, snapshot, router_for))
            .collect_view()
            .into_any()
    };
    view! {
        <ul class="checks">{list}</ul>
        <RouterDialog asked=router_for snapshot />
    }
}

/// The checks of a peering that exists, on demand.
#[component]
pub(crate) fn ExistingChecks(
    row: Signal<Option<Arc<Row>>>,
    snapshot: Memo<SharedSnapshot>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let checks = Memo::new(move |_| {
        let row = row.get().filter(|_| open.get());
        row.map_or_else(Vec::new, |row| {
            snapshot.with(|snapshot| preflight(snapshot, &Subject::existing(&row.peering)))
        })
    });
    let toggled = move |event: ev::Event| {
        let details = event.target().and_then(|target| target.dyn_into().ok());
        open.set(details.is_some_and(|details: Element| details.has_attribute("open")));
    };
    view! {
        <details class="panel preflight existing" on:toggle=handler(toggled)>
            <summary>
                "Check it: routers, ranges, zones and the other half"
                <span class="count">{move || checks.with(|checks| tally(checks))}</span>
            </summary>
            <Checks checks snapshot />
        </details>
    }
}

/// The panel beside a form: how many checks there are, and each of them. It is
/// calm until a network is chosen.
#[component]
pub(crate) fn Preflight(checks: Memo<Vec<Check>>, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let title = dom::fresh_id();
    let labelled_by = title.clone();
    // The limit of the account says nothing of the networks.
    let begun = Memo::new(move |_| {
        checks.with(|checks| {
            let mut told = checks.iter().filter(|check| is_listed(check));
            told.any(|check| check.id != CheckId::Quota)
        })
    });
    let count = move || begun.get().then(|| checks.with(|checks| tally(checks)));
    let content = move || {
        if begun.get() {
            view! { <Checks checks snapshot /> }.into_any()
        } else {
            view! {
                <p class="hint">
                    "Choose the two networks. What could stand in the way of their link is told here, before anything is sent."
                </p>
            }
            .into_any()
        }
    };
    view! {
        <section class="panel preflight" aria-labelledby=labelled_by>
            <header>
                <h2 id=title>"Before you send it"</h2>
                <p role="status">{count}</p>
            </header>
            {content}
        </section>
    }
}

/// The checks in a sentence: how many there are, and how many did not pass.
fn tally(checks: &[Check]) -> String {
    let count = |word| {
        let told = checks.iter().filter(|check| is_listed(check));
        told.filter(|check| check_words(check.outcome).1 == word)
            .count()
    };
    let mut parts = Vec::new();
    for word in ["fails", "warning", "not known"] {
        match (count(word), word) {
            (0, _) => {}
            (1, word) => parts.push(format!("1 {word}")),
            (more, "fails") => parts.push(format!("{more} fail")),
            (more, "warning") => parts.push(format!("{more} warnings")),
            (more, word) => parts.push(format!("{more} {word}")),
        }
    }
    let all = checks.iter().filter(|check| is_listed(check)).count();
    match (all, parts.is_empty()) {
        (0, _) => String::new(),
        (all, true) => format!("{all} checks, all pass"),
        (all, false) => format!("{all} checks: {}", parts.join(", ")),
    }
}

fn is_router_check(id: CheckId) -> bool {
    matches!(id, CheckId::LocalRouter | CheckId::PeerRouter)
}

fn is_listed(check: &Check) -> bool {
    check.outcome != CheckOutcome::Unknown(UnknownReason::NotChosen)
}

fn one(
    check: Check,
    snapshot: Memo<SharedSnapshot>,
    router_for: DialogState<NetworkId>,
) -> AnyView {
    let (class, word) = check_words(check.outcome);
    let links = check.objects.iter().filter_map(|object| match object {
        Object::Peering(id) => {
            let name = snapshot.with_untracked(|snapshot| {
                let mut rows = snapshot.sources().peerings.iter();
                let row = rows.find(|row| row.peering.id == *id);
                row.map_or_else(|| id.to_string(), |row| row.peering.name.clone())
            });
            Some(link("", Route::Detail(*id), format!("Open {name}")))
        }
        // The console has no pages of these; the sentence names them.
        Object::Network(_) | Object::Router(_) => None,
    });
    let links = links.collect_view();
    // Only a network that this account can read is one that it can attach.
    let routerless = check.objects.iter().find_map(|object| match object {
        Object::Network(id) if is_router_check(check.id) && check.outcome == CheckOutcome::Fail => {
            snapshot.with_untracked(|snapshot| snapshot.network(*id).map(|network| network.id))
        }
        _ => None,
    });
    let attach = routerless.map(|id| {
        button("small", "Attach a router…", move || {
            router_for.open_with(id);
        })
    });
    view! {
        <li data-check=check.id.slug()>
            <span class=class>{check_mark(check.outcome)}</span>
            <h3>{check.id.title()}</h3>
            <span class=format!("outcome {class}")>{word}</span>
            <p>{check.text} " " {links}</p>
            {attach}
        </li>
    }
    .into_any()
}
