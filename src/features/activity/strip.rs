//! The strip: what runs or happened last, in one line.

use super::{
    actions::action_buttons,
    line::{Line, Mark, lines},
    panel::{counts, mark, open_link, panel, progress, text},
};
use crate::{
    data::{Activity, ChangeTracker, Runner},
    reactive::prelude::*,
};

/// How many announcements screen readers can look at again.
const MAX_NEWS: usize = 5;

/// The strip at the foot of every page, hidden until something has happened. Opens the
/// list of all entries.
#[component]
pub(crate) fn ActivityStrip() -> impl IntoView {
    let activity = expect_context::<Activity>();
    let runner = expect_context::<Runner>();
    let tracker = expect_context::<ChangeTracker>();
    runner.guard();
    tracker.sync();
    let lines = Memo::new(move |_| lines(activity, runner, tracker));
    let is_empty = Memo::new(move |_| lines.with(Vec::is_empty));
    effect(move || {
        if is_empty.get() {
            activity.is_open.set(false);
        }
    });
    let is_open = move || activity.is_open.get();
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
    let failed = Memo::new(move |_| {
        lines.with(|lines| {
            lines
                .iter()
                .skip(1)
                .filter(|line| line.has_failed())
                .count()
        })
    });
    // The list has a line for each.
    let title = move || {
        if activity.is_open.get() {
            lines.with(|lines| counts(lines))
        } else {
            text(headline, |line| &line.title)
        }
    };
    let toggle = move |_: ev::MouseEvent| {
        if activity.is_open.get_untracked() {
            activity.is_open.set(false);
        } else {
            activity.show();
        }
    };
    view! {
        <section class="activity" aria-label="Activity" hidden=move || is_empty.get()>
            {move || is_open().then(|| panel(lines))}
            <div class="visually-hidden" role="status" aria-label="Messages" aria-atomic="false">
                <For each=move || news.recent.get() key=|(number, _)| *number let((_, text))>
                    <p>{text}</p>
                </For>
            </div>
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
                <span class="failed" hidden=move || failed.get() == 0 || is_open()>
                    {move || Some(failed.get()).filter(|count| *count > 0).map(failed_text)}
                </span>
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
            </div>
        </section>
    }
}

/// What screen readers are told: each change of an entry, but not each of its steps.
#[derive(Clone, Copy)]
struct News {
    /// The last ones, numbered.
    recent: RwSignal<Vec<(u32, String)>>,
    /// The entry that changed last.
    latest: RwSignal<Option<u32>>,
}

impl News {
    /// The news of these lines. An error opens the list: it does not fit in a line.
    fn of(lines: Memo<Vec<Line>>, activity: Activity) -> Self {
        let news = Self {
            recent: RwSignal::new(Vec::new()),
            latest: RwSignal::new(None),
        };
        let told = StoredValue::new(Vec::<(u32, String)>::new());
        let count = StoredValue::new(0);
        effect(move || {
            let now: Vec<(u32, String)> = lines.with(|lines| {
                let texts = lines.iter().rev();
                texts
                    .map(|line| (line.entry.key, announcement(line)))
                    .collect()
            });
            let before = told.get_value();
            let is_new = |line: &Line| !before.contains(&(line.entry.key, announcement(line)));
            let has_news = |line: &Line| line.details.has_error() && is_new(line);
            if lines.with(|lines| lines.iter().any(has_news)) {
                activity.is_open.set(true);
            }
            for (key, text) in now.iter().filter(|text| !before.contains(text)) {
                count.update_value(|count| *count += 1);
                news.tell(count.get_value(), *key, text.clone());
            }
            told.set_value(now);
        });
        news
    }

    fn tell(self, number: u32, key: u32, text: String) {
        self.latest.set(Some(key));
        self.recent.update(|recent| {
            recent.push((number, text));
            let surplus = recent.len().saturating_sub(MAX_NEWS);
            recent.drain(..surplus);
        });
    }
}

fn failed_text(count: usize) -> String {
    format!("{count} failed")
}

/// The title, and the result once there is one.
fn announcement(line: &Line) -> String {
    match line.mark {
        Mark::Running => line.title.clone(),
        _ if line.result.is_empty() => line.title.clone(),
        _ => format!("{}: {}", line.title, line.result),
    }
}
