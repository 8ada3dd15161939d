//! What screen readers are told: each change of an entry, but not each of its steps.

use super::line::{Line, Mark};
use crate::{data::Activity, reactive::prelude::*};

/// How many announcements screen readers can look at again.
const MAX_NEWS: usize = 5;

/// The announcements.
#[derive(Clone, Copy)]
pub(super) struct News {
    /// The last ones, numbered.
    recent: RwSignal<Vec<(u32, String)>>,
    /// The entry that changed last.
    pub(super) latest: RwSignal<Option<u32>>,
}

impl News {
    /// The news of these lines. An error opens the list: it does not fit in a line.
    pub(super) fn of(lines: Memo<Vec<Line>>, activity: Activity) -> Self {
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

    /// The region that is read aloud.
    pub(super) fn region(self) -> AnyView {
        view! {
            <div class="visually-hidden" role="status" aria-label="Messages" aria-atomic="false">
                <For each=move || self.recent.get() key=|(number, _)| *number let((_, text))>
                    <p>{text}</p>
                </For>
            </div>
        }
        .into_any()
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

/// The title, and the result once there is one.
fn announcement(line: &Line) -> String {
    match line.mark {
        Mark::Running => line.title.clone(),
        _ if line.result.is_empty() => line.title.clone(),
        _ => format!("{}: {}", line.title, line.result),
    }
}
