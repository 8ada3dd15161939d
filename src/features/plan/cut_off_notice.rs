//! Changes that were cut off, and what became of each of their steps.

use domain::{
    api::feature::Feature,
    change::journal::{Finding, Journal, JournalStep, Outcome},
    model::object::Object,
    share::receipt::receipt_of_journal,
};

use crate::{
    components::{DialogState, button, loading, short_time, warning},
    data::{CutOffRun, Runner, journal_owner},
    dom,
    host::settings::Settings,
    reactive::prelude::*,
};

const COMPARED: &str = "The browser recorded which requests were answered. All others are \
    compared with what the API holds now, whoever changed it.";
const MAYBE_RUNNING: &str = "It may still be running in another tab.";

/// Further steps are only counted. The downloaded results list them all.
const MAX_LINES: usize = 200;

#[component]
pub(crate) fn CutOffNotice() -> impl IntoView {
    let runner = expect_context::<Runner>();
    let settings = expect_context::<Settings>();
    let runs = RwSignal::new(Vec::<CutOffRun>::new());
    let owner = journal_owner();
    let read = move || {
        let Some(owner) = owner.clone() else { return };
        spawn_scoped(async move { runs.set(runner.cut_off(owner).await) });
    };
    read();
    // Another tab may have crashed, or dismissed one.
    dom::on_visibility_change(read);
    let dialog = DialogState::<CutOffRun>::default();
    let dismiss = move |run: &CutOffRun| {
        run.dismiss();
        runs.update(|runs| runs.retain(|held| held != run));
        dialog.open.set(false);
    };
    let notices = move || {
        let writes = [Feature::Create, Feature::Modify, Feature::Delete];
        if !writes.iter().any(|feature| settings.has(*feature)) {
            return None;
        }
        let runs = runs.get().into_iter();
        let notices = runs.map(|run| notice(run, dialog, dismiss));
        Some(notices.collect_view().into_any())
    };
    let title = Signal::derive(move || {
        let run = dialog.subject.get();
        run.map_or_else(String::new, |run| run.journal.title())
    });
    let content = move |run: CutOffRun| {
        view! { <Receipt run open=dialog.open dismiss=Box::new(dismiss) /> }.into_any()
    };
    view! {
        {notices}
        {dialog.modal(title, content)}
    }
}

fn notice(
    run: CutOffRun,
    dialog: DialogState<CutOffRun>,
    dismiss: impl Fn(&CutOffRun) + Copy + 'static,
) -> AnyView {
    let (shown, dismissed) = (run.clone(), run.clone());
    let what = if run.journal.is_done() {
        "A change finished: "
    } else {
        "A change was cut off: "
    };
    view! {
        <div class="panel cut-off" role="status">
            <p>
                {what}
                <strong>{run.journal.title()}</strong>
                ", "
                {started(&run.journal)}
                ". "
                {maybe_running(&run)}
            </p>
            {button("small", "Show results", move || dialog.open_with(shown.clone()))}
            {button("quiet small", "Dismiss", move || dismiss(&dismissed))}
        </div>
    }
    .into_any()
}

#[component]
fn Receipt(
    run: CutOffRun,
    open: RwSignal<bool>,
    dismiss: Box<dyn Fn(&CutOffRun)>,
) -> impl IntoView {
    let runner = expect_context::<Runner>();
    let name = move |object: Object| runner.name_of(object);
    let findings = RwSignal::new(None::<Vec<Finding>>);
    let journal = StoredValue::new(run.journal.clone());
    let read = move || {
        findings.set(None);
        spawn_scoped(async move {
            let journal = journal.get_value();
            findings.set(Some(runner.outcomes(&journal).await));
        });
    };
    read();
    let results = move || {
        let Some(findings) = findings.get() else {
            return loading("Reading what the API holds…");
        };
        let lines = journal.with_value(|journal| lines(journal, &findings, &name));
        view! {
            <p role="status">{summary(&findings)}</p>
            <ul class="steps many" tabindex="0" aria-label="Results">
                {lines}
            </ul>
        }
        .into_any()
    };
    let is_reading = move || findings.with(Option::is_none);
    let save = move || {
        let text = findings.with_untracked(|findings| {
            let findings = findings.as_ref()?;
            Some(journal.with_value(|journal| receipt_of_journal(journal, findings, &name)))
        });
        if let Some(text) = text {
            dom::save(&text, "results.csv", "text/csv");
        }
    };
    let note = maybe_running(&run).to_owned();
    view! {
        <p class="hint">"Started " {started(&run.journal)} ". " {COMPARED}</p>
        {warning(move || Some(note.clone()).filter(|note| !note.is_empty()))}
        {results}
        <div class="buttons">
            <span hidden=is_reading>{button("primary", "Download results", save)}</span>
            <span hidden=is_reading>{button("", "Check again", read)}</span>
            {button("", "Dismiss", move || dismiss(&run))}
            {button("quiet", "Close", move || open.set(false))}
        </div>
    }
}

fn started(journal: &Journal) -> String {
    short_time(journal.started as f64)
}

fn maybe_running(run: &CutOffRun) -> &'static str {
    if run.is_surely_over {
        ""
    } else {
        MAYBE_RUNNING
    }
}

/// Such as "Steps: 28 done, 11 not done, 1 not known".
fn summary(findings: &[Finding]) -> String {
    let parts = [Outcome::Done, Outcome::NotDone, Outcome::NotKnown].map(|outcome| {
        let of_kind = findings.iter().filter(|found| found.outcome == outcome);
        format!("{} {}", of_kind.count(), outcome.text().to_lowercase())
    });
    format!("Steps: {}", parts.join(", "))
}

/// The steps: those that are not known first, then those that are not done.
fn lines(
    journal: &Journal,
    findings: &[Finding],
    name: &dyn Fn(Object) -> Option<String>,
) -> AnyView {
    let mut steps: Vec<(&JournalStep, &Finding)> = journal.steps.iter().zip(findings).collect();
    steps.sort_by_key(|(_, finding)| finding.outcome);
    let surplus = steps.len().saturating_sub(MAX_LINES);
    let more = (surplus > 0).then(|| format!("and {surplus} more in the results"));
    let lines = steps.into_iter().take(MAX_LINES).map(|(step, finding)| {
        view! {
            <li>
                {step.task.text(name)}
                " "
                <span class="step-status">
                    <strong>{finding.outcome.text()}</strong>
                    ". "
                    {finding.reason}
                </span>
            </li>
        }
        .into_any()
    });
    let lines = lines.collect_view();
    let more = more.map(|more| view! { <li>{more}</li> }.into_any());
    view! { {lines} {more} }.into_any()
}
