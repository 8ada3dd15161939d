//! The progress card of the bulk change, shown on every page.

use domain::{
    change::run::{Item, Run, RunId, Stage},
    share::receipt::{receipt, restore_script},
};

use crate::{
    components::button, data::Runner, dom, features::common::api_address, reactive::prelude::*,
};

/// Further failures are only counted. The downloaded results list them all.
const MAX_FAILURES: usize = 5;

#[derive(Clone, Default, PartialEq)]
struct CardContent {
    id: RunId,
    title: String,
    total: usize,
    done: usize,
    failed: usize,
    is_active: bool,
    is_stopped: bool,
    failures: Vec<String>,
    deletes: bool,
    can_undo: bool,
}

impl CardContent {
    fn new(runner: Runner, id: RunId, run: &Run) -> Self {
        let failed = run.count(Stage::Failed);
        let failures = if failed > 0 {
            let failed = run.items().iter().filter_map(failure);
            failed.take(MAX_FAILURES).collect()
        } else {
            Vec::new()
        };
        Self {
            id,
            title: run.title().to_owned(),
            total: run.items().len(),
            done: run.count(Stage::Done),
            failed,
            is_active: run.is_active() || runner.is_reading(id),
            is_stopped: run.is_stopped(),
            failures,
            deletes: !run.deletes().is_empty(),
            can_undo: run.can_undo(),
        }
    }
}

#[component]
pub(crate) fn BulkCard() -> impl IntoView {
    let runner = expect_context::<Runner>();
    let content = Memo::new(move |_| {
        runner.runs.with(|runs| {
            let (id, run) = runs.bulk()?;
            Some(CardContent::new(runner, id, run))
        })
    });
    let is_shown = Memo::new(move |_| content.with(Option::is_some));
    let content = Signal::derive(move || content.get().unwrap_or_default());
    let card = move || is_shown.get().then(|| card(runner, content));
    view! { {card} }
}

fn card(runner: Runner, shown: Signal<CardContent>) -> AnyView {
    let text = move |read: fn(&CardContent) -> String| move || shown.with(read);
    let status = text(|shown| {
        let (done, total) = (shown.done, shown.total);
        let failed = match shown.failed {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        let prefix = match (shown.is_active, shown.is_stopped) {
            (false, false) => "Done: ",
            (false, true) => "Paused: ",
            (true, true) => "Pausing: ",
            (true, false) => "",
        };
        format!("{prefix}{done} of {total}{failed}")
    });
    let failures = move || {
        let (failures, more) = shown.with(|shown| {
            let more = shown.failed.saturating_sub(shown.failures.len());
            (shown.failures.clone(), more)
        });
        let more = (more > 0).then(|| format!("and {more} more in the results"));
        let lines = failures.into_iter().chain(more);
        lines
            .map(|text| view! { <li>{text}</li> }.into_any())
            .collect_view()
    };
    let no_failures = move || shown.with(|shown| shown.failed == 0);
    view! {
        <section class="toast progress-card" aria-label="Bulk change">
            <p>
                <strong>{text(|shown| shown.title.clone())}</strong>
            </p>
            <p role="status">{status}</p>
            <progress
                aria-label="Progress"
                max=text(|shown| shown.total.to_string())
                value=text(|shown| (shown.done + shown.failed).to_string())
            ></progress>
            <ul hidden=no_failures>{failures}</ul>
            {buttons(runner, shown)}
        </section>
    }
    .into_any()
}

fn buttons(runner: Runner, shown: Signal<CardContent>) -> AnyView {
    let id = move || shown.with_untracked(|shown| shown.id);
    let when = move |condition: fn(&CardContent) -> bool, button: AnyView| {
        let hidden = move || shown.with(|shown| !condition(shown));
        view! { <span hidden=hidden>{button}</span> }.into_any()
    };
    let download = move |text: fn(&Run, &str) -> String, name: &'static str, kind: &'static str| {
        let api = api_address();
        move || {
            runner.runs.with_untracked(|runs| {
                if let Some(run) = runs.get(id()) {
                    dom::save(&text(run, &api), name, kind);
                }
            });
        }
    };
    let results = download(|run, _| receipt(run), "results.csv", "text/csv");
    let script = download(restore_script, "create-peerings.sh", "text/plain");
    let resume = move || runner.resume(id());
    let pause = button("small", "Pause", move || runner.stop(id()));
    let proceed = button("small primary", "Continue", resume);
    let proceed_deleting = button("small primary", "Continue deleting", resume);
    let retry = button("small primary", "Retry failed peerings", move || {
        runner.retry(id())
    });
    let undo = button("small", "Undo", move || runner.undo(id()));
    let save_script = button("small", "Download restore script", script);
    let dismiss = button("quiet small", "Dismiss", move || runner.dismiss(id()));
    view! {
        <div class="buttons">
            {when(|shown| shown.is_active && !shown.is_stopped, pause)}
            {when(|shown| shown.is_stopped && !shown.deletes, proceed)}
            {when(|shown| shown.is_stopped && shown.deletes, proceed_deleting)}
            {when(|shown| shown.failed > 0 && !shown.is_active && !shown.is_stopped, retry)}
            {when(|shown| shown.can_undo && !shown.is_active, undo)}
            {button("small", "Download results", results)}
            {when(|shown| shown.deletes, save_script)}
            {when(|shown| !shown.is_active, dismiss)}
        </div>
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
        entry.step.running_text(&entry.name),
        error.in_a_line()
    ))
}
