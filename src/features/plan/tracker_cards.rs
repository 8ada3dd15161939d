//! A card for each tracked change, shown on every page.

use domain::{
    address::route::Route,
    status::{
        explain::Actor,
        progress::{NEXT_STEPS, Progress},
    },
};

use crate::{
    components::button,
    data::{ChangeTracker, TrackedChange, TrackedPeering},
    reactive::prelude::*,
    router::link,
};

/// Each card shows the progress of a change and who must act. Once the link
/// works, it lists what remains to be done on the servers.
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
    let next_steps = change.works().then(|| {
        let items = NEXT_STEPS.iter().map(|step| {
            view! {
                <li>
                    <strong>{step.title}</strong>
                    ". "
                    {step.text}
                </li>
            }
            .into_any()
        });
        view! {
            <details open>
                <summary>"Next steps on your servers"</summary>
                <ul>{items.collect_view()}</ul>
            </details>
        }
        .into_any()
    });
    let dismiss = if change.is_over() {
        "Dismiss"
    } else {
        "Stop watching"
    };
    view! {
        <section class="toast progress-card" aria-label="Change progress">
            <div role="status">{lines}</div>
            {next_steps}
            {button("quiet small", dismiss, move || tracker.dismiss(key))}
        </section>
    }
    .into_any()
}

fn line(tracked: &TrackedPeering) -> AnyView {
    let (class, title, details) = match &tracked.progress {
        Progress::Reached => ("active", "Connected", String::new()),
        Progress::Deleted => ("off", "Deleted", String::new()),
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
                "Not finished within 15 minutes. No longer watched. {}.",
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
        <p class="hint">{details}</p>
    }
    .into_any()
}
