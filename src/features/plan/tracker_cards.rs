//! The changes that are followed, in the corner of every page.

use domain::{
    address::route::Route,
    status::{
        explain::Actor,
        progress::{NEXT_STEPS, Progress},
    },
};
use leptos::prelude::*;

use crate::{
    components::button,
    data::{ChangeTracker, TrackedChange, TrackedPeering},
    reactive::expect_context,
    router::link,
};

/// A card for each change: how far it is, who must act, and at the end what is
/// left to do inside the servers.
#[component]
pub(crate) fn TrackerCards() -> impl IntoView {
    let tracker = expect_context::<ChangeTracker>();
    tracker.sync();
    let cards = move || {
        let changes = tracker.changes.get().into_iter();
        changes
            .map(|change| card(tracker, &change))
            .collect_view()
            .into_any()
    };
    view! { {move || cards()} }
}

fn card(tracker: ChangeTracker, change: &TrackedChange) -> AnyView {
    let key = change.key;
    let lines: Vec<AnyView> = change.peerings.iter().map(line).collect();
    let left = change.works().then(|| {
        let items = NEXT_STEPS.iter().map(|to_do| {
            view! {
                <li>
                    <strong>{to_do.title}</strong>
                    ". "
                    {to_do.text}
                </li>
            }
            .into_any()
        });
        view! {
            <details open>
                <summary>"Left to do inside the servers"</summary>
                <ul>{items.collect_view()}</ul>
            </details>
        }
        .into_any()
    });
    let dismiss = if change.is_over() {
        "Dismiss"
    } else {
        "Do not follow it further"
    };
    view! {
        <section class="toast progress-card" aria-label="Followed">
            <div role="status">{lines}</div>
            {left}
            {button("quiet small", dismiss, move || tracker.dismiss(key))}
        </section>
    }
    .into_any()
}

fn line(tracked: &TrackedPeering) -> AnyView {
    let (class, title, more) = match &tracked.progress {
        Progress::Reached => ("active", "works: traffic can pass", String::new()),
        Progress::Deleted => ("off", "was deleted meanwhile", String::new()),
        Progress::Waiting { actor, title, text } => {
            let class = match actor {
                Actor::You => "needs-you",
                Actor::PeerOwner => "waiting-on-peer",
                Actor::Nobody | Actor::UpCloud => "in-progress",
            };
            (class, *title, format!("{text} {}.", actor.title()))
        }
        Progress::Stopped { actor, title, text } => {
            ("needs-you", *title, format!("{text} {}.", actor.title()))
        }
        Progress::Overdue { actor, title } => (
            "needs-you",
            *title,
            format!(
                "It has not come further within 15 minutes, and is not followed any more. {}.",
                actor.title()
            ),
        ),
    };
    view! {
        <p class=format!("tracked {class}")>
            {link("", Route::Detail(tracked.id), tracked.name.clone())}
            ": "
            <strong>{title}</strong>
        </p>
        <p class="hint">{more}</p>
    }
    .into_any()
}
