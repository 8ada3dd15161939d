//! The top bar, and signing out.

use domain::{
    address::route::{ReachQuery, Route},
    api::feature::Feature,
};

use crate::{
    components::button,
    data::Runner,
    features::common::when_enabled,
    host::settings::Settings,
    reactive::prelude::*,
    router::marked_link,
    session::{SIGNED_OUT, Session},
};

/// Signing out. Asks first while a change is running.
#[derive(Clone, Copy)]
pub(crate) struct SignOut {
    session: Session,
    settings: Settings,
    runner: Runner,
    /// Whether the confirmation is open.
    pub(crate) asking: RwSignal<bool>,
}

impl SignOut {
    pub(crate) fn new() -> Self {
        Self {
            session: expect_context(),
            settings: expect_context(),
            runner: expect_context(),
            asking: RwSignal::new(false),
        }
    }

    /// Signs out, or asks first.
    pub(crate) fn begin(self) {
        if untrack(|| self.runner.is_open()) {
            self.asking.set(true);
        } else {
            self.end();
        }
    }

    /// Signs out, and reports it to the host.
    pub(crate) fn end(self) {
        let host = self.settings.host();
        if host.authenticates() {
            // Without a reason the console would sign in again at once.
            self.session.end_because(SIGNED_OUT, None);
        } else {
            self.session.end();
        }
        host.sign_out();
    }

    /// Whether signing out is possible.
    pub(crate) fn is_offered(self) -> bool {
        let host = self.settings.host();
        !host.authenticates() || host.signs_out()
    }
}

/// The bar above every page. `tools` holds what is loaded later: the quick actions and
/// the account menu.
pub(crate) fn top_bar(sign_out: SignOut, tools: AnyView) -> AnyView {
    let session = sign_out.session;
    let username = move || session.account().map(|account| account.username);
    let logo = view! {
        <svg viewBox="0 0 26 12" aria-hidden="true">
            <path d="M6 6h14" stroke="currentColor" stroke-width="2.4" />
            <circle cx="5" cy="6" r="4.2" />
            <circle cx="21" cy="6" r="4.2" />
        </svg>
        "Peerings"
    };
    let reach = when_enabled(Feature::Reachability, || {
        view! {
            <nav aria-label="Tools">
                {marked_link("tool", Route::Reach(ReachQuery::default()), "Reachability")}
            </nav>
        }
        .into_any()
    });
    view! {
        <header class="top-bar">
            {marked_link("logo", Route::list(), logo)}
            {reach}
            {tools}
            <span class="push"></span>
            <span class="username">{move || username()}</span>
            {sign_out.is_offered().then(|| button("quiet", "Sign out", move || sign_out.begin()))}
        </header>
    }
    .into_any()
}
