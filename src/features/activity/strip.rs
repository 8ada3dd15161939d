//! The strip: what runs or happened last, in one line.

use domain::change::run::Runs;

use super::{
    actions::action_buttons,
    line::{Line, Mark, lines},
    news::News,
    panel::{counts, mark, open_link, panel, progress, text},
};
use crate::{
    data::{Activity, ChangeTracker, Runner},
    reactive::prelude::*,
};

/// The strip at the foot of every page, hidden until something has happened. Opens the
/// list of all entries.
#[component]
pub(crate) fn ActivityStrip() -> impl IntoView {
    let activity = expect_context::<Activity>();
    let runner = expect_context::<Runner>();
    let tracker = expect_context::<ChangeTracker>();
    runner.guard();
    tracker.sync();
    // It changes with the entries only: not with each step of a long run.
    let superseded = Memo::new(move |_| {
        activity.entries.with(|_| ());
        runner.runs.with_untracked(Runs::superseded)
    });
    let lines = Memo::new(move |_| superseded.with(|ids| lines(activity, runner, tracker, ids)));
    let is_empty = Memo::new(move |_| lines.with(Vec::is_empty));
    effect(move || {
        if is_empty.get() {
            activity.is_open.set(false);
        }
    });
    let news = News::of(lines, activity);
    let headline = Memo::new(move |_| {
        let latest = news.latest.get();
        lines.with(|lines| {
            let running = lines.first().filter(|line| line.mark == Mark::Running);
            let latest = || lines.iter().find(|line| Some(line.entry.key) == latest);
            running.or_else(latest).or(lines.first()).cloned()
        })
    });
    let headline = Signal::from(headline);
    view! {
        <section class="activity" aria-label="Activity" hidden=move || is_empty.get()>
            {move || activity.is_open.get().then(|| panel(lines))}
            {news.region()}
            {strip(activity, lines, headline)}
        </section>
    }
}

fn strip(activity: Activity, lines: Memo<Vec<Line>>, headline: Signal<Option<Line>>) -> AnyView {
    let is_open = move || activity.is_open.get();
    // The list has a line for each.
    let title = move || {
        if is_open() {
            lines.with(|lines| counts(lines))
        } else {
            text(headline, |line| &line.title)
        }
    };
    view! {
        <div class="strip">
            <span hidden=is_open>{mark(headline)}</span>
            <p class="headline">{title}</p>
            <span hidden=is_open>{progress(headline)}</span>
            <p class="result" hidden=is_open>
                {move || text(headline, |line| &line.result)}
            </p>
            <div class="buttons" hidden=is_open>
                {action_buttons(headline)} {open_link(headline)}
            </div>
            {other_failures(activity, lines, headline)}
            {list_button(activity)}
        </div>
    }
    .into_any()
}

/// How many others have failed, while the list is closed.
fn other_failures(
    activity: Activity,
    lines: Memo<Vec<Line>>,
    headline: Signal<Option<Line>>,
) -> AnyView {
    let failed = Memo::new(move |_| {
        let shown = headline.with(|line| line.as_ref().map(|line| line.entry.key));
        let is_other = |line: &&Line| line.has_failed() && Some(line.entry.key) != shown;
        lines.with(|lines| lines.iter().filter(is_other).count())
    });
    let shown = move || Some(failed.get()).filter(|count| *count > 0 && !activity.is_open.get());
    view! {
        <span class="failed" hidden=move || shown().is_none()>
            {move || shown().map(|count| format!("{count} failed"))}
        </span>
    }
    .into_any()
}

/// The button that opens and closes the list.
fn list_button(activity: Activity) -> AnyView {
    let is_open = move || activity.is_open.get();
    let toggle = move |_: ev::MouseEvent| {
        activity.toggle();
    };
    view! {
        <button
            type="button"
            class="small quiet"
            aria-expanded=move || is_open().to_string()
            aria-keyshortcuts="Alt+A"
            on:click=handler(toggle)
        >
            {move || if is_open() { "Hide" } else { "Show all" }}
            <span class="keys" aria-hidden="true">
                <kbd>"Alt"</kbd>
                <kbd>"A"</kbd>
            </span>
        </button>
    }
    .into_any()
}
