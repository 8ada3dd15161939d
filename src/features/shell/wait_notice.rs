//! Says how long the API asks to wait, on every page.

use std::time::Duration;

use crate::{api::Api, reactive::prelude::*};

const TICK: Duration = Duration::from_millis(500);

/// A countdown, while the API asks to wait.
#[component]
pub(crate) fn WaitNotice() -> impl IntoView {
    let api = expect_context::<Api>();
    let ticks = RwSignal::new(0);
    let next_tick = Debounce::new();
    let wait = move || {
        ticks.with(|_| ());
        api.tracked_wait()
    };
    effect(move || {
        if wait().is_some() {
            next_tick.after(TICK, move || ticks.update(|ticks| *ticks += 1));
        }
    });
    let is_waiting = Memo::new(move |_| wait().is_some());
    let left = move || {
        let seconds = wait().unwrap_or_default().as_secs_f64().round();
        format!("{} s left", seconds.max(1.0) as u64)
    };
    // Screen readers announce it once, and can read the rest.
    let notice = move || {
        is_waiting.get().then(|| {
            view! { "The API asks to wait: " <span role="timer">{left}</span> }
        })
    };
    view! {
        <p class="wait" role="status">
            {notice}
        </p>
    }
}
