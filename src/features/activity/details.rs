//! What an entry shows when it is opened: steps, errors, what is watched, and files.

use domain::{
    address::route::Route,
    change::{
        plan::{PlannedStep, StepOutcome},
        run::{Run, RunId},
    },
    share::receipt::{receipt, restore_script},
    status::progress::{NEXT_STEPS, Progress},
};

use super::line::{Details, Line};
use crate::{
    components::{button, write_error_notice},
    data::{ChangeTracker, Runner},
    dom,
    features::common::api_address,
    reactive::prelude::*,
    router::link,
};

/// The details of a line.
pub(super) fn line_details(line: Signal<Option<Line>>) -> AnyView {
    let details =
        Memo::new(move |_| line.with(|line| line.as_ref().map(|line| line.details.clone())));
    let is_worth_opening =
        Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(opens_by_itself)));
    let is_open = RwSignal::new(false);
    effect(move || {
        if is_worth_opening.get() {
            is_open.set(true);
        }
    });
    let toggled = move |event: ev::Event| {
        let element = event_target::<web_sys::HtmlDetailsElement>(&event);
        is_open.set(element.open());
    };
    let is_empty = move || details.with(|details| details.as_ref().is_none_or(Details::is_empty));
    let content = move || Some(content(details.get()?));
    view! {
        <details
            prop:open=move || is_open.get()
            hidden=is_empty
            on:toggle=handler(toggled)
        >
            <summary>"Details"</summary>
            {content}
            {watching(line)}
        </details>
    }
    .into_any()
}

/// Whether there is an error to read, steps to follow, or a file to download.
fn opens_by_itself(line: &Line) -> bool {
    line.has_failed() || line.progress.is_some() || line.details.bulk.is_some()
}

impl Details {
    /// Whether there is an error to read.
    pub(super) fn has_error(&self) -> bool {
        self.failure.is_some() || !self.failures.0.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.steps.len() < 2
            && self.failure.is_none()
            && self
                .tracked
                .iter()
                .all(|(_, _, progress)| *progress == Progress::Reached)
            && !self.works
            && self.bulk.is_none()
    }
}

fn content(details: Details) -> AnyView {
    let steps = details.steps.iter().map(step).collect_view();
    let failure = details
        .failure
        .map(|(tried, error)| write_error_notice(&tried, &error, None));
    let (failures, more) = details.failures;
    let more = (more > 0).then(|| format!("and {more} more in the results"));
    let failures: Vec<AnyView> = failures
        .into_iter()
        .chain(more)
        .map(|text| view! { <li>{text}</li> }.into_any())
        .collect();
    let failures = (!failures.is_empty()).then(|| view! { <ul>{failures}</ul> }.into_any());
    let tracked: Vec<AnyView> = details
        .tracked
        .into_iter()
        .map(|(id, name, progress)| {
            view! { <p>{link("", Route::Detail(id), name)} ": " {progress_text(&progress)}</p> }
                .into_any()
        })
        .collect();
    view! {
        <ol class="steps" hidden=details.steps.len() < 2>
            {steps}
        </ol>
        {failure}
        {failures}
        {tracked}
        {details.works.then(next_steps)}
        {details.bulk.map(|(id, deletes)| downloads(id, deletes))}
    }
    .into_any()
}

fn step(entry: &PlannedStep) -> AnyView {
    let (class, status) = match entry.outcome {
        StepOutcome::Pending => ("pending", "Pending"),
        StepOutcome::Running => ("running", "In progress"),
        StepOutcome::Done => ("done", "Done"),
        StepOutcome::Failed(_) => ("failed", "Failed"),
    };
    view! {
        <li class=class>
            {entry.text.clone()} " " <span class="step-status">{status}</span>
        </li>
    }
    .into_any()
}

fn progress_text(progress: &Progress) -> String {
    match progress {
        Progress::Reached => "Finished.".into(),
        Progress::Deleted => "Deleted since.".into(),
        Progress::Waiting { actor, title, text } | Progress::Stopped { actor, title, text } => {
            format!("{title}. {text} {}.", actor.title())
        }
        Progress::Overdue { actor, title } => format!(
            "{title}. Not finished within 15 minutes. No longer watched. {}.",
            actor.title()
        ),
    }
}

/// What remains to be done on the servers once a link works.
fn next_steps() -> AnyView {
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
        <p>"Next steps on your servers"</p>
        <ul>{items.collect_view()}</ul>
    }
    .into_any()
}

/// The files of a bulk change.
fn downloads(id: RunId, deletes: bool) -> AnyView {
    let runner = expect_context::<Runner>();
    let download = move |text: fn(&Run, &str) -> String, name: &'static str, kind: &'static str| {
        let api = api_address();
        move || {
            runner.runs.with_untracked(|runs| {
                if let Some(run) = runs.get(id) {
                    dom::save(&text(run, &api), name, kind);
                }
            });
        }
    };
    let results = download(|run, _| receipt(run), "results.csv", "text/csv");
    let script = download(restore_script, "create-peerings.sh", "text/plain");
    view! {
        <div class="buttons">
            {button("small", "Download results", results)}
            {deletes.then(|| button("small", "Download restore script", script))}
        </div>
    }
    .into_any()
}

/// The button that ends watching what was changed.
fn watching(line: Signal<Option<Line>>) -> AnyView {
    let tracker = expect_context::<ChangeTracker>();
    let stop = move || {
        if let Some(key) = line.with_untracked(|line| Some(line.as_ref()?.entry.key)) {
            tracker.dismiss(key);
        }
    };
    let is_watching = move || line.with(|line| line.as_ref().is_some_and(|line| line.is_watching));
    view! {
        <div class="buttons" hidden=move || !is_watching()>
            {button("small quiet", "Stop watching", stop)}
        </div>
    }
    .into_any()
}
