//! The rhythm of reading again: waits that end early when there is a reason,
//! and not at all while nobody looks.

use std::time::Duration;

use futures::{channel::oneshot, future::select, pin_mut};
use gloo_timers::future::sleep;
use web_sys::Document;

use crate::{
    dom,
    reactive::{StoredValue, effect},
    session::Session,
};

/// The pulse of one console.
#[derive(Clone, Copy)]
pub(crate) struct RefreshScheduler {
    session: Session,
    waiting: StoredValue<Vec<oneshot::Sender<()>>>,
    hushed: StoredValue<bool>,
}

impl RefreshScheduler {
    /// Beats whenever the page is looked at again, the network is back or
    /// somebody signed in again.
    pub(crate) fn new(session: Session) -> Self {
        let pulse = Self {
            session,
            waiting: StoredValue::new(Vec::new()),
            hushed: StoredValue::new(false),
        };
        if let Some(window) = web_sys::window() {
            dom::listen(&window, "online", move |_| pulse.wake());
            if let Some(document) = window.document() {
                dom::listen(&document, "visibilitychange", move |_| pulse.wake());
            }
        }
        effect(move || {
            if !session.is_expired() {
                pulse.wake();
            }
        });
        pulse
    }

    /// Ends every wait.
    pub(crate) fn wake(self) {
        let waiting = self.waiting.try_update_value(std::mem::take);
        for waiter in waiting.into_iter().flatten() {
            // Who no longer waits need not be told.
            let _ = waiter.send(());
        }
    }

    /// Something was written, which touches more than was answered. Many writes
    /// in a row make one beat, at their end.
    pub(super) fn wake_after_write(self) {
        if !self.hushed.try_get_value().unwrap_or(true) {
            self.wake();
        }
    }

    /// Begins or ends a row of writes.
    pub(super) fn hold_wakes(self, hushed: bool) {
        self.hushed.try_update_value(|held| *held = hushed);
        if !hushed {
            self.wake();
        }
    }

    /// Waits this long or until the next beat, and on while the page is hidden
    /// or the session cannot be used.
    pub(crate) async fn wait(self, time: Duration) {
        self.time_or_beat(time).await;
        while !self.session.is_live() || is_hidden() {
            if !self.next_beat().await {
                return;
            }
        }
    }

    async fn time_or_beat(self, time: Duration) {
        let time = sleep(time);
        let beat = self.next_beat();
        pin_mut!(time, beat);
        select(time, beat).await;
    }

    /// False where the pages are gone, and no beat will come any more.
    async fn next_beat(self) -> bool {
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
