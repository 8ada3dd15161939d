//! When data is refreshed: waits that end early when there is a reason, and do
//! not end while the page is hidden.

use std::time::Duration;

use domain::session::refresh::spread;
use futures::{channel::oneshot, future::select, pin_mut};
use gloo_timers::future::sleep;
use js_sys::Math;
use web_sys::Document;

use crate::{
    dom,
    reactive::{Debounce, StoredValue, effect},
    session::Session,
};

/// The least time between two wakes by the browser, in milliseconds.
const WAKE_INTERVAL: f64 = 3_000.0;

#[derive(Clone, Copy)]
pub(crate) struct RefreshScheduler {
    session: Session,
    waiting: StoredValue<Vec<oneshot::Sender<()>>>,
    wakes_held: StoredValue<bool>,
}

impl RefreshScheduler {
    /// Wakes whenever the page becomes visible, the network returns or the user
    /// signs in again.
    pub(crate) fn new(session: Session) -> Self {
        let scheduler = Self {
            session,
            waiting: StoredValue::new(Vec::new()),
            wakes_held: StoredValue::new(false),
        };
        // A network that comes and goes must not cause a read each time. What comes too
        // early wakes later: a wait may have ended while the page was hidden.
        let next = StoredValue::new(0.0);
        let later = Debounce::new();
        let wake_now = move || {
            next.set_value(dom::monotonic_millis() + WAKE_INTERVAL);
            scheduler.wake();
        };
        let wake = move || {
            if is_hidden() {
                return;
            }
            let left = next.get_value() - dom::monotonic_millis();
            if left > 0.0 {
                later.after(Duration::from_millis(left as u64 + 1), wake_now);
            } else {
                wake_now();
            }
        };
        if let Some(window) = web_sys::window() {
            dom::listen(&window, "online", move |_| wake());
        }
        dom::on_visibility_change(wake);
        effect(move || {
            if !session.is_expired() {
                scheduler.wake();
            }
        });
        scheduler
    }

    /// Ends every wait.
    pub(crate) fn wake(self) {
        let waiting = self.waiting.try_update_value(std::mem::take);
        for waiter in waiting.into_iter().flatten() {
            // It fails for a wait that was dropped.
            let _ = waiter.send(());
        }
    }

    /// Wakes after a write, which affects more than its answer contains. While
    /// wakes are held, nothing happens.
    pub(super) fn wake_after_write(self) {
        if !self.wakes_held.try_get_value().unwrap_or(true) {
            self.wake();
        }
    }

    /// Begins or ends a series of writes, which wakes once, at its end.
    pub(super) fn hold_wakes(self, hold: bool) {
        self.wakes_held
            .try_update_value(|wakes_held| *wakes_held = hold);
        if !hold {
            self.wake();
        }
    }

    /// Waits for about this time or the next wake, and longer while the page is hidden
    /// or the session cannot be used.
    pub(crate) async fn wait(self, time: Duration) {
        self.time_or_wake(spread(time, Math::random())).await;
        while !self.session.is_live() || is_hidden() {
            if !self.next_wake().await {
                return;
            }
        }
    }

    async fn time_or_wake(self, time: Duration) {
        let time = sleep(time);
        let wake = self.next_wake();
        pin_mut!(time, wake);
        select(time, wake).await;
    }

    /// False if the console is gone: no wake will come.
    async fn next_wake(self) -> bool {
        let (sender, receiver) = oneshot::channel();
        self.waiting
            .try_update_value(|waiting| waiting.push(sender));
        receiver.await.is_ok()
    }
}

fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .as_ref()
        .is_some_and(Document::hidden)
}
