//! The run over many peerings, in the corner of every page.

use domain::change::bulk::{Item, Stage};
use leptos::prelude::*;

use crate::{
    components::button,
    data::Bulks,
    dom,
    reactive::{Memo, Signal, expect_context},
};

/// More failures than these are counted; the receipt has them all.
const MAX_FAILURES: usize = 5;

/// What is shown of a run.
#[derive(Clone, Default, PartialEq)]
struct CardContent {
    title: String,
    all: usize,
    done: usize,
    failed: usize,
    busy: bool,
    paused: bool,
    failures: Vec<String>,
    deletes: bool,
}

/// The card: how far it is, and what can be done about it.
#[component]
pub(crate) fn BulkCard() -> impl IntoView {
    let bulks = expect_context::<Bulks>();
    let shown = Memo::new(move |_| {
        bulks.held.with(|held| {
            held.as_ref().map(|held| {
                let bulk = &held.bulk;
                let failed = bulk.count(Stage::Failed);
                let failures = if failed > 0 {
                    let failed = bulk.items().iter().filter_map(failure);
                    failed.take(MAX_FAILURES).collect()
                } else {
                    Vec::new()
                };
                CardContent {
                    title: held.title.clone(),
                    all: bulk.items().len(),
                    done: bulk.count(Stage::Done),
                    failed,
                    busy: bulk.is_busy() || !(bulk.is_over() || bulk.is_paused()),
                    paused: bulk.is_paused(),
                    failures,
                    deletes: bulk.deletes(),
                }
            })
        })
    });
    let there = Memo::new(move |_| shown.with(Option::is_some));
    let shown = Signal::derive(move || shown.get().unwrap_or_default());
    let card = move || there.get().then(|| card(bulks, shown));
    view! { {card} }
}

fn card(bulks: Bulks, shown: Signal<CardContent>) -> AnyView {
    let of = move |read: fn(&CardContent) -> String| move || shown.with(read);
    let how_far = of(|shown| {
        let CardContent {
            all, done, failed, ..
        } = shown;
        let failed = match failed {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        let word = match (shown.busy, shown.paused) {
            (false, false) => "Done: ",
            (false, true) => "Paused: ",
            (true, true) => "Pausing: ",
            (true, false) => "",
        };
        format!("{word}{done} of {all}{failed}")
    });
    let failures = move || {
        let (failures, more) = shown.with(|shown| {
            let more = shown.failed.saturating_sub(shown.failures.len());
            (shown.failures.clone(), more)
        });
        let more = (more > 0).then(|| format!("and {more} more, in the receipt"));
        let lines = failures.into_iter().chain(more);
        lines
            .map(|text| view! { <li>{text}</li> }.into_any())
            .collect_view()
    };
    let hidden = move |read: fn(&CardContent) -> bool| move || shown.with(|shown| !read(shown));
    let save = move |text: fn(&domain::change::bulk::Bulk) -> String,
                     name: &'static str,
                     kind: &'static str| {
        move || {
            bulks.held.with_untracked(|held| {
                if let Some(held) = held {
                    dom::save(&text(&held.bulk), name, kind);
                }
            });
        }
    };
    view! {
        <section class="toast progress-card" aria-label="Run">
            <p>
                <strong>{of(|shown| shown.title.clone())}</strong>
            </p>
            <p role="status">{how_far}</p>
            <progress
                aria-label="Progress"
                max=of(|shown| shown.all.to_string())
                value=of(|shown| (shown.done + shown.failed).to_string())
            ></progress>
            <ul hidden=hidden(|shown| shown.failed > 0)>{failures}</ul>
            <div class="buttons">
                <span hidden=hidden(|shown| shown.busy && !shown.paused)>
                    {button("small", "Pause", move || bulks.pause(true))}
                </span>
                <span hidden=hidden(|shown| shown.paused)>
                    {button("small primary", "Go on", move || bulks.pause(false))}
                </span>
                <span hidden=hidden(|shown| shown.failed > 0 && !shown.busy && !shown.paused)>
                    {button("small primary", "Try again what failed", move || bulks.retry())}
                </span>
                {button("small", "Save the receipt", save(domain::change::bulk::Bulk::receipt, "receipt.csv", "text/csv"))}
                <span hidden=hidden(|shown| shown.deletes)>
                    {button("small", "Save a script that creates them again", save(domain::change::bulk::Bulk::restore, "create-peerings.sh", "text/plain"))}
                </span>
                <span hidden=hidden(|shown| !shown.busy)>
                    {button("quiet small", "Dismiss", move || bulks.dismiss())}
                </span>
            </div>
        </section>
    }
    .into_any()
}

fn failure(item: &Item) -> Option<String> {
    let (entry, error) = item.plan.failure()?;
    let doubt = if error.outcome_unknown() {
        " It is not known whether the server acted."
    } else {
        ""
    };
    Some(format!(
        "{} failed: {}{doubt}",
        entry.step.now(&entry.name),
        error.in_a_line()
    ))
}
