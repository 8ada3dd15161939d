//! The preflight checks of a new peering, and those of an existing one.

use std::sync::Arc;

use domain::{
    address::route::Route,
    model::{ids::NetworkId, object::Object, row::Row},
    preflight::{Check, CheckId, CheckOutcome, Subject, preflight},
    snapshot::unknown::UnknownReason,
};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::router_dialog::RouterDialog;
use crate::{
    components::{DialogState, button, check_mark, check_words},
    data::SharedSnapshot,
    reactive::prelude::*,
    router::link,
};

/// The checks, each with its outcome and reason, and a button where the console can fix
/// the problem. Checks of a network that is not chosen yet are left out.
#[component]
fn Checks(checks: Memo<Vec<Check>>, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let router_for = DialogState::default();
    let list = move || {
        let checks = checks.get().into_iter().filter(is_listed);
        checks
            .map(|check| check_item(check, snapshot, router_for))
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
                "Checks: routers, ranges, zones and the other half"
                <span class="count">{move || checks.with(|checks| tally(checks))}</span>
            </summary>
            <Checks checks snapshot />
        </details>
    }
}

/// The panel beside a form: a summary, and each check once a network is chosen.
#[component]
pub(crate) fn Preflight(checks: Memo<Vec<Check>>, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let begun = Memo::new(move |_| checks.with(|checks| has_network_checks(checks)));
    let count = move || begun.get().then(|| checks.with(|checks| tally(checks)));
    let content = move || {
        if begun.get() {
            view! { <Checks checks snapshot /> }.into_any()
        } else {
            view! {
                <p class="hint">
                    "Choose two networks to check whether they can be peered."
                </p>
            }
            .into_any()
        }
    };
    view! {
        <section class="panel preflight" aria-label="Checks">
            <header>
                <h2>"Checks"</h2>
                <p role="status">{count}</p>
            </header>
            {content}
        </section>
    }
}

/// Whether any check is about the networks. The account's limit is not.
fn has_network_checks(checks: &[Check]) -> bool {
    let mut listed = checks.iter().filter(|check| is_listed(check));
    listed.any(|check| check.id != CheckId::Quota)
}

/// A summary of the listed checks, such as "1 of 9 checks failed, 2 warnings".
fn tally(checks: &[Check]) -> String {
    let (mut all, mut failed, mut warnings, mut unknown) = (0, 0, 0, 0);
    for check in checks.iter().filter(|check| is_listed(check)) {
        all += 1;
        match check.outcome {
            CheckOutcome::Pass => {}
            CheckOutcome::Warn => warnings += 1,
            CheckOutcome::Fail => failed += 1,
            CheckOutcome::Unknown(_) => unknown += 1,
        }
    }
    if all == 0 {
        return String::new();
    }
    if failed + warnings + unknown == 0 {
        return format!("All {all} checks passed");
    }
    let failed = format!("{failed} of {all} checks failed");
    let warnings = match warnings {
        0 => String::new(),
        1 => ", 1 warning".to_owned(),
        warnings => format!(", {warnings} warnings"),
    };
    let unknown = match unknown {
        0 => String::new(),
        unknown => format!(", {unknown} unknown"),
    };
    format!("{failed}{warnings}{unknown}")
}

fn is_router_check(id: CheckId) -> bool {
    matches!(id, CheckId::LocalRouter | CheckId::PeerRouter)
}

fn is_listed(check: &Check) -> bool {
    check.outcome != CheckOutcome::Unknown(UnknownReason::NotChosen)
}

fn check_item(
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
        // The console has no pages for these.
        Object::Network(_) | Object::Router(_) => None,
    });
    let links = links.collect_view();
    // This account can attach only networks that it can read.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: CheckId, outcome: CheckOutcome) -> Check {
        Check {
            id,
            outcome,
            text: String::new(),
            objects: Vec::new(),
            stops: false,
        }
    }

    #[test]
    fn the_summary_counts_each_outcome() {
        let of = |outcomes: &[CheckOutcome]| {
            let outcomes = outcomes.iter().copied();
            let checks: Vec<Check> = outcomes
                .map(|outcome| check(CheckId::Zones, outcome))
                .collect();
            tally(&checks)
        };
        use CheckOutcome::{Fail, Pass, Unknown, Warn};
        let not_chosen = Unknown(UnknownReason::NotChosen);
        let unknown = Unknown(UnknownReason::NotYet);
        assert_eq!(of(&[not_chosen]), "");
        assert_eq!(of(&[Pass, Pass, not_chosen]), "All 2 checks passed");
        assert_eq!(of(&[Pass, Fail]), "1 of 2 checks failed");
        assert_eq!(of(&[Warn, Pass]), "0 of 2 checks failed, 1 warning");
        assert_eq!(
            of(&[Fail, Fail, Warn, Warn, unknown]),
            "2 of 5 checks failed, 2 warnings, 1 unknown"
        );
    }

    #[test]
    fn the_limit_of_the_account_does_not_open_the_list() {
        let quota = check(CheckId::Quota, CheckOutcome::Pass);
        let not_chosen = CheckOutcome::Unknown(UnknownReason::NotChosen);
        let zones = |outcome| check(CheckId::Zones, outcome);
        assert!(!has_network_checks(&[quota.clone(), zones(not_chosen)]));
        assert!(has_network_checks(&[quota, zones(CheckOutcome::Warn)]));
    }
}
