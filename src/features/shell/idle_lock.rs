//! Locks the session when the user is away, when it has lasted too long, when the page
//! is left, or on request; warns first, and keeps in step with other tabs. Only the
//! input of a form survives locking.

use std::time::Duration;

use domain::session::idle::{Clocks, IdleStatus, IdleWatch, Reason};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use web_sys::{Event, Window};

use crate::{
    api::Api,
    components::{button, show_while},
    data::{News, OtherTabs, Runner},
    dom,
    reactive::prelude::*,
    router::Router,
    session::{SIGNED_OUT, SavedInput, Session},
};

/// What counts as activity. Pointer moves do not: desks shake.
const ACTIVITY_EVENTS: [&str; 3] = ["keydown", "pointerdown", "wheel"];

/// The least time between two messages to other tabs that the user is active, in
/// milliseconds.
const MESSAGE_INTERVAL: f64 = 10_000.0;

/// The lock of one session.
#[derive(Clone, Copy)]
pub(crate) struct Lock {
    session: Session,
    router: Router,
    runner: Runner,
    watch: StoredValue<IdleWatch>,
    warned: RwSignal<Option<(Reason, u64)>>,
    next_check: Debounce,
    tabs: StoredValue<Option<OtherTabs>>,
    messaged_at: StoredValue<f64>,
}

impl Lock {
    pub(crate) fn new() -> Self {
        let session = expect_context::<Session>();
        let lock = Self {
            session,
            router: expect_context(),
            runner: expect_context(),
            watch: StoredValue::new(IdleWatch::new(session.limits, clocks())),
            warned: RwSignal::new(None),
            next_check: Debounce::new(),
            tabs: StoredValue::new(None),
            messaged_at: StoredValue::new(0.0),
        };
        let username = untrack(|| session.account()).map(|account| account.username);
        let api = expect_context::<Api>();
        let on_news = move |news| match news {
            News::Active => lock.touch(),
            News::Locked => lock.close(Reason::Asked),
            News::SignedOut => signed_out_elsewhere(session),
            News::Wait(wait) => api.wait(wait.into()),
        };
        let tabs = OtherTabs::new(username.unwrap_or_default(), Box::new(on_news));
        lock.tabs.set_value(Some(tabs));
        on_cleanup(move || {
            let tabs = lock.tabs.try_update_value(Option::take).flatten();
            // Only a sign-out by the user has one of these reasons.
            if let (Some(tabs), Some("" | SIGNED_OUT)) = (tabs, session.end_reason()) {
                tabs.send(News::SignedOut);
            }
        });
        if let Some(window) = web_sys::window() {
            lock.listen(&window);
        }
        session.on_request(move || lock.check());
        lock.check();
        lock
    }

    /// Locks this console and those in the other tabs.
    pub(crate) fn now(self) {
        self.send(News::Locked);
        self.close(Reason::Asked);
    }

    fn listen(self, window: &Window) {
        let listeners = ACTIVITY_EVENTS.map(|name| {
            let options = EventListenerOptions {
                phase: EventListenerPhase::Capture,
                // Only a key may have its default action prevented.
                passive: name != "keydown",
            };
            EventListener::new_with_options(window, name, options, move |event| {
                self.on_activity(event)
            })
        });
        at_cleanup(move || drop(listeners));
        // Browsers keep pages alive for Back.
        dom::listen(window, "pagehide", move |_| self.close(Reason::Left));
        dom::listen(window, "focus", move |_| self.check());
        dom::on_visibility_change(move || self.check());
    }

    /// Notes activity. A key that dismisses the warning does nothing else, and neither
    /// does what comes too late, after the machine slept.
    fn on_activity(self, event: &Event) {
        // Browsers run timers late, and events first.
        self.check();
        let warned = self.warned.try_get_untracked().flatten();
        let is_locked = untrack(|| self.session.account()).is_none();
        let is_key = event.type_() == "keydown";
        let dismisses = is_key && matches!(warned, Some((Reason::Idle, _)));
        if is_locked || dismisses {
            // The listeners of the other events are passive.
            if is_key {
                event.prevent_default();
            }
            event.stop_propagation();
        }
        if is_locked {
            return;
        }
        self.touch();
        let now = dom::now();
        if (now - self.messaged_at.get_value()).abs() > MESSAGE_INTERVAL {
            self.messaged_at.set_value(now);
            self.send(News::Active);
        }
    }

    fn touch(self) {
        let is_busy = self.is_busy();
        self.watch
            .try_update_value(|watch| watch.touch(clocks(), is_busy));
        if self.warned.try_get_untracked().flatten().is_some() {
            self.check();
        }
    }

    /// Whether a change is running: interrupting it would be worse than a session left
    /// open.
    fn is_busy(self) -> bool {
        untrack(|| self.runner.is_active())
    }

    /// Warns or locks if it is time, and schedules the next check.
    fn check(self) {
        // The session is over.
        let Some(watch) = self.watch.try_get_value() else {
            return;
        };
        let (warned, again) = match watch.verdict(clocks(), self.is_busy()) {
            IdleStatus::Fine(time) => (None, time),
            IdleStatus::Warn(reason, left) => (
                Some((reason, left.as_secs_f64().ceil() as u64)),
                Duration::from_secs(1),
            ),
            IdleStatus::Lock(reason) => return self.close(reason),
        };
        if self.warned.get_untracked() != warned {
            self.warned.set(warned);
        }
        self.next_check.after(again, move || self.check());
    }

    /// Locks this console.
    fn close(self, reason: Reason) {
        let session = self.session;
        let Some(account) = untrack(|| session.account()) else {
            return;
        };
        let saved = self.router.unsent().map(|input| {
            let username = account.username.clone();
            let forget = move |news| {
                if news == News::SignedOut {
                    signed_out_elsewhere(session);
                }
            };
            SavedInput {
                href: self.router.route_untracked().href(),
                input,
                _beside: Box::new(OtherTabs::new(username, Box::new(forget))),
                username: account.username,
            }
        });
        session.end_because(reason.text(), saved);
    }

    fn send(self, news: News) {
        self.tabs.try_with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.send(news);
            }
        });
    }
}

/// Signs out because the user did so in another tab.
fn signed_out_elsewhere(session: Session) {
    session.end_because("You signed out in another tab.", None);
}

/// The current readings of both clocks.
fn clocks() -> Clocks {
    Clocks {
        wall: dom::now(),
        steady: dom::monotonic_now().as_secs_f64() * 1000.0,
    }
}

/// The warning before the session is locked.
#[component]
pub(crate) fn LockWarning(lock: Lock) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let idle = move || match lock.warned.get() {
        Some((Reason::Idle, left)) => Some(left),
        _ => None,
    };
    show_while(dialog, move || idle().is_some());
    let is_ending = move || matches!(lock.warned.get(), Some((Reason::Lifetime, _)));
    let ending = move || {
        is_ending().then(|| {
            view! {
                <p>
                    "This session ends within a minute because it has reached its time limit. You can sign in again at once, and your unsaved form is kept."
                </p>
            }
            .into_any()
        })
    };
    let (title, text) = (dom::fresh_id(), dom::fresh_id());
    let (labelled_by, described_by) = (title.clone(), text.clone());
    view! {
        <dialog
            node_ref=dialog
            role="alertdialog"
            aria-labelledby=labelled_by
            aria-describedby=described_by
            // Only users cancel; the program's own closing is no activity.
            on:cancel=handler(move |_: Event| lock.touch())
        >
            <h2 id=title>"Are you still there?"</h2>
            <p id=text>
                "The console locks soon because of inactivity. Press any key or click to stay signed in."
            </p>
            <p class="countdown" aria-hidden="true">
                {move || idle().map(|left| format!("Locks in {left} s."))}
            </p>
            <div class="buttons">{button("primary", "Stay signed in", move || lock.touch())}</div>
        </dialog>
        <div class="session-ends" role="status">{ending}</div>
    }
}
