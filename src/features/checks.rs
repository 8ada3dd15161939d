//! What was found out about a peering, before it is made or once it exists.

use domain::{
    preflight::{Check, CheckId, Object, Outcome, Why},
    route::Route,
};
use leptos::prelude::*;

use crate::{
    components::{check_mark, check_words},
    data::Shared,
    dom,
    reactive::Memo,
    router::link,
};

/// The checks, each with its outcome and reason. Those for which a network is
/// yet to be chosen are left out.
#[component]
pub(crate) fn Checks(checks: Memo<Vec<Check>>, snapshot: Memo<Shared>) -> impl IntoView {
    let list = move || {
        let checks = checks.get().into_iter().filter(is_told);
        checks
            .map(|check| one(check, snapshot))
            .collect_view()
            .into_any()
    };
    view! {
        <ul class="checks">{list}</ul>
    }
}

/// The panel beside a form: how many checks there are, and each of them. It is
/// calm until a network is chosen.
#[component]
pub(crate) fn Preflight(checks: Memo<Vec<Check>>, snapshot: Memo<Shared>) -> impl IntoView {
    let title = dom::fresh_id();
    let labelled_by = title.clone();
    // The limit of the account says nothing of the networks.
    let begun = Memo::new(move |_| {
        checks.with(|checks| {
            let mut told = checks.iter().filter(|check| is_told(check));
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
        let told = checks.iter().filter(|check| is_told(check));
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
    let all = checks.iter().filter(|check| is_told(check)).count();
    match (all, parts.is_empty()) {
        (0, _) => String::new(),
        (all, true) => format!("{all} checks, all pass"),
        (all, false) => format!("{all} checks: {}", parts.join(", ")),
    }
}

fn is_told(check: &Check) -> bool {
    check.outcome != Outcome::Unknown(Why::NotChosen)
}

fn one(check: Check, snapshot: Memo<Shared>) -> AnyView {
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
    view! {
        <li data-check=check.id.slug()>
            <span class=class>{check_mark(check.outcome)}</span>
            <h3>{check.id.title()}</h3>
            <span class=format!("outcome {class}")>{word}</span>
            <p>{check.text} " " {links}</p>
        </li>
    }
    .into_any()
}
